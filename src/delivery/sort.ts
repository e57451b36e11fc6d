import { zoneOf } from '../language/zone.ts';
import { type Change, changeOf, leaseMs, type Waiting } from './ledger.ts';
import type { EndState } from './meter.ts';
import type { Prepared } from './publisher.ts';
import { hasQuietHours, quietEnd } from './quiet.ts';
import type { Claimed } from './settle.ts';
import { claimOf } from './settle.ts';
import { isLate, nextStep, type Relative } from './step.ts';

/** How long a copy waits for another in the same chat that is on its way, in milliseconds. */
const shortly = 250;

export interface Sorting {
  /** Times of day in milliseconds since the epoch. */
  now: number;
  /** Requests that may leave now. */
  room: number;
  /** The zone of chats that have none. */
  zone: string;
  prepare(waiting: Waiting): Prepared;
  relatives(waiting: Waiting): readonly Relative[];
  /** Milliseconds until this chat may get something; takes its turn when that is now. */
  turn(waiting: Waiting): number;
  /** Called when the next step of a delivery cannot be found. */
  broke(waiting: Waiting, error: unknown): void;
}

export interface Sorted {
  claims: (Claimed & { prepared: Prepared })[];
  /** What becomes of those that are not sent now. */
  changes: Change[];
  /** Copies that come to their end with these changes, once they are written. */
  ended: { id: string; lane: number; state: EndState; error: string | null }[];
}

/** Why a copy gives way to a newer version. */
function reasonOf(copy: Relative, by: Waiting, now: number): string {
  if (isLate(copy, now)) return 'too late';
  return by.act === 'remove' ? 'withdrawn before it was sent' : 'corrected before it was sent';
}

/** A copy that gives way to a newer version. */
function displaced(copy: Relative, by: Waiting, now: number): Change {
  const { id, attempt, messageIds } = copy;
  return {
    ...changeOf(by, {}),
    id,
    was: { attempt, state: 'queued' },
    attempt,
    state: 'skipped',
    begun: false,
    tries: 0,
    triedAt: null,
    messageIds,
    error: reasonOf(copy, by, now),
    crosspostAt: null,
  };
}

/** Why a delivery is left out, if it is. */
function leftOut(waiting: Waiting, now: number): string | undefined {
  if (waiting.cancelledAt !== null) return 'cancelled';
  return isLate(waiting, now) ? 'too late' : undefined;
}

/** When a message that has to wait for the end of its chat's quiet hours is looked at again. */
function quietUntil(waiting: Waiting, zone: string, now: number): Date | undefined {
  if (waiting.urgent || waiting.messageIds.length > 0) return undefined;
  if (!hasQuietHours(waiting)) return undefined;
  const end = quietEnd(waiting, zoneOf(zone, waiting.chatZone, waiting.personZone), now);
  if (end === undefined) return undefined;
  // What is too late by then is left out as soon as it is too late.
  return new Date(Math.min(end, (waiting.notAfter?.getTime() ?? end) + 1));
}

/** Decides what each of the deliveries that are due does now. */
export function sort(waiting: readonly Waiting[], sorting: Sorting): Sorted {
  const { now, zone } = sorting;
  const sorted: Sorted = { claims: [], changes: [], ended: [] };
  const later = (one: Waiting, ms: number) =>
    sorted.changes.push(changeOf(one, { dueAt: new Date(now + ms) }));
  const end = (one: Waiting, state: EndState, change: Partial<Change>) => {
    sorted.changes.push(changeOf(one, { ...change, state }));
    sorted.ended.push({ id: one.id, lane: one.lane, state, error: change.error ?? null });
  };
  const skip = (one: Waiting, error: string) => end(one, 'skipped', { error });

  /** Copies that gave way to a newer one just now. */
  const gone = new Set<string>();

  /** The message as its chat reads it; nothing when what is kept cannot be read. */
  function read(one: Waiting): Prepared | undefined {
    try {
      return sorting.prepare(one);
    } catch (error) {
      sorting.broke(one, error);
      return undefined;
    }
  }

  function place(one: Waiting): void {
    if (gone.has(one.id)) return;
    const reason = leftOut(one, now);
    if (reason !== undefined) {
      skip(one, reason);
      return;
    }
    if (one.pausedAt !== null) {
      sorted.changes.push(changeOf(one, { dueAt: null }));
      return;
    }
    const quiet = quietUntil(one, zone, now);
    const sleep = (until: Date) =>
      sorted.changes.push(changeOf(one, { dueAt: until, error: 'quiet hours' }));
    if (quiet && (one.act === 'send' || one.act === 'reply')) {
      sleep(quiet);
      return;
    }
    if (sorted.claims.length + 1 > sorting.room) return;
    const prepared = read(one);
    if (!prepared) {
      end(one, 'failed', { error: 'unreadable' });
      return;
    }
    const step = nextStep(one, prepared.parts, sorting.relatives(one), now);
    if (step.do === 'done') {
      end(one, 'sent', { sentAt: new Date(now) });
      return;
    }
    const isUnderWay =
      step.do === 'later' ||
      step.displaces.some(({ id }) =>
        sorted.claims.some(({ waiting: { id: claimed } }) => claimed === id),
      );
    if (isUnderWay) {
      later(one, shortly);
      return;
    }
    for (const relative of step.displaces) {
      gone.add(relative.id);
      sorted.changes = sorted.changes.filter(({ id }) => id !== relative.id);
      sorted.ended = sorted.ended.filter(({ id }) => id !== relative.id);
      const change = displaced(relative, one, now);
      sorted.changes.push(change);
      const { id, lane } = relative;
      sorted.ended.push({ id, lane, state: 'skipped', error: change.error });
    }
    if (step.do === 'skip') {
      skip(one, step.reason);
      return;
    }
    // An edit notifies nobody; where there is no copy to edit, it is a message as any other.
    if (quiet && step.do === 'send') {
      sleep(quiet);
      return;
    }
    const wait = sorting.turn(one);
    if (wait > 0) {
      later(one, wait);
      return;
    }
    sorted.claims.push({
      waiting: one,
      step,
      prepared,
      claim: claimOf(one, step, new Date(now), leaseMs),
    });
  }

  for (const one of waiting) {
    try {
      place(one);
    } catch (error) {
      // It is set aside with its reason, and holds up no other.
      sorting.broke(one, error);
      end(one, 'failed', { error: 'cannot be planned' });
    }
  }
  return sorted;
}
