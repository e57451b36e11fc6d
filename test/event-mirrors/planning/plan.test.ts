import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markOf } from '../../../src/event-mirrors/mark.ts';
import {
  type ListedState,
  type PresentEvent,
  planMirror,
} from '../../../src/event-mirrors/planning/plan.ts';
import {
  type Candidate,
  type MirroredRow,
  mayDiffer,
  selectShown,
} from '../../../src/event-mirrors/planning/shown.ts';

const hour = 3_600_000;
const now = Date.parse('2026-12-01T00:00:00Z');

const candidate = (eventId: string, over: Partial<Candidate> = {}): Candidate => {
  const startsAt = over.startsAt ?? now + 24 * hour;
  return {
    ...{ eventId, seriesId: null, startsAt, endsAt: startsAt + 2 * hour, isHeld: false },
    hash: 'as it is',
    ...over,
  };
};
const row = (eventId: string, over: Partial<MirroredRow> = {}): MirroredRow => ({
  ...{ eventId, serverEventId: `s-${eventId}`, contentHash: 'as it is', refusedHash: '' },
  ...{ endsAt: now + 26 * hour, isRemoved: false },
  ...over,
});
const present = (eventId: string, over: Partial<PresentEvent> = {}): PresentEvent => ({
  ...{ id: `s-${eventId}`, isOwn: true, mark: markOf(eventId), isRunning: false },
  ...{ startsAt: now + 24 * hour, endsAt: now + 26 * hour },
  ...over,
});
const foreign = (id: string): PresentEvent => present(id, { id, isOwn: false, mark: undefined });

const plan = (state: Partial<ListedState>) =>
  planMirror({
    ...{ candidates: [], rows: [], present: [], outcomes: new Map(), maxOpen: 100, now, markOf },
    ...state,
  }).steps;
const acts = (state: Partial<ListedState>) =>
  plan(state).map((step) =>
    `${step.act} ${'eventId' in step && step.eventId !== undefined ? step.eventId : ''}${'id' in step ? ` ${step.id}` : ''}`.replace(
      '  ',
      ' ',
    ),
  );

describe('what a server shows', () => {
  const shown = (candidates: Candidate[], rows: MirroredRow[] = [], room = 100) =>
    selectShown({ candidates, rows, room, now }).map(({ eventId }) => eventId);

  test('the nearest events, as many as there is room for', () => {
    expect(shown([candidate('a'), candidate('b'), candidate('c')], [], 2)).toEqual(['a', 'b']);
    expect(shown([candidate('a')], [], -3)).toEqual([]);
  });

  test('of a series only the next date', () => {
    const dates = [1, 2, 3].map((day) =>
      candidate(`d${day}`, { seriesId: 's', startsAt: now + day * 24 * hour }),
    );
    expect(shown(dates)).toEqual(['d1']);
    expect(shown(dates.slice(1))).toEqual(['d2']);
  });

  test('the date that is on keeps its place, unless the server never had it', () => {
    const on = candidate('on', { seriesId: 's', startsAt: now - hour });
    const next = candidate('next', { seriesId: 's' });
    expect(shown([on, next], [row('on')])).toEqual(['on']);
    expect(shown([on, next])).toEqual(['next']);
    expect(shown([{ ...on, endsAt: now }, next], [row('on')])).toEqual(['next']);
  });

  test('nothing that has begun before it could be made, or is about to', () => {
    expect(shown([candidate('a', { startsAt: now + 10_000 })])).toEqual([]);
  });

  test('what somebody took down takes no room, and no later date comes in its place', () => {
    const removed = row('d1', { isRemoved: true });
    const dates = ['d1', 'd2'].map((id) => candidate(id, { seriesId: 's' }));
    expect(shown([...dates, candidate('b')], [removed], 1)).toEqual(['b']);
  });

  test('what was refused comes back when it has changed', () => {
    const refused = row('a', { serverEventId: null, refusedHash: 'as it is' });
    expect(shown([candidate('a')], [refused])).toEqual([]);
    expect(shown([candidate('a', { hash: 'other' })], [refused])).toEqual(['a']);
  });
});

