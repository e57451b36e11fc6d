import type { Prisma } from '../../database/generated/client.ts';
import { applyTransitions, type DeliveryTransition } from './repository.ts';

type Db = Pick<Prisma.TransactionClient, '$queryRawUnsafe'>;

/** Whether it is a row that cannot be written, or be said to the database: nothing is wrong with the way to it. */
const isRowError = (error: unknown): boolean =>
  error instanceof TypeError ||
  error instanceof RangeError ||
  (error instanceof Error && 'code' in error && error.code === 'P2010');

/**
 * Writes many changes in one statement; when the database refuses it, one by one, so that one that cannot be written
 * keeps none of the others. @returns the ids that were changed
 * @throws when none can be written
 */
export async function applyBatch(
  db: Db,
  changes: readonly DeliveryTransition[],
  onRejected: (change: DeliveryTransition, error: unknown) => void,
): Promise<Set<string>> {
  try {
    return await applyTransitions(db, changes);
  } catch (error) {
    if (!isRowError(error) || changes.length < 2) throw error;
    const written = new Set<string>();
    const refused: [DeliveryTransition, unknown][] = [];
    for (const change of changes) {
      try {
        for (const id of await applyTransitions(db, [change])) written.add(id);
      } catch (reason) {
        if (!isRowError(reason)) throw reason;
        refused.push([change, reason]);
      }
    }
    if (refused.length === changes.length) throw error;
    for (const [change, reason] of refused) onRejected(change, reason);
    return written;
  }
}
