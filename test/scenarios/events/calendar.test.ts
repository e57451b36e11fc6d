import { expect } from 'vitest';
import { readWithIcalJs } from '../../support/calendar-readers/ical-js.ts';
import { tablesHolding } from '../../support/database/tables-holding.ts';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const festival = 'Liên hoan Phim Thành phố Hồ Chí Minh';
const environment = { PUBLIC_URL: 'https://bot.example.org' };

/** The path of the address that a message shows. */
const pathIn = (text: string): string =>
  /https:\/\/bot\.example\.org(\/calendar\/[\w/?=.-]+)/.exec(text)?.[1] ?? '';

const differences = {
  'secrets and ids of communities differ': (text: string) =>
    text.replace(/\/calendar\/[\w/-]+/g, '/calendar/ID'),
};

scenario(
  'Linh subscribes to her own calendar, and resets the address after giving it away',
  async ({ linh, app }) => {
    await linh.says('/event show', { event: festival });
    await linh.sees(/Số người tham gia/);
    await linh.presses('Tham gia');
    await linh.sees(/Số người tham gia/);
    await linh.says('/calendar');
    await linh.sees(/Bạn chưa có địa chỉ lịch/);
    await linh.presses('Lấy địa chỉ');
    const first = pathIn(readableText(await linh.sees(/Giữ riêng cho bạn/)));
    const mine = await app.requestRoute(first);
    const [secret = ''] = /[\w-]{32}/.exec(first) ?? [];
    expect(await tablesHolding(app.database, [secret])).toEqual([]);
    expect(readWithIcalJs(await mine.text())).toMatchObject([{ title: festival }]);
    await linh.says('/calendar');
    await linh.sees(/Bạn có 1 địa chỉ/);
    await linh.presses('Đổi địa chỉ');
    await linh.sees(/sẽ không cập nhật nữa/);
    await linh.presses('Đổi địa chỉ');
    const second = pathIn(readableText(await linh.sees(/Địa chỉ cũ không dùng được nữa/)));
    expect((await app.requestRoute(first)).status).toBe(404);
    expect((await app.requestRoute(second)).status).toBe(200);
  },
  { environment, differences },
);

scenario(
  'An admin makes the calendar public, members find its address, and it is gone again',
  async ({ hanh, linh, app }) => {
    await linh.says('/calendar');
    await linh.sees(/Lịch của bạn/);
    await hanh.says('/event feed');
    await hanh.sees(/isn’t public/);
    await hanh.presses('Make public');
    const path = pathIn(readableText(await hanh.sees(/is public/)));
    expect((await app.requestRoute(path)).status).toBe(200);
    await linh.says('/calendar');
    await linh.sees(/Mọi sự kiện và buổi học của cộng đồng/);
    await hanh.presses('Make private');
    await hanh.sees(/isn’t public/);
    expect((await app.requestRoute(path)).status).toBe(404);
    await linh.says('/event feed');
    await linh.sees(/quản trị viên/);
  },
  { environment, differences },
);

/** The path of the page that a message shows. */
const pagePathIn = (text: string): string =>
  /https:\/\/bot\.example\.org(\/calendar\/[\w-]+(?:\?lang=\w+)?)(?![\w/?=.-])/.exec(text)?.[1] ??
  '';

scenario(
  'An admin makes the calendar public and gets the address of its page, which shows lunar dates if wanted',
  async ({ hanh, linh, app }) => {
    await hanh.says('/event feed');
    await hanh.sees(/no web page/);
    await hanh.presses('Make public');
    const path = pagePathIn(readableText(await hanh.sees(/Web page to share/)));
    const read = async (where: string) => (await app.requestRoute(where)).text();
    expect(path).toMatch(/\?lang=en$/);
    expect(await read(path)).toContain('Ho Chi Minh City');
    expect(await read(path)).not.toMatch(/lunar \d/);
    await hanh.presses('Show lunar dates');
    await hanh.sees(/Web page to share/);
    expect(await read(path)).toContain('lunar 19/10');
    await hanh.presses('Hide lunar dates');
    await hanh.sees(/Web page to share/);
    expect(await read(path)).not.toMatch(/lunar \d/);
    await linh.says('/calendar');
    const vi = pagePathIn(readableText(await linh.sees(/Trang web để chia sẻ/)));
    expect(await read(vi)).toContain(festival);
    await linh.says('/event show', { event: festival });
    const card = await linh.sees(
      /Số người tham gia/,
      'on Telegram a card that may be shared has a button for it',
    );
    expect(JSON.stringify(card)).toContain('Trang web');
    await hanh.presses('Make private');
    await hanh.sees(/no web page/);
    expect((await app.requestRoute(path)).status).toBe(404);
    await linh.says('/event feed', { lunar: true });
    await linh.sees(/quản trị viên/);
  },
  { environment, differences },
);

scenario('Without a public address, people learn what works instead', async ({ linh }) => {
  await linh.says('/calendar');
  await linh.sees(/chưa đặt địa chỉ công khai/);
});