describe('steps', () => {
  test('makes what is missing', () => {
    expect(acts({ candidates: [candidate('a'), candidate('b')] })).toEqual([
      'create a',
      'create b',
    ]);
  });

  test('does nothing when everything is as it should be', () => {
    const state = { candidates: [candidate('a')], rows: [row('a')] };
    expect(acts({ ...state, present: [present('a'), foreign('x')] })).toEqual([]);
    expect(mayDiffer({ ...state, room: 100, now })).toBe(false);
  });

  test('finds again by its mark what was made before a crash, and does not make it twice', () => {
    const made = present('a', { id: 'made' });
    const sent = row('a', { serverEventId: null });
    expect(acts({ candidates: [candidate('a')], rows: [sent], present: [made] })).toEqual([
      'adopt a made',
    ]);
    // Restored from a backup from before it was made.
    expect(acts({ candidates: [candidate('a')], present: [made] })).toEqual([
      'adopt a made',
      'change a made',
    ]);
  });

  test('a mark in an event of somebody else means nothing', () => {
    const copied = present('a', { id: 'copied', isOwn: false });
    expect(acts({ candidates: [candidate('a')], present: [copied] })).toEqual(['create a']);
  });

  test('deletes what was made twice', () => {
    const twice = [present('a', { id: '1' }), present('a'), present('a', { id: '3' })];
    expect(acts({ candidates: [candidate('a')], rows: [row('a')], present: twice })).toEqual([
      'remove 1',
      'remove 3',
    ]);
  });

  test('changes what has changed, unless further edits may follow', () => {
    const moved = candidate('a', { hash: 'other', startsAt: now + 48 * hour });
    const state = { rows: [row('a')], present: [present('a')] };
    expect(plan({ ...state, candidates: [moved] })).toEqual([
      { act: 'change', eventId: 'a', id: 's-a', withStart: true },
    ]);
    expect(acts({ ...state, candidates: [{ ...moved, isHeld: true }] })).toEqual([]);
  });

  test('does not send again what was refused', () => {
    const refused = row('a', { refusedHash: 'other' });
    const state = { candidates: [candidate('a', { hash: 'other' })], rows: [refused] };
    expect(acts({ ...state, present: [present('a')] })).toEqual([]);
    expect(mayDiffer({ ...state, room: 100, now })).toBe(false);
  });

  test('changes an event that is on without its start', () => {
    const on = candidate('a', { hash: 'other', startsAt: now - hour });
    const there = present('a', { isRunning: true, startsAt: now - hour });
    expect(plan({ candidates: [on], rows: [row('a')], present: [there] })).toEqual([
      { act: 'change', eventId: 'a', id: 's-a', withStart: false },
    ]);
  });

  test('an event that is on and is moved ahead is made anew', () => {
    const later = candidate('a', { hash: 'other' });
    const there = present('a', { isRunning: true, startsAt: now - hour });
    expect(acts({ candidates: [later], rows: [row('a')], present: [there] })).toEqual([
      'remove a s-a',
      'create a',
    ]);
  });

  test('an event that began earlier than the server knows is taken down', () => {
    const on = candidate('a', { hash: 'other', startsAt: now - hour });
    expect(acts({ candidates: [on], rows: [row('a')], present: [present('a')] })).toEqual([
      'remove a s-a',
    ]);
  });

  test('what people changed in the server stays until the event changes', () => {
    const shifted = present('a', { startsAt: now + 25 * hour });
    const state = { rows: [row('a')], present: [shifted] };
    expect(acts({ ...state, candidates: [candidate('a')] })).toEqual([]);
  });

  test('cancels what is cancelled, unless it is on already', () => {
    const outcomes = new Map([['a', 'cancelled']] as const);
    const state = { rows: [row('a')], outcomes };
    expect(acts({ ...state, present: [present('a')] })).toEqual(['cancel a s-a']);
    expect(acts({ ...state, present: [present('a', { isRunning: true })] })).toEqual([
      'remove a s-a',
    ]);
    expect(acts({ ...state, present: [] })).toEqual(['forget a']);
  });

  test('takes down what was postponed or deleted, and what is left over', () => {
    expect(
      acts({
        rows: [row('a'), row('b')],
        present: [present('a'), present('b'), present('old'), foreign('x')],
        outcomes: new Map([['a', 'other']]),
      }),
    ).toEqual(['remove a s-a', 'remove b s-b', 'remove s-old']);
  });

  test('leaves alone what the bot made without a mark', () => {
    const other = present('x', { mark: undefined });
    expect(acts({ present: [other] })).toEqual([]);
  });

  test('what somebody took down in the server is not made again while it is to come', () => {
    const state = { candidates: [candidate('a')], rows: [row('a')] };
    expect(acts(state)).toEqual(['note-removal a']);
    const noted = { ...state, rows: [row('a', { isRemoved: true })] };
    const outcomes = new Map([['a', 'other']] as const);
    expect(acts({ ...noted, outcomes })).toEqual([]);
    expect(mayDiffer({ ...noted, room: 100, now })).toBe(false);
    expect(acts({ ...noted, outcomes, present: [present('a')] })).toEqual(['adopt a s-a']);
  });

  test('what the server ended at its former end is made anew when it is extended', () => {
    const state = { candidates: [candidate('a')], rows: [row('a', { endsAt: now - hour })] };
    expect(acts(state)).toEqual(['create a']);
  });

  test('others’ events leave less room, and the farthest of ours give way', () => {
    const rows = ['a', 'b', 'c'].map((id) => row(id));
    const state = {
      candidates: [
        candidate('new', { startsAt: now + hour }),
        ...['a', 'b', 'c'].map((id) => candidate(id)),
      ],
      rows,
      present: [foreign('x'), foreign('y'), ...['a', 'b', 'c'].map((id) => present(id))],
      outcomes: new Map(rows.map(({ eventId }) => [eventId, 'other'] as const)),
    };
    expect(planMirror({ ...state, maxOpen: 5, now, markOf })).toMatchObject({
      room: 3,
      isFull: true,
    });
    expect(acts({ ...state, maxOpen: 5 })).toEqual(['remove c s-c', 'create new']);
  });

  test('further dates of a series do not fill a server', () => {
    const dates = ['a', 'b', 'c'].map((id) => candidate(id, { seriesId: 's' }));
    const state = { candidates: dates, rows: [], present: [], outcomes: new Map() };
    expect(planMirror({ ...state, maxOpen: 2, now, markOf })).toMatchObject({ isFull: false });
  });

  test('over is forgotten without a request', () => {
    const over = row('a', { endsAt: now - hour });
    expect(acts({ rows: [over], outcomes: new Map([['a', 'other']]) })).toEqual(['forget a']);
    expect(mayDiffer({ candidates: [], rows: [over], room: 100, now })).toBe(false);
  });
});

