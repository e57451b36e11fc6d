import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../../src/database/database.ts';
import type { Event } from '../../../src/database/generated/client.ts';
import { setRsvp } from '../../../src/events/rsvp/answer.ts';
import type { RsvpChoice } from '../../../src/events/rsvp/choice.ts';
import { readTurnout } from '../../../src/events/rsvp/turnout.ts';
import type { PlaceNotices } from '../../../src/events/rsvp/waiting-list.ts';
import {
  createPostgresDatabase,
  openEmbeddedDatabase,
} from '../../support/database/test-databases.ts';

const now = Temporal.Instant.from('2026-11-24T02:00:00Z');
const nextDay = new Date(now.epochMilliseconds + 86_400_000);

/** The embedded store, and a server with the connections of two processes. */
const stores: readonly (readonly [string, () => Promise<OpenDatabase[]>])[] = [
  ['PGlite', async () => [await openEmbeddedDatabase()]],
  [
    'PostgreSQL, two processes',
    async () => {
      const url = await createPostgresDatabase();
      const timeouts = { connection: 30_000, statement: 30_000, idle: 40_000 };
      return [await openDatabase({ url, timeouts }), await openDatabase({ url, timeouts })];
    },
  ],
];

/** What the answers to one event must become: who is going, and who waits in which order. */
class Places {
  readonly going = new Set<string>();
  waiting: string[] = [];
  readonly told: string[] = [];
  readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  answer(person: string, choice: RsvpChoice): string {
    if (choice === 'going') {
      if (this.going.has(person)) return 'going';
      if (!this.waiting.includes(person)) {
        if (this.going.size < this.capacity) {
          this.going.add(person);
          return 'going';
        }
        this.waiting.push(person);
      }
      return `waiting ${this.waiting.indexOf(person) + 1}`;
    }
    this.going.delete(person);
    this.waiting = this.waiting.filter((one) => one !== person);
    while (this.going.size < this.capacity) {
      const [first] = this.waiting.splice(0, 1);
      if (first === undefined) break;
      this.going.add(first);
      this.told.push(first);
    }
    return choice;
  }
}

describe.each(stores)('an event with limited places on %s', (_store, open) => {
  let opened: OpenDatabase[];
  let database: OpenDatabase;
  let communityId: string;
  let next = 0;
  const told: string[] = [];
  const notices: PlaceNotices = {
    async gotPlace(_tx, _event, personIds) {
      told.push(...personIds);
    },
  };

  beforeAll(async () => {
    opened = await open();
    const [first] = opened;
    if (!first) throw new Error('No store was opened');
    database = first;
    const { id } = await database.prisma.community.create({
      data: { name: 'Creators', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
    });
    communityId = id;
  });
  afterAll(() => Promise.all(opened.map((one) => one.close())));

  const makeEvent = (capacity: number | null): Promise<Event> =>
    database.prisma.event.create({
      data: {
        ...{ communityId, title: 'Gặp gỡ', searchText: '', zone: 'Asia/Ho_Chi_Minh' },
        ...{ startsAt: nextDay, endsAt: nextDay, capacity },
      },
    });
  async function makePeople(count: number): Promise<string[]> {
    const made = await database.prisma.person.createManyAndReturn({
      data: Array.from({ length: count }, () => ({})),
    });
    return made.map(({ id }) => id);
  }
  /** Each answer goes through the other process. `going`, `waiting 2`. */
  async function answer(event: Event, personId: string, choice: RsvpChoice): Promise<string> {
    next += 1;
    const { prisma: db } = opened[next % opened.length] ?? database;
    const { state, waitingNumber } = await setRsvp(
      { db, now, notices, person: { id: personId } },
      event,
      choice,
    );
    return state === 'waiting' ? `waiting ${waitingNumber}` : state;
  }

  test('answers 120 simultaneous people with 20 places, each place given once', async () => {
    const event = await makeEvent(20);
    const people = await makePeople(120);
    const answers = await Promise.all(people.map((id) => answer(event, id, 'going')));
    expect(answers.toSorted()).toEqual(
      [
        ...Array.from({ length: 20 }, () => 'going'),
        ...Array.from({ length: 100 }, (_, index) => `waiting ${index + 1}`),
      ].toSorted(),
    );
    expect(await readTurnout(database.prisma, event.id)).toEqual({
      going: 20,
      guests: 0,
      maybe: 0,
      waiting: 100,
    });
  });

  test('gives each place that people leave to the next who waits, who is told once, while others come', async () => {
    const event = await makeEvent(20);
    const [first, later] = [await makePeople(60), await makePeople(20)];
    for (const id of first) await answer(event, id, 'going');
    told.splice(0);
    await Promise.all([
      ...first.slice(0, 15).map((id) => answer(event, id, 'declined')),
      ...later.map((id) => answer(event, id, 'going')),
    ]);
    expect(told.toSorted()).toEqual(first.slice(20, 35).toSorted());
    expect(await readTurnout(database.prisma, event.id)).toMatchObject({ going: 20, waiting: 45 });
  });

  test('gives a place that was freed by an erasure to who waits, before who comes then', async () => {
    const event = await makeEvent(1);
    const [a = '', b = '', c = ''] = await makePeople(3);
    expect(await answer(event, a, 'going')).toBe('going');
    expect(await answer(event, b, 'going')).toBe('waiting 1');
    await database.prisma.person.delete({ where: { id: a } });
    told.splice(0);
    expect(await answer(event, c, 'going')).toBe('waiting 1');
    expect(told).toEqual([b]);
  });

  test('lets everybody come where places are not limited', async () => {
    const event = await makeEvent(null);
    for (const id of await makePeople(5)) expect(await answer(event, id, 'going')).toBe('going');
  });

  test('answers as a list with places does, whatever people answer in turn', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(
          fc.tuple(fc.nat(5), fc.constantFrom<RsvpChoice>('going', 'going', 'maybe', 'declined')),
          { maxLength: 20 },
        ),
        async (capacity, steps) => {
          const event = await makeEvent(capacity);
          const people = await makePeople(6);
          const places = new Places(capacity);
          told.splice(0);
          for (const [index, choice] of steps) {
            const personId = people[index] ?? '';
            expect(await answer(event, personId, choice)).toBe(places.answer(personId, choice));
          }
          expect(told).toEqual(places.told);
        },
      ),
      { numRuns: 15 },
    );
  });
});
