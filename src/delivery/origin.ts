import type { Transaction } from './publications.ts';

/**
 * Deletes every publication about these origins, with its deliveries. To be called in the transaction that deletes
 * what they name: no foreign key does it.
 */
export async function deletePublicationsByOrigin(
  tx: Transaction,
  origins: readonly string[],
): Promise<void> {
  await tx.publication.deleteMany({ where: { origin: { in: [...origins] } } });
}
