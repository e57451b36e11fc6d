import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endLapsedOffers } from '../../../src/courses/waiting-list/lapse-job.ts';
import { type OpenDatabase, openDatabase } from '../../../src/database/database.ts';
import {
  createPostgresDatabase,
  openEmbeddedDatabase,
} from '../../support/database/test-databases.ts';

const now = Date.parse('2026-11-24T02:00:00Z');
const day = 86_400_000;

const stores: readonly (readonly [string, () => Promise<OpenDatabase[]>])[] = [
  ['PGlite', async () => [await openEmbeddedDatabase()]],
  [
    'PostgreSQL, two processes',
    async () => {
      const url = await createPostgresDatabase();
      return [await openDatabase({ url }), await openDatabase({ url })];
    },
  ],
];

describe.each(stores)('the end of offers on %s', (_store, open) => {
  let opened: OpenDatabase[];
  let database: OpenDatabase;
  beforeAll(async () => {
    opened = await open();
    const [first] = opened;
    if (!first) throw new Error('No store was opened');
    database = first;
  });
  afterAll(() => Promise.all(opened.map((one) => one.close())));

  /** A session whose seats are all offered until now, and as many people who wait. */
  async function offered(seats: number, waiting: number) {
    const { prisma: db } = database;
    const community = await db.community.create({
      data: { name: 'Creators', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
    });
    const startsAt = new Date(now + 5 * day);
    const { sessions } = await db.course.create({
      data: {
        ...{ communityId: community.id, title: 'Podcast', searchText: '', offerMinutes: 60 },
        sessions: {
          create: { startsAt, endsAt: startsAt, zone: 'Asia/Ho_Chi_Minh', seats },
        },
      },
      include: { sessions: true },
    });
    const sessionId = sessions[0]?.id ?? '';
    for (let index = 0; index < seats + waiting; index += 1) {
      const person = await db.person.create({
        data: {
          accounts: {
            create: { platform: 'discord', platformId: `${sessionId}${index}`, name: 'N' },
          },
        },
      });
      await db.signup.create({
        data: {
          ...{ sessionId, personId: person.id },
          ...(index < seats
            ? { state: 'offered', offeredUntil: new Date(now) }
            : { state: 'waiting' }),
        },
      });
    }
    return sessionId;
  }

  /** Each process does its job, all at once. @returns what people were told */
  async function run(at: number): Promise<{ ended: number; told: string[] }> {
    const told: string[] = [];
    const counts = await Promise.all(
      opened.map(({ prisma: db }) =>
        endLapsedOffers({
          db,
          now: () => at,
          publications: {
            publish: async (_tx, { audience, messages }) => {
              const people = audience.to === 'people' ? audience.personIds.length : 0;
              told.push(...Array<string>(people).fill(JSON.stringify(messages.en)));
              return '';
            },
          },
        }),
      ),
    );
    return { ended: counts.reduce((sum, count) => sum + count, 0), told };
  }

  const states = async (sessionId: string) =>
    (
      await database.prisma.signup.findMany({ where: { sessionId }, orderBy: { position: 'asc' } })
    ).map(({ state, offeredUntil }) => (offeredUntil ? `${state} until` : state));

  test('comes at their time and not before, once, and the next are asked in order', async () => {
    const sessionId = await offered(3, 4);
    expect(await run(now - 1)).toEqual({ ended: 0, told: [] });
    const { ended, told } = await run(now);
    expect(ended).toBe(3);
    expect(await states(sessionId)).toEqual([
      ...Array<string>(3).fill('declined'),
      ...Array<string>(3).fill('offered until'),
      'waiting',
    ]);
    expect(told.filter((text) => text.includes('didn’t answer in time'))).toHaveLength(3);
    expect(told.filter((text) => text.includes('A seat opened up'))).toHaveLength(3);
    expect((await run(now)).ended).toBe(0);
  });

  test('leaves a seat free that nobody waits for', async () => {
    const sessionId = await offered(2, 0);
    await run(now);
    expect(await states(sessionId)).toEqual(['declined', 'declined']);
  });
});
