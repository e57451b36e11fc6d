import { expect } from 'vitest';
import { sampleWorld } from '../../../playground/sample-world.ts';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const [server] = sampleWorld.discord.servers;
const serverId = server?.id ?? '';
const minute = 60_000;
const hour = 60 * minute;

/** The names of the server's events, as its members see them. */
const namesIn = ({ app }: ScenarioContext): string[] =>
  app.discord.scheduledEventsIn(serverId).map(({ name }) => name);

/** Starts the program again some minutes later, when server events are brought up to date. */
async function later({ app }: ScenarioContext, minutes = 6): Promise<void> {
  app.clock.advance(minutes * minute);
  await app.restart();
}

/** An empty calendar, and the right to make server events. */
async function prepare({ app }: ScenarioContext): Promise<void> {
  await app.database.prisma.event.deleteMany();
  await app.database.prisma.eventSeries.deleteMany();
  app.discord.moderator.grantInServer(serverId, 'createEvents');
}

async function publish(
  organiser: ScenarioContext['thao'],
  event: Record<string, string>,
): Promise<void> {
  await organiser.says('/event new', event);
  await organiser.sees(/Thời gian/);
  await organiser.presses('Đăng');
  await organiser.sees(/Đã đăng sự kiện|Đã tạo sự kiện lặp lại/);
}

scenario('Events appear in the server’s own list, are moved, and are cancelled', async (scene) => {
  const { hanh, thao, app } = scene;
  await prepare(scene);
  app.discord.moderator.createEvent(serverId, 'linh', {
    ...{ name: 'Chơi cờ', location: 'Kênh thoại' },
    startsAt: app.clock.now() + 10 * hour,
    endsAt: app.clock.now() + 12 * hour,
  });
  await hanh.says('/start');
  await hanh.sees(/Callboard/);
  await hanh.says('/server events');
  await hanh.sees(/doesn’t list your events[\s\S]*Turned on, your coming events/);
  await hanh.presses('Turn on');
  await hanh.sees(/lists your coming events under Events/);
  const film = {
    ...{ title: 'Chiếu phim', when: '19h30 10/12', place: 'Rạp Ngọc Khánh' },
    link: 'https://example.com/phim',
  };
  await publish(thao, film);
  await later(scene, 2);
  await expect.poll(() => namesIn(scene)).toEqual(['Chơi cờ', 'Chiếu phim']);
  const shown = () =>
    app.discord.scheduledEventsIn(serverId).find(({ name }) => name === 'Chiếu phim');
  expect(shown()).toMatchObject({
    location: 'Rạp Ngọc Khánh',
    description: expect.stringMatching(/https:\/\/example\.com\/phim\nCallboard · [0-9a-z]{10}$/),
    startsAt: Date.parse('2026-12-10T19:30:00+07:00'),
  });
  const { id } = shown() ?? {};

  await thao.says('/event postpone', { event: 'Chiếu phim', when: '20h 12/12' });
  await thao.sees(/Dời|dời/);
  await thao.presses('Dời lịch');
  await thao.sees(/Đã dời|đã dời|dời sang/i);
  await later(scene, 2);
  await expect.poll(() => shown()?.startsAt).toBe(Date.parse('2026-12-12T20:00:00+07:00'));
  expect(shown()?.id).toBe(id);

  await thao.says('/event cancel', { event: 'Chiếu phim' });
  await thao.sees(/Hủy|hủy/);
  await thao.presses('Hủy sự kiện');
  await thao.sees(/Đã hủy|đã hủy|ĐÃ HỦY/);
  await later(scene, 2);
  await expect.poll(() => namesIn(scene)).toEqual(['Chơi cờ']);
});

scenario(
  'A repeating event shows its next date only, and the following one when it is over',
  async (scene) => {
    const { hanh, thao, app } = scene;
    await prepare(scene);
    await hanh.says('/start');
    await hanh.sees(/Callboard/);
    await hanh.says('/server events', { on: true });
    await hanh.sees(/lists your coming events/);
    const weekly = { when: '19h 26/11', until: '21h', repeats: 'mỗi thứ năm' };
    await publish(thao, { title: 'Tập quay', ...weekly });
    await later(scene, 2);
    const starts = () =>
      app.discord
        .scheduledEventsIn(serverId)
        .map(({ startsAt }) => new Date(startsAt).toISOString());
    await expect.poll(starts).toEqual(['2026-11-26T12:00:00.000Z']);
    await later(scene, 60 * 24 * 2.5);
    await expect.poll(starts).toEqual(['2026-12-03T12:00:00.000Z']);
  },
);

