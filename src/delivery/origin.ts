import type { Transaction } from './publications.ts';

/**
 * Deletes every publication with these origins, and its deliveries. Call it in the transaction that deletes the rows
 * that they refer to, since no foreign key cascades.
 */
export async function deletePublicationsByOrigin(
  tx: Transaction,
  origins: readonly string[],
): Promise<void> {
  await tx.publication.deleteMany({ where: { origin: { in: [...origins] } } });
}
