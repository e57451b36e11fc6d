import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandContext } from '../../src/context/command-context.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { EventState } from '../../src/database/generated/client.ts';
import { canRsvp, hasEnded } from '../../src/events/lifetime.ts';
import { cachedEventListMessage } from '../../src/events/list/cached-list-message.ts';
import { eventStateLabel } from '../../src/events/messages.ts';
import { findEvents, isValidAt, listEventTopics, listOwnEvents } from '../../src/events/queries.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';
import { createCommandContext } from '../support/fixtures/command-context.ts';

const day = 86_400_000;
const title = 'Hội thảo';
const topic = 'phim';

let database: OpenDatabase;
let context: CommandContext;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
  ({ call: context } = await createCommandContext(database));
});
afterAll(() => database.close());

const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms);

interface Kept {
  state: EventState;
  startsAt: Date;
  endsAt: Date;
}

async function keep(kept: Kept) {
  const { prisma } = database;
  const communityId = context.community?.id ?? '';
  await prisma.event.deleteMany({ where: { communityId } });
  const words = { title, topic, searchText: 'hoi thao phim', zone: context.zone };
  return prisma.event.create({
    data: {
      ...kept,
      ...words,
      communityId,
      rsvps: { create: { personId: context.person.id, state: 'going', changedAt: kept.startsAt } },
    },
  });
}

/** Where an event that is not over has its place. */
async function places(now: number) {
  const asked = { ...context, now: at(now), isPrivate: true };
  const communityId = context.community?.id ?? '';
  const query = { communityId, from: new Date(now), take: 5 };
  const [found, topics, mine, listed] = await Promise.all([
    findEvents(database.prisma, query),
    listEventTopics(database.prisma, communityId, new Date(now)),
    listOwnEvents(database.prisma, context.person.id, new Date(now)),
    cachedEventListMessage(asked, communityId, { page: 1 }),
  ]);
  return {
    found: found.events.length > 0,
    counted: found.total > 0,
    topics: topics.length > 0,
    mine: mine.length > 0,
    listed: JSON.stringify(listed).includes(title),
    until: found,
  };
}

describe('whether an event is over', () => {
  test('is decided equally for lists, topics, personal lists, the cache and buttons', async () => {
    const start = Date.parse('2026-11-24T02:00:00Z');
    const times = fc.record({
      state: fc.constantFrom(...Object.values(EventState)),
      length: fc.constantFrom(0, day / 24, 3 * day),
      off: fc.constantFrom(
        -day,
        -1,
        0,
        1,
        day,
        89 * day,
        90 * day - 1,
        90 * day,
        90 * day + 1,
        92 * day,
      ),
    });
    await fc.assert(
      fc.asyncProperty(times, async ({ state, length, off }) => {
        const kept = { state, startsAt: new Date(start), endsAt: new Date(start + length) };
        const event = await keep(kept);
        const now = start + length + off;
        const is = !hasEnded(event, at(now));
        const { until, ...seen } = await places(now);
        expect(seen, JSON.stringify({ state, length, off })).toEqual({
          found: is,
          counted: is,
          topics: is,
          mine: is,
          listed: is,
        });
        expect(canRsvp(event, at(now))).toBe(is && state !== 'cancelled');
        const later = now + day;
        if (is && isValidAt(until, later)) expect(hasEnded(event, at(later))).toBe(false);
        const held = state === 'postponed' ? 90 * day : 0;
        expect(hasEnded(event, at(start + length + held + 1))).toBe(true);
        expect(hasEnded(event, at(start + length + held - 1))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('keeps a postponed event marked and lists it only in the period of its old date', async () => {
    const start = Date.parse('2026-11-24T02:00:00Z');
    const event = await keep({
      state: 'postponed',
      startsAt: new Date(start),
      endsAt: new Date(start + day / 24),
    });
    const later = { ...context, now: at(start + 30 * day) };
    expect(eventStateLabel(event, later)).toMatch(/HOÃN/);
    const query = { communityId: context.community?.id ?? '', take: 5 };
    const week = (from: number) =>
      findEvents(database.prisma, {
        ...query,
        from: new Date(from),
        until: new Date(from + 7 * day),
      });
    expect((await week(start - day)).total).toBe(1);
    expect((await week(start + 7 * day)).total).toBe(0);
  });
});
