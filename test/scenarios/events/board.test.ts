import { expect } from 'vitest';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const minute = 60_000;

/** What a board in the group says, by its heading. */
const boardsIn = (one: ScenarioContext['linh'], title: RegExp) =>
  one.messages().filter((seen) => seen.from.bot && title.test(readableText(seen)));

/** Starts the program again some minutes later, when boards are brought up to date. */
async function later({ app }: ScenarioContext, minutes = 6): Promise<void> {
  app.clock.advance(minutes * minute);
  await app.restart();
}

const apart = { incomparableReason: 'pins need another right on each platform' };

scenario(
  'A board in Vietnamese follows an event that is created and cancelled',
  async (scene) => {
    const { hanh, thao, linh, group, app } = scene;
    const title = 'Gặp gỡ người làm phim';
    await hanh.says('/start');
    await hanh.sees(/Callboard/);
    await app.database.prisma.chat.updateMany({ data: { locale: 'vi' } });
    await hanh.in(group).says('/board', { state: 'on' });
    await hanh.in(group).seesPrivately(/The board of .* is on|đang bật/);
    const here = linh.in(group);
    await expect.poll(() => boardsIn(here, /^Bảng thông báo/)).toHaveLength(1);
    const [first] = boardsIn(here, /^Bảng thông báo/);
    expect(readableText(first ?? here.messages()[0] ?? failed())).toMatch(/Sự kiện sắp tới/);

    await here.presses('Xem sự kiện');
    await here.seesPrivately(/Sự kiện sắp tới/);
    const shown = () => boardsIn(here, /^Bảng thông báo/).map(readableText);
    await app.database.prisma.event.deleteMany();
    await thao.says('/event new', { title, when: '19h30 10/12' });
    await thao.sees(/Thời gian/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    await later(scene);
    await expect.poll(shown).toEqual([expect.stringContaining(title)]);
    expect(boardsIn(here, /^Bảng thông báo/)[0]?.id).toBe(first?.id);
    await thao.says('/event cancel', { event: title });
    await thao.sees(/Hủy|hủy/);
    await thao.presses('Hủy sự kiện');
    await thao.sees(/Đã hủy|đã hủy|ĐÃ HỦY/);
    await later(scene);
    await expect.poll(shown).toEqual([expect.stringContaining('[ĐÃ HỦY]')]);
    expect(boardsIn(here, /^Bảng thông báo/)[0]?.id).toBe(first?.id);
  },
  apart,
);

scenario(
  'A board in English stays one pinned message over restarts, and goes when it is turned off',
  async (scene) => {
    const { hanh, group, app } = scene;
    for (const { id } of app.world.telegram.chats) app.telegram.promote(id, true);
    for (const { id } of app.world.discord.servers.flatMap(({ channels }) => channels))
      app.discord.moderator.grant(id, 'pin');
    const here = hanh.in(group);
    await here.says('/board');
    await here.seesPrivately(/has no board yet/);
    await app.database.prisma.chat.updateMany({ data: { locale: 'en' } });
    await here.says('/board', { state: 'on' });
    await here.seesPrivately(/The board of .* is on|đang bật/);
    const boards = () => boardsIn(here, /^What’s on/);
    await expect.poll(boards).toHaveLength(1);
    const [first] = boards();
    await expect.poll(() => boards()[0]?.pinned).toBe(true);
    await later(scene);
    expect(boards().map(({ id }) => id)).toEqual([first?.id]);
    await app.database.prisma.event.deleteMany();
    await app.database.prisma.course.deleteMany();
    await app.database.prisma.alert.deleteMany();
    await later(scene);
    await expect
      .poll(() => boards().map(readableText))
      .toEqual([expect.stringContaining('Nothing is planned yet')]);
    await here.says('/board');
    await here.seesPrivately(/on and up to date/);
    await here.says('/board', { state: 'off' });
    await here.seesPrivately(/is gone/);
    await expect.poll(boards).toHaveLength(0);
  },
  apart,
);

scenario('Only an admin or a moderator turns on a board', async ({ linh, group }) => {
  await linh.in(group).says('/board', { state: 'on' });
  await linh.in(group).seesNotice(/quản trị/);
});

function failed(): never {
  throw new Error('there is no board');
}
