import type { Prisma } from '../../database/generated/client.ts';
import type { DeliveryState } from '../../database/generated/enums.ts';
import type { DueDelivery } from './due-delivery.ts';

/** A change of a delivery. It is written only while the delivery has the expected attempt and state. */
export interface DeliveryTransition {
  id: string;
  expected: { attempt: number; state: DeliveryState };
  attempt: number;
  state: DeliveryState;
  boosted: boolean;
  dueAt: Date | null;
  leaseUntil: Date | null;
  failures: number;
  uncertainSince: Date | null;
  messageIds: readonly string[];
  parts: number;
  error: string | null;
  sentAt: Date | null;
  crosspostAt: Date | null;
}

/** A queued delivery with some columns changed. */
export const transitionOf = (
  delivery: DueDelivery,
  change: Partial<Omit<DeliveryTransition, 'id' | 'expected'>>,
): DeliveryTransition => ({
  id: delivery.id,
  expected: { attempt: delivery.attempt, state: 'queued' },
  attempt: delivery.attempt,
  state: 'queued',
  boosted: delivery.boosted,
  dueAt: delivery.dueAt,
  leaseUntil: null,
  failures: delivery.failures,
  uncertainSince: delivery.uncertainSince,
  messageIds: delivery.messageIds,
  parts: delivery.parts,
  error: null,
  sentAt: null,
  crosspostAt: delivery.crosspostAt,
  ...change,
});

const applyTransitionsSql = `
  UPDATE "Delivery" d SET
    state = n.state::"DeliveryState", attempt = n.attempt, boosted = n.boosted, "dueAt" = n."dueAt",
    "leaseUntil" = n."leaseUntil", failures = n.failures, "uncertainSince" = n."uncertainSince", "messageIds" = n."messageIds",
    parts = n.parts, error = n.error, "sentAt" = n."sentAt", "crosspostAt" = n."crosspostAt"
  FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, "expectedAttempt" int, "expectedState" text, attempt int, state text,
    boosted bool, "dueAt" timestamptz, "leaseUntil" timestamptz, failures int, "uncertainSince" timestamptz,
    "messageIds" text[], parts int, error text, "sentAt" timestamptz, "crosspostAt" timestamptz)
  WHERE d.id = n.id AND d.attempt = n."expectedAttempt" AND d.state = n."expectedState"::"DeliveryState"
  RETURNING d.id, d.attempt`;

/** PostgreSQL stores neither NUL nor lone surrogates in JSON; platforms may send both in error texts. */
const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '');

/**
 * Writes many changes in one statement. A worker whose claim was taken over changes nothing.
 * @returns the ids that were changed
 */
export async function applyTransitions(
  db: Pick<Prisma.TransactionClient, '$queryRawUnsafe'>,
  transitions: readonly DeliveryTransition[],
): Promise<Set<string>> {
  if (transitions.length === 0) return new Set();
  const rows = transitions.map(({ expected, ...change }) => ({
    ...change,
    error: change.error === null ? null : storableText(change.error),
    messageIds: change.messageIds.map(storableText),
    expectedAttempt: expected.attempt,
    expectedState: expected.state,
  }));
  const changed = await db.$queryRawUnsafe<{ id: string }[]>(
    applyTransitionsSql,
    JSON.stringify(rows),
  );
  return new Set(changed.map(({ id }) => id));
}
