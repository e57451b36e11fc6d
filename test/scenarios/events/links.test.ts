import { expect } from 'vitest';
import { eventStartPayload } from '../../../src/events/links/start-payload.ts';
import {
  type ScenarioContext,
  type ScenarioOptions,
  scenario,
} from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const onlyTelegram: ScenarioOptions = {
  only: { platform: 'telegram', because: 'Discord has no links that tell a bot something' },
  environment: { PUBLIC_URL: 'https://bot.example.org' },
};

const festival = 'Liên hoan Phim Thành phố Hồ Chí Minh';

const idOf = async ({ app }: ScenarioContext, title: string): Promise<string> =>
  (await app.database.prisma.event.findFirstOrThrow({ where: { title } })).id;

/** How many people, accounts and private chats are stored. */
const kept = ({ app: { database } }: ScenarioContext) =>
  Promise.all([
    database.prisma.person.count(),
    database.prisma.account.count(),
    database.prisma.chat.count({ where: { kind: 'private' } }),
  ]);

/** A community that nobody here is in, with an event in two days. */
async function otherCommunity({ app }: ScenarioContext, isPublic: boolean): Promise<string> {
  const startsAt = new Date(app.clock.now() + 2 * 86_400_000);
  const zone = 'Asia/Ho_Chi_Minh';
  const { events } = await app.database.prisma.community.create({
    data: {
      ...{ name: 'Hội Phim', locale: 'vi', zone, hasPublicCalendar: isPublic },
      events: {
        create: {
          ...{
            title: 'Đêm chiếu phim',
            place: 'Huế',
            startsAt,
            zone,
            searchText: 'dem chieu phim',
          },
          endsAt: new Date(startsAt.getTime() + 3_600_000),
        },
      },
    },
    include: { events: true },
  });
  return events[0]?.id ?? '';
}

scenario(
  'Minh, whom the bot has never seen, opens a link and is going to the event',
  async (scene) => {
    const { minh, app } = scene;
    await app.database.prisma.person.deleteMany({
      where: { accounts: { some: { name: 'Minh Phạm' } } },
    });
    const before = await kept(scene);
    await minh.says(`/start ${eventStartPayload(await idOf(scene, festival))}`);
    await minh.sees(/Ho Chi Minh City[\s\S]*When/);
    expect(await kept(scene)).toEqual(before);
    await minh.presses('Going');
    await minh.sees(/Going: \d/);
    await minh.says('/mine');
    await minh.sees(/Ho Chi Minh City/);
  },
  onlyTelegram,
);

scenario(
  'A link opens an event that was cancelled, one that is gone, and nothing at all',
  async (scene) => {
    const { linh, app } = scene;
    const id = await idOf(scene, festival);
    await app.database.prisma.event.update({ where: { id }, data: { state: 'cancelled' } });
    await linh.says(`/start ${eventStartPayload(id)}`);
    await linh.sees(/ĐÃ HỦY[\s\S]*Liên hoan Phim/);
    await app.database.prisma.event.delete({ where: { id } });
    await linh.says(`/start ${eventStartPayload(id)}`);
    await linh.sees(/Không tìm thấy sự kiện này/);
    await linh.presses('Sự kiện sắp tới');
    await linh.sees(/Sự kiện sắp tới/);
    for (const payload of ['hello', 'e123', 'xin-chao', 'e'.repeat(64)]) {
      await linh.says(`/start ${payload}`);
      await linh.sees(/Xin chào! Đây là Callboard/);
    }
  },
  onlyTelegram,
);

scenario(
  'An event of another community stays with its members, unless its calendar is public',
  async (scene) => {
    const { linh, minh, app } = scene;
    const { prisma } = app.database;
    const closed = await otherCommunity(scene, false);
    const link = `/start ${eventStartPayload(closed)}`;
    for (const who of [linh, minh]) {
      await who.says(link);
      const answer = readableText(await who.sees(/Không tìm thấy|can’t find/));
      expect(answer).not.toContain('phim');
    }
    // Whoever is a member sees it, and their private chat stays with the community that it was about.
    const { personId } = await prisma.account.findFirstOrThrow({
      where: { platform: 'telegram', name: 'Linh Trần' },
    });
    const { communityId } = await prisma.event.findUniqueOrThrow({ where: { id: closed } });
    await prisma.membership.create({ data: { personId, communityId } });
    await linh.says(link);
    await linh.sees(/Đêm chiếu phim[\s\S]*Huế/);
    await linh.presses('Tham gia');
    await linh.sees(/Số người tham gia: 1/);
    await linh.says('/events');
    await linh.sees(/Tuần lễ Văn hóa Di sản/);

    const open = await otherCommunity(scene, true);
    await minh.says(`/start ${eventStartPayload(open)}`);
    const card = await minh.sees(/Đêm chiếu phim/);
    const urls = card.buttons.flat().flatMap(({ url }) => url ?? []);
    expect(urls.filter((url) => url.includes(`/calendar/`) && url.includes(open))).toHaveLength(1);
    await minh.presses('Going');
    await minh.sees(/Going: 1/);
  },
  onlyTelegram,
);

scenario(
  'The page of an event leads into Telegram, and its card is shared from there',
  async (scene) => {
    const { linh, app } = scene;
    const { id, communityId } = await app.database.prisma.event.findFirstOrThrow({
      where: { title: festival },
    });
    await linh.says('/event show', { event: festival });
    expect(JSON.stringify(await linh.sees(/Số người tham gia/))).not.toContain('Chia sẻ');
    await app.database.prisma.community.update({
      where: { id: communityId },
      data: { hasPublicCalendar: true },
    });
    const page = await (await app.requestRoute(`/calendar/${communityId}/${id}`)).text();
    const url = /https:\/\/t\.me\/callboard_bot\?start=([\w-]+)/.exec(page);
    expect(url?.[1]).toBe(eventStartPayload(id));
    await linh.says(`/start ${url?.[1]}`);
    const card = await linh.sees(/Số người tham gia/);
    const share = card.buttons.flat().find(({ label }) => label === 'Chia sẻ');
    expect(new URL(share?.url ?? '').searchParams.get('url')).toBe(url?.[0]);
  },
  onlyTelegram,
);
