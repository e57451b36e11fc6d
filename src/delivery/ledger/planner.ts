import { firstValidZone } from '../../language/zones/zone.ts';
import type { FinalState } from '../metrics.ts';
import type { RenderedMessage } from '../publisher.ts';
import { isExpired, nextStep, type SiblingDelivery } from './next-step.ts';
import { hasQuietHours, quietHoursEnd } from './quiet-hours.ts';
import { type DeliveryTransition, type DueDelivery, leaseMs, transitionOf } from './repository.ts';
import type { ClaimedDelivery } from './transitions.ts';
import { claimTransition } from './transitions.ts';

/** How long a copy waits for another in the same chat that is on its way, in milliseconds. */
const siblingDelayMs = 250;

export interface PlanInput {
  /** Times of day in milliseconds since the epoch. */
  now: number;
  /** Requests that may leave now. */
  capacity: number;
  /** The zone of chats that have none. */
  zone: string;
  render(waiting: DueDelivery): RenderedMessage;
  siblings(waiting: DueDelivery): readonly SiblingDelivery[];
  /** Milliseconds until this chat may get something; takes its turn when that is now. */
  reserveChat(waiting: DueDelivery): number;
  /** Called when the next step of a delivery cannot be found. */
  onError(waiting: DueDelivery, error: unknown): void;
}

export interface Plan {
  claims: (ClaimedDelivery & { rendered: RenderedMessage })[];
  /** What becomes of those that are not sent now. */
  transitions: DeliveryTransition[];
  /** Copies that come to their end with these changes, once they are written. */
  finished: { id: string; priority: number; state: FinalState; error: string | null }[];
}

/** Why a copy gives way to a newer version. */
function supersedeReason(copy: SiblingDelivery, by: DueDelivery, now: number): string {
  if (isExpired(copy, now)) return 'too late';
  return by.operation === 'remove'
    ? 'withdrawn before it was sent'
    : 'corrected before it was sent';
}

/** A copy that gives way to a newer version. */
function supersededTransition(
  copy: SiblingDelivery,
  by: DueDelivery,
  now: number,
): DeliveryTransition {
  const { id, attempt, messageIds } = copy;
  return {
    ...transitionOf(by, {}),
    id,
    expected: { attempt, state: 'queued' },
    attempt,
    state: 'skipped',
    boosted: false,
    failures: 0,
    uncertainSince: null,
    messageIds,
    error: supersedeReason(copy, by, now),
    crosspostAt: null,
  };
}

/** Why a delivery is left out, if it is. */
function skipReason(waiting: DueDelivery, now: number): string | undefined {
  if (waiting.cancelledAt !== null) return 'cancelled';
  return isExpired(waiting, now) ? 'too late' : undefined;
}

/** When a message that has to wait for the end of its chat's quiet hours is looked at again. */
function deferredUntil(waiting: DueDelivery, zone: string, now: number): Date | undefined {
  if (waiting.ignoresQuietHours || waiting.messageIds.length > 0) return undefined;
  if (!hasQuietHours(waiting)) return undefined;
  const end = quietHoursEnd(
    waiting,
    firstValidZone(zone, waiting.chatZone, waiting.personZone),
    now,
  );
  if (end === undefined) return undefined;
  // What is too late by then is left out as soon as it is too late.
  return new Date(Math.min(end, (waiting.expiresAt?.getTime() ?? end) + 1));
}

/** Decides what each of the deliveries that are due does now. */
export function planDeliveries(waiting: readonly DueDelivery[], input: PlanInput): Plan {
  const { now, zone } = input;
  const plan: Plan = { claims: [], transitions: [], finished: [] };
  const postpone = (one: DueDelivery, ms: number) =>
    plan.transitions.push(transitionOf(one, { dueAt: new Date(now + ms) }));
  const finish = (one: DueDelivery, state: FinalState, change: Partial<DeliveryTransition>) => {
    plan.transitions.push(transitionOf(one, { ...change, state }));
    plan.finished.push({ id: one.id, priority: one.priority, state, error: change.error ?? null });
  };
  const skip = (one: DueDelivery, error: string) => finish(one, 'skipped', { error });

  /** Copies that gave way to a newer one just now. */
  const superseded = new Set<string>();

  /** The message as its chat reads it; nothing when what is kept cannot be read. */
  function tryRender(one: DueDelivery): RenderedMessage | undefined {
    try {
      return input.render(one);
    } catch (error) {
      input.onError(one, error);
      return undefined;
    }
  }

  function planOne(one: DueDelivery): void {
    if (superseded.has(one.id)) return;
    const reason = skipReason(one, now);
    if (reason !== undefined) {
      skip(one, reason);
      return;
    }
    if (one.pausedAt !== null) {
      plan.transitions.push(transitionOf(one, { dueAt: null }));
      return;
    }
    const quiet = deferredUntil(one, zone, now);
    const deferQuietly = (until: Date) =>
      plan.transitions.push(transitionOf(one, { dueAt: until, error: 'quiet hours' }));
    if (quiet && (one.operation === 'send' || one.operation === 'reply')) {
      deferQuietly(quiet);
      return;
    }
    if (plan.claims.length + 1 > input.capacity) return;
    const rendered = tryRender(one);
    if (!rendered) {
      finish(one, 'failed', { error: 'unreadable' });
      return;
    }
    const step = nextStep(one, rendered.partCount, input.siblings(one), now);
    if (step.kind === 'done') {
      finish(one, 'sent', { sentAt: new Date(now) });
      return;
    }
    const mustWaitForSibling =
      step.kind === 'later' ||
      step.supersedes.some(({ id }) =>
        plan.claims.some(({ delivery: { id: claimed } }) => claimed === id),
      );
    if (mustWaitForSibling) {
      postpone(one, siblingDelayMs);
      return;
    }
    for (const relative of step.supersedes) {
      superseded.add(relative.id);
      plan.transitions = plan.transitions.filter(({ id }) => id !== relative.id);
      plan.finished = plan.finished.filter(({ id }) => id !== relative.id);
      const change = supersededTransition(relative, one, now);
      plan.transitions.push(change);
      const { id, priority } = relative;
      plan.finished.push({ id, priority, state: 'skipped', error: change.error });
    }
    if (step.kind === 'skip') {
      skip(one, step.reason);
      return;
    }
    // An edit notifies nobody; where there is no copy to edit, it is a message as any other.
    if (quiet && step.kind === 'send') {
      deferQuietly(quiet);
      return;
    }
    const wait = input.reserveChat(one);
    if (wait > 0) {
      postpone(one, wait);
      return;
    }
    plan.claims.push({
      delivery: one,
      step,
      rendered,
      claim: claimTransition(one, step, new Date(now), leaseMs),
    });
  }

  for (const one of waiting) {
    try {
      planOne(one);
    } catch (error) {
      // It is set aside with its reason, and holds up no other.
      input.onError(one, error);
      finish(one, 'failed', { error: 'cannot be planned' });
    }
  }
  return plan;
}