let made = 0;
/** A server that does as it is told, and what is known of it afterwards. */
function carryOut(state: ListedState): ListedState {
  const events = new Map(state.candidates.map((one) => [one.eventId, one]));
  const { steps, room } = planMirror(state);
  const rows = new Map(state.rows.map((one) => [one.eventId, one]));
  const there = new Map(state.present.map((one) => [one.id, one]));
  for (const step of steps) {
    const event = 'eventId' in step ? events.get(step.eventId ?? '') : undefined;
    const known = 'eventId' in step ? rows.get(step.eventId ?? '') : undefined;
    if (step.act === 'remove' || step.act === 'cancel') there.delete(step.id);
    if (step.act === 'remove' || step.act === 'cancel' || step.act === 'forget')
      rows.delete(step.eventId ?? '');
    if (step.act === 'note-removal' && known) rows.set(step.eventId, { ...known, isRemoved: true });
    if (step.act === 'adopt')
      rows.set(step.eventId, {
        ...(known ?? row(step.eventId, { contentHash: '', endsAt: 0 })),
        ...{ serverEventId: step.id, isRemoved: false },
      });
    if (!event || (step.act !== 'create' && step.act !== 'change')) continue;
    const id = step.act === 'change' ? step.id : `made-${made++}`;
    const { eventId, hash, startsAt, endsAt } = event;
    const before = there.get(id);
    if (step.act === 'create') {
      expect(startsAt).toBeGreaterThan(state.now);
      const own = [...there.values()].filter(({ isOwn }) => isOwn);
      expect(own.map(({ mark }) => mark)).not.toContain(markOf(eventId));
    }
    there.set(id, {
      ...(before ?? present(eventId, { id })),
      ...{
        endsAt,
        startsAt: step.act === 'create' || step.withStart ? startsAt : (before?.startsAt ?? 0),
      },
    });
    rows.set(eventId, row(eventId, { serverEventId: id, contentHash: hash, endsAt }));
    expect(there.size).toBeLessThanOrEqual(Math.max(state.maxOpen, state.present.length));
  }
  expect(room).toBeGreaterThanOrEqual(0);
  return { ...state, rows: [...rows.values()], present: [...there.values()] };
}

