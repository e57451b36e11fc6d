import pino from 'pino';
import { createModuleServices, modules, routesOf } from '../../../src/app/modules.ts';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Event, Prisma, Session } from '../../../src/database/generated/client.ts';
import { noQuarantine } from '../../../src/schedule/quarantine.ts';
import { createCommandContext } from '../../support/fixtures/command-context.ts';

/** A community with a public calendar, and the routes of the program. */
export async function openFeedFixture(
  database: OpenDatabase,
  publicUrl = 'https://bot.example.org/callboard',
) {
  const { call } = await createCommandContext(database);
  const { db } = call;
  const communityId = call.community?.id ?? '';
  await db.community.update({ where: { id: communityId }, data: { hasPublicCalendar: true } });
  const clock = { now: call.now.epochMilliseconds };
  const routes = routesOf(
    modules,
    createModuleServices(modules, {
      random: () => 0.5,
      serverEvents: () => undefined,
      ...call,
      cache: database.cache,
      quarantine: noQuarantine(),
      editInlineMessage: async () => ({ ok: true, value: undefined }),
      log: pino({ level: 'silent' }),
      zone: 'Asia/Ho_Chi_Minh',
      publicUrl,
      now: () => clock.now,
    }),
  );
  const days = (count: number) => new Date(call.now.epochMilliseconds + count * 86_400_000);
  return {
    ...{ call, db, communityId, clock, days, routes },
    get: async (path: string, headers: Record<string, string> = {}) =>
      routes.request(path, { headers }),
    addEvent: (changes: Partial<Prisma.EventUncheckedCreateInput> = {}): Promise<Event> =>
      db.event.create({
        data: {
          ...{ communityId, title: 'Đêm thơ', zone: 'Asia/Ho_Chi_Minh', searchText: '' },
          ...{ startsAt: days(3), endsAt: days(3.1), createdAt: days(-9), changedAt: days(-9) },
          ...changes,
        },
      }),
    async addSession(): Promise<Session> {
      const course = await db.course.create({
        data: { communityId, title: 'Quay phim', trainer: 'Minh', searchText: '' },
      });
      return db.session.create({
        data: {
          ...{ courseId: course.id, zone: 'Asia/Ho_Chi_Minh', seats: 5, createdAt: days(-9) },
          ...{ startsAt: days(4), endsAt: days(4.1) },
        },
      });
    },
  };
}

export type FeedFixture = Awaited<ReturnType<typeof openFeedFixture>>;

/** Another person of the community. */
export const otherPerson = async (database: OpenDatabase, { call }: FeedFixture) =>
  (await createCommandContext(database, call.community)).call satisfies CommandContext;
