import { type DeliveryTransition, transitionOf } from './apply-transitions.ts';
import type { DueDelivery } from './due-delivery.ts';
import { isExpired } from './next-step.ts';
import type { SiblingDelivery } from './siblings.ts';

function reasonOf(sibling: SiblingDelivery, by: DueDelivery, now: number): string {
  if (isExpired(sibling, now)) return 'too late';
  return by.operation === 'remove'
    ? 'withdrawn before it was sent'
    : 'corrected before it was sent';
}

/** Skips a queued sibling because a newer version replaces it. @param now milliseconds since the epoch */
export function supersededTransition(
  sibling: SiblingDelivery,
  by: DueDelivery,
  now: number,
): DeliveryTransition {
  const { id, attempt, messageIds } = sibling;
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
    error: reasonOf(sibling, by, now),
    crosspostAt: null,
  };
}
