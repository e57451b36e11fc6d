import type { FinalState } from '../metrics.ts';
import type { RenderedMessage } from '../publisher.ts';
import { type DeliveryTransition, transitionOf } from './apply-transitions.ts';
import type { DueDelivery } from './due-delivery.ts';
import { isExpired, nextStep } from './next-step.ts';
import { deferredUntil } from './quiet-hours.ts';
import type { SiblingDelivery } from './siblings.ts';
import { supersededTransition } from './superseded.ts';
import { type ClaimedDelivery, claimTransition, leaseMs } from './transitions.ts';

/** How long a delivery waits for a sibling that is in flight, in milliseconds. */
const siblingDelayMs = 250;

export interface PlanInput {
  /** Milliseconds since the epoch. */
  now: number;
  /** Requests that may leave now. */
  capacity: number;
  /** Time zone of chats without a setting. */
  zone: string;
  render(delivery: DueDelivery): RenderedMessage;
  siblings(delivery: DueDelivery): readonly SiblingDelivery[];
  /** Milliseconds until this chat may get something; at 0 the chat's token is taken. */
  reserveChat(delivery: DueDelivery): number;
  /** Called when the next step of a delivery cannot be decided. */
  onError(delivery: DueDelivery, error: unknown): void;
}

export type PlannedClaim = ClaimedDelivery & { rendered: RenderedMessage };

export interface Plan {
  claims: PlannedClaim[];
  /** Changes of deliveries that are not sent now. */
  transitions: DeliveryTransition[];
  /** Deliveries that these changes finish, once written. */
  finished: { id: string; priority: number; state: FinalState; error: string | null }[];
}

/** Why a delivery is skipped before its step is decided, if it is. */
function skipReason(delivery: DueDelivery, now: number): string | undefined {
  if (delivery.cancelledAt !== null) return 'cancelled';
  return isExpired(delivery, now) ? 'too late' : undefined;
}

/** Collects a plan; deliveries that are superseded during planning are dropped from it. */
function createPlanBuilder(now: number) {
  const plan: Plan = { claims: [], transitions: [], finished: [] };
  const superseded = new Set<string>();
  return {
    plan,
    isSuperseded: ({ id }: DueDelivery) => superseded.has(id),
    isClaimed: (id: string) => plan.claims.some(({ delivery }) => delivery.id === id),
    update: (delivery: DueDelivery, change: Partial<DeliveryTransition>) =>
      plan.transitions.push(transitionOf(delivery, change)),
    postpone: (delivery: DueDelivery, ms: number) =>
      plan.transitions.push(transitionOf(delivery, { dueAt: new Date(now + ms) })),
    finish(delivery: DueDelivery, state: FinalState, change: Partial<DeliveryTransition>) {
      const { id, priority } = delivery;
      plan.transitions.push(transitionOf(delivery, { ...change, state }));
      plan.finished.push({ id, priority, state, error: change.error ?? null });
    },
    supersede(sibling: SiblingDelivery, by: DueDelivery) {
      const { id, priority } = sibling;
      superseded.add(id);
      // It may have been planned already in this round.
      plan.transitions = plan.transitions.filter((transition) => transition.id !== id);
      plan.finished = plan.finished.filter((finished) => finished.id !== id);
      const change = supersededTransition(sibling, by, now);
      plan.transitions.push(change);
      plan.finished.push({ id, priority, state: 'skipped', error: change.error });
    },
  };
}

type PlanBuilder = ReturnType<typeof createPlanBuilder>;

function tryRender(delivery: DueDelivery, input: PlanInput): RenderedMessage | undefined {
  try {
    return input.render(delivery);
  } catch (error) {
    input.onError(delivery, error);
    return undefined;
  }
}

function planRequest(
  delivery: DueDelivery,
  rendered: RenderedMessage,
  quietUntil: Date | undefined,
  input: PlanInput,
  builder: PlanBuilder,
): void {
  const { now } = input;
  const step = nextStep(delivery, rendered.partCount, input.siblings(delivery), now);
  if (step.kind === 'done') {
    builder.finish(delivery, 'sent', { sentAt: new Date(now) });
    return;
  }
  const mustWait = step.kind === 'later' || step.supersedes.some(({ id }) => builder.isClaimed(id));
  if (mustWait) {
    builder.postpone(delivery, siblingDelayMs);
    return;
  }
  for (const sibling of step.supersedes) builder.supersede(sibling, delivery);
  if (step.kind === 'skip') {
    builder.finish(delivery, 'skipped', { error: step.reason });
    return;
  }
  // Quiet hours do not apply to an edit, which causes no notification, unless it becomes a new message.
  if (quietUntil && step.kind === 'send') {
    builder.update(delivery, { dueAt: quietUntil, error: 'quiet hours' });
    return;
  }
  const wait = input.reserveChat(delivery);
  if (wait > 0) {
    builder.postpone(delivery, wait);
    return;
  }
  const claim = claimTransition(delivery, step, new Date(now), leaseMs);
  builder.plan.claims.push({ delivery, step, rendered, claim });
}

function planDelivery(delivery: DueDelivery, input: PlanInput, builder: PlanBuilder): void {
  if (builder.isSuperseded(delivery)) return;
  const reason = skipReason(delivery, input.now);
  if (reason !== undefined) {
    builder.finish(delivery, 'skipped', { error: reason });
    return;
  }
  if (delivery.pausedAt !== null) {
    builder.update(delivery, { dueAt: null });
    return;
  }
  const quietUntil = deferredUntil(delivery, input.zone, input.now);
  const isNewMessage = delivery.operation === 'send' || delivery.operation === 'reply';
  if (quietUntil && isNewMessage) {
    builder.update(delivery, { dueAt: quietUntil, error: 'quiet hours' });
    return;
  }
  if (builder.plan.claims.length + 1 > input.capacity) return;
  const rendered = tryRender(delivery, input);
  if (rendered) planRequest(delivery, rendered, quietUntil, input, builder);
  else builder.finish(delivery, 'failed', { error: 'unreadable' });
}

/** Plans the next step of each due delivery. A delivery that cannot be planned fails without affecting the others. */
export function planDeliveries(due: readonly DueDelivery[], input: PlanInput): Plan {
  const builder = createPlanBuilder(input.now);
  for (const delivery of due) {
    try {
      planDelivery(delivery, input, builder);
    } catch (error) {
      input.onError(delivery, error);
      builder.finish(delivery, 'failed', { error: 'cannot be planned' });
    }
  }
  return builder.plan;
}
