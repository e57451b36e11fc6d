import { expect } from 'vitest';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const title = 'Chiếu phim ngoài trời';
const startOf = async (fixture: ScenarioContext['app']) =>
  (
    await fixture.database.prisma.event.findFirstOrThrow({ where: { title } })
  ).startsAt.toISOString();

scenario(
  'An ambiguous time is chosen by a button',
  async ({ thao, app }) => {
    await thao.says('/event new', { title, when: 'half past seven 5/12/2026', place: 'Công viên' });
    await thao.sees(/7:30 hoặc 19:30/);
    await thao.presses('19:30 5/12/2026');
    // The other values are retained.
    await thao.sees(/Công viên/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    expect(await startOf(app)).toBe('2026-12-05T12:30:00.000Z');
  },
  {
    incomparableReason: 'Telegram asks with a calendar, Discord offers a sheet beside the choices',
  },
);

scenario(
  'An ambiguous zone is chosen by a city',
  async ({ thao, app }) => {
    await thao.says('/event new', { title, when: '20h giờ Mỹ 5/12/2026' });
    await thao.sees(/nhiều múi giờ/);
    await thao.presses('20h giờ Los Angeles 5/12/2026');
    await thao.sees(
      /20h giờ Los Angeles 5\/12\/2026 = 11:00 Chủ nhật 6\/12, giờ Việt Nam \(UTC\+7\)/,
    );
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    expect(await startOf(app)).toBe('2026-12-06T04:00:00.000Z');
  },
  {
    incomparableReason: 'Telegram asks with a calendar, Discord offers a sheet beside the choices',
  },
);

scenario('A moment in another zone is shown in both zones', async ({ thao, app }) => {
  await thao.says('/event new', { title, when: '8pm EST 4/12/2026' });
  await thao.sees(/8pm EST 4\/12\/2026 = 08:00 thứ Bảy 5\/12, giờ Việt Nam \(UTC\+7\)/);
  await thao.presses('Đăng');
  await thao.sees(/Đã đăng sự kiện/);
  expect(await startOf(app)).toBe('2026-12-05T01:00:00.000Z');
  await thao.says('/event edit', { event: title, when: '8 giờ Nhật 6/12/2026' });
  await thao.sees(/8 giờ Nhật 6\/12\/2026 = 06:00 Chủ nhật 6\/12/);
  await thao.says('/event postpone', { event: title, when: '20h giờ Paris 6/12/2026' });
  await thao.sees(/20h giờ Paris 6\/12\/2026 = 02:00 thứ Hai 7\/12/);
});

scenario(
  'A time is never searched as text, but a title that contains a day is',
  async ({ linh, thao }) => {
    await thao.says('/event new', { title: 'Christmas party', when: '20h 20/12/2026' });
    await thao.sees('Christmas party');
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    for (const words of ['24h', 'half past seven', 'mười chín giờ ba mươi']) {
      await linh.types('/events', { when: words });
      await linh.sees(/là giờ, chưa có ngày/);
    }
    await linh.types('/events', { when: '8pm EST 19/12/2026' });
    await linh.sees(/20\/12/);
    await linh.types('/events', { when: 'tuần đầu tháng 12' });
    await linh.sees(/1\/12.* – .*7\/12/);
    await linh.says('/events', { query: 'Christmas party' });
    const found = await linh.sees(/“Christmas party”/);
    expect(readableText(found)).toMatch(/1\. Christmas party/);
  },
  { incomparableReason: 'Telegram asks in words, Discord with a sheet' },
);

scenario(
  'A title that contains a day is searched as text without the name of its argument',
  async ({ linh, thao }) => {
    await thao.says('/event new', { title: 'Christmas party', when: '20h 20/12/2026' });
    await thao.sees('Christmas party');
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    for (const words of ['Christmas party', 'party Christmas']) {
      await linh.says(`/events ${words}`);
      expect(readableText(await linh.sees(`“${words}”`))).toMatch(/1\. Christmas party/);
    }
  },
  { only: { platform: 'telegram', because: 'Discord’s options are typed by name' } },
);

scenario(
  'A part of a day is asked for its time, and all other arguments are kept',
  async ({ thao, app }) => {
    const { prisma } = app.database;
    for (const when of ['tối mai', 'tomorrow evening', 'sáng thứ bảy']) {
      await thao.says('/event new', { title, when, place: 'Công viên' });
      await thao.sees(/Ghi cả giờ/);
    }
    expect(await prisma.event.count({ where: { title } })).toBe(0);
    await thao.corrects({ when: '7h tối mai' });
    await thao.sees(/Công viên/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    expect(await startOf(app)).toBe('2026-11-25T12:00:00.000Z');
    for (const name of ['when', 'until']) {
      await thao.says('/event edit', { event: title, [name]: 'tối thứ bảy' });
      await thao.sees(/Ghi cả giờ/);
    }
    await thao.says('/event postpone', { event: title, when: 'chiều thứ bảy' });
    await thao.sees(/Ghi cả giờ/);
    expect(await startOf(app)).toBe('2026-11-25T12:00:00.000Z');
  },
  { incomparableReason: 'Telegram asks with a calendar, Discord with a sheet' },
);
