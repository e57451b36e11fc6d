import type { Prisma } from '../../database/generated/client.ts';
import { applyTransitions, type DeliveryTransition } from './apply-transitions.ts';

type Db = Pick<Prisma.TransactionClient, '$queryRawUnsafe'>;

/** Whether one of the rows cannot be written or serialized; the connection itself is fine. */
const isRowError = (error: unknown): boolean =>
  error instanceof TypeError ||
  error instanceof RangeError ||
  (error instanceof Error && 'code' in error && error.code === 'P2010');

/**
 * Writes many changes in one statement. When the database rejects it, writes them one by one, so that a change that
 * cannot be written does not stop the others.
 * @returns the ids that were changed
 * @throws the database's error when none can be written
 */
export async function applyBatch(
  db: Db,
  transitions: readonly DeliveryTransition[],
  onRejected: (transition: DeliveryTransition, error: unknown) => void,
): Promise<Set<string>> {
  try {
    return await applyTransitions(db, transitions);
  } catch (error) {
    if (!isRowError(error) || transitions.length < 2) throw error;
    const written = new Set<string>();
    const rejected: [DeliveryTransition, unknown][] = [];
    for (const transition of transitions) {
      try {
        for (const id of await applyTransitions(db, [transition])) written.add(id);
      } catch (reason) {
        if (!isRowError(reason)) throw reason;
        rejected.push([transition, reason]);
      }
    }
    if (rejected.length === transitions.length) throw error;
    for (const [transition, reason] of rejected) onRejected(transition, reason);
    return written;
  }
}