scenario(
  'Without the right an admin is told what is missing, and where it is given',
  async (scene) => {
    const { hanh, thao, app } = scene;
    await prepare(scene);
    app.discord.moderator.grantInServer(serverId);
    await hanh.says('/start');
    await hanh.sees(/Callboard/);
    await publish(thao, { title: 'Chiếu phim', when: '19h30 10/12' });
    await hanh.says('/setup');
    expect(readableText(await hanh.sees(/Discord/))).not.toMatch(/Create Events/);
    await hanh.says('/server events', { on: true });
    const refused = await hanh.sees(/lacks the permission Create Events. See \/?\S*setup/);
    expect(JSON.stringify(refused)).toMatch(/permissions=\d+&guild_id=1300000000000000001/);
    await hanh.says('/setup');
    const shown = await hanh.sees(
      /Missing permission: Create Events\. With it, the server’s event list/,
    );
    expect(JSON.stringify(shown)).toContain('guild_id=1300000000000000001');
    await later(scene);
    expect(namesIn(scene)).toEqual([]);
    app.discord.moderator.grantInServer(serverId, 'createEvents');
    await later(scene);
    await expect.poll(() => namesIn(scene)).toEqual(['Chiếu phim']);
    await hanh.says('/setup');
    expect(readableText(await hanh.sees(/Discord/))).not.toMatch(/Create Events/);
  },
);

scenario('Turned off, the server’s list is as it was, in Vietnamese', async (scene) => {
  const { hanh, thao, app } = scene;
  await prepare(scene);
  await hanh.says('/start');
  await hanh.sees(/Callboard/);
  await app.database.prisma.person.updateMany({ data: { locale: 'vi' } });
  await hanh.says('/server events');
  await hanh.sees(/chưa hiện sự kiện của cộng đồng[\s\S]*Khi bật, các sự kiện sắp tới/);
  await hanh.presses('Bật');
  await hanh.sees(/đang hiện các sự kiện sắp tới ở mục Sự kiện/);
  await publish(thao, { title: 'Chiếu phim', when: '19h30 10/12' });
  await later(scene, 2);
  await expect.poll(() => namesIn(scene)).toEqual(['Chiếu phim']);
  expect(app.discord.scheduledEventsIn(serverId)[0]?.location).toBe('Xem mô tả');
  await hanh.says('/server events');
  await hanh.sees(/đang hiện các sự kiện sắp tới/);
  await hanh.presses('Tắt');
  await hanh.sees(/không hiện sự kiện nữa/);
  await later(scene, 2);
  await expect.poll(() => namesIn(scene)).toEqual([]);
  await expect.poll(() => app.database.prisma.eventMirror.count()).toBe(0);
});

scenario('An answer that is lost makes no second event', async (scene) => {
  const { hanh, thao, app } = scene;
  await prepare(scene);
  await hanh.says('/start');
  await hanh.sees(/Callboard/);
  await hanh.says('/server events', { on: true });
  await hanh.sees(/lists your coming events/);
  await publish(thao, { title: 'Chiếu phim', when: '19h30 10/12' });
  app.discord.injectFault({ method: 'POST', path: /scheduled-events$/, effect: 'lose' });
  await later(scene, 2);
  await expect.poll(() => namesIn(scene)).toEqual(['Chiếu phim']);
  // What the time until the next try is counted from.
  await expect
    .poll(() => app.database.prisma.eventMirror.findFirst())
    .toMatchObject({ claimedUntil: null, pausedUntil: expect.any(Date) });
  await later(scene);
  await expect
    .poll(() => app.database.prisma.mirroredEvent.findFirst())
    .toMatchObject({ serverEventId: app.discord.scheduledEventsIn(serverId)[0]?.id });
  expect(namesIn(scene)).toEqual(['Chiếu phim']);
});

scenario('Only an admin shows events in the server’s list', async ({ linh }) => {
  await linh.says('/start');
  await linh.sees(/Callboard/);
  await linh.says('/server events', { on: true });
  await linh.seesNotice(/vai trò “quản trị viên”/);
});
