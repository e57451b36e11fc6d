import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Event } from '../../../src/database/generated/client.ts';
import { setRsvp } from '../../../src/events/rsvp/answer.ts';
import { setGuests } from '../../../src/events/rsvp/guests.ts';
import { readTurnout } from '../../../src/events/rsvp/turnout.ts';
import { UserError } from '../../../src/kit/define/user-error.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';

const now = Temporal.Instant.from('2026-11-24T02:00:00Z');
const nextDay = new Date(now.epochMilliseconds + 86_400_000);

describe.each(databaseKinds)('guests on %s', (_kind, open) => {
  let database: OpenDatabase;
  let communityId = '';
  const told: string[] = [];
  beforeAll(async () => {
    database = await open();
    const community = await database.prisma.community.create({
      data: { name: 'Creators', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
    });
    communityId = community.id;
  });
  afterAll(() => database.close());

  const makeEvent = (capacity: number | null, guests: number | null) =>
    database.prisma.event.create({
      data: {
        ...{ communityId, title: 'Gặp gỡ', searchText: '', zone: 'Asia/Ho_Chi_Minh' },
        ...{ startsAt: nextDay, endsAt: nextDay, capacity, guests },
      },
    });
  async function makePeople(count: number): Promise<string[]> {
    const made = await database.prisma.person.createManyAndReturn({
      data: Array.from({ length: count }, () => ({})),
    });
    return made.map(({ id }) => id);
  }
  const servicesOf = (id: string) => ({
    db: database.prisma,
    now,
    person: { id },
    notices: {
      async gotPlace(_tx: unknown, _event: unknown, personIds: readonly string[]) {
        told.push(...personIds);
      },
    },
  });
  const goes = async (event: Event, id: string) =>
    (await setRsvp(servicesOf(id), event, 'going')).state;
  const stays = (event: Event, id: string) => setRsvp(servicesOf(id), event, 'declined');
  /** The key of what is answered; undefined when the guests are stored. */
  const brings = (event: Event, id: string, guests: number) =>
    setGuests(servicesOf(id), event, guests).then(
      () => undefined,
      (error: unknown) => (error instanceof UserError ? error.message : Promise.reject(error)),
    );
  const turnout = (event: Event) => readTurnout(database.prisma, event.id);

  test('are counted, and are gone with the person who brings them', async () => {
    const event = await makeEvent(null, 3);
    const [linh = '', minh = ''] = await makePeople(2);
    await goes(event, linh);
    await goes(event, minh);
    expect(await brings(event, linh, 2)).toBeUndefined();
    expect(await turnout(event)).toEqual({ going: 2, guests: 2, maybe: 0, waiting: 0 });
    // Going once more keeps them.
    expect((await setRsvp(servicesOf(linh), event, 'going')).guests).toBe(2);
    await stays(event, linh);
    await goes(event, linh);
    expect(await turnout(event)).toMatchObject({ going: 2, guests: 0 });
  });

  test('are refused beyond what the event takes, and before the person goes', async () => {
    const event = await makeEvent(null, 1);
    const [linh = ''] = await makePeople(1);
    expect(await brings(event, linh, 1)).toBe('events.bringing.notGoing');
    await goes(event, linh);
    expect(await brings(event, linh, 2)).toBe('events.bringing.tooMany');
    expect(await brings(await makeEvent(null, null), linh, 1)).toBe('events.bringing.tooMany');
  });

  test('take places, and give them to whoever waits when they stay away', async () => {
    const event = await makeEvent(3, 2);
    const [linh = '', minh = '', an = ''] = await makePeople(3);
    await goes(event, linh);
    expect(await brings(event, linh, 2)).toBeUndefined();
    expect(await goes(event, minh)).toBe('waiting');
    expect(await goes(event, an)).toBe('waiting');
    told.splice(0);
    expect(await brings(event, linh, 1)).toBeUndefined();
    expect(told).toEqual([minh]);
    expect(await brings(event, linh, 2)).toBe('events.bringing.noRoom');
    await stays(event, linh);
    expect(told).toEqual([minh, an]);
  });

  test('never overbook an event, whoever comes, brings guests or leaves at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.tuple(fc.nat(3), fc.constantFrom('goes', 'stays', 0, 1, 2)), { maxLength: 12 }),
        async (capacity, steps) => {
          const event = await makeEvent(capacity, 2);
          const people = await makePeople(4);
          await Promise.all(
            steps.map(([index, step]) => {
              const id = people[index] ?? '';
              if (typeof step === 'number') return brings(event, id, step);
              return step === 'goes' ? goes(event, id) : stays(event, id);
            }),
          );
          const { going, guests, waiting } = await turnout(event);
          expect(going + guests).toBeLessThanOrEqual(capacity);
          // Nobody waits while there is a place.
          if (waiting > 0) expect(going + guests).toBe(capacity);
        },
      ),
      { numRuns: 15 },
    );
  });
});