test('whatever is there and known, it comes to rest, nothing is there twice, and others’ events stay', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const times = fc.integer({ min: -3, max: 30 }).map((hours) => now + hours * hour);
  const hashes = fc.constantFrom('as it is', 'other');
  const arbitraryCandidate = fc.record({
    seriesId: fc.constantFrom(null, 's'),
    startsAt: times,
    hash: hashes,
    isHeld: fc.boolean(),
  });
  const arbitraryRow = fc.record({
    serverEventId: fc.constantFrom(null, 's-a', 's-b', 's-c'),
    contentHash: hashes,
    refusedHash: fc.constantFrom('', 'other'),
    endsAt: times,
    isRemoved: fc.boolean(),
  });
  const arbitraryPresent = fc.record({
    isOwn: fc.boolean(),
    mark: fc.constantFrom(undefined, ...ids.map(markOf)),
    isRunning: fc.boolean(),
    startsAt: times,
  });
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...ids), arbitraryCandidate),
      fc.dictionary(fc.constantFrom(...ids), arbitraryRow),
      fc.dictionary(fc.constantFrom('s-a', 's-b', 's-c', 's-d', 'x'), arbitraryPresent),
      fc.integer({ min: 0, max: 6 }),
      (candidates, rows, listed, maxOpen) => {
        const known = Object.entries(rows).map(([id, one], index) => {
          const isTaken = Object.values(rows)
            .slice(0, index)
            .some(({ serverEventId }) => serverEventId === one.serverEventId);
          const serverEventId = isTaken ? null : one.serverEventId;
          return row(id, {
            ...one,
            serverEventId,
            isRemoved: one.isRemoved && serverEventId !== null,
          });
        });
        const state: ListedState = {
          ...{ maxOpen, now, markOf, outcomes: new Map(ids.map((id) => [id, 'other'] as const)) },
          candidates: Object.entries(candidates)
            .map(([id, one]) => candidate(id, one))
            .sort((one, other) => one.startsAt - other.startsAt),
          rows: known,
          // What is over is not listed.
          present: Object.entries(listed).flatMap(([id, one]) => {
            if (one.startsAt + 2 * hour <= now) return [];
            const owner = known.find(({ serverEventId }) => serverEventId === id);
            // People can take a mark away, not give one.
            const mark = owner && one.mark !== undefined ? markOf(owner.eventId) : one.mark;
            return present('x', { ...one, mark, id, endsAt: one.startsAt + 2 * hour });
          }),
        };
        const again = [1, 2, 3].reduce(carryOut, state);
        expect(planMirror(again).steps).toEqual([]);
        const kept = again.rows.flatMap(({ serverEventId }) => serverEventId ?? []);
        expect(new Set(kept).size).toBe(kept.length);
        const marks = again.present.flatMap(({ isOwn, mark }) => (isOwn && mark ? [mark] : []));
        expect(new Set(marks).size).toBe(marks.length);
        const ours = new Set(state.rows.flatMap(({ serverEventId }) => serverEventId ?? []));
        for (const one of state.present)
          if (!ours.has(one.id) && !(one.isOwn && one.mark !== undefined))
            expect(again.present).toContainEqual(one);
      },
    ),
  );
});
