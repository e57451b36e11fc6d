import type { Prisma } from '../database/generated/client.ts';

export interface Act {
  communityId?: string;
  accountId?: string;
  /** `role.grant`, `alert.send`: the subject, then what was done. */
  action: string;
  details?: Prisma.InputJsonObject;
  /** When; now unless said otherwise. */
  at?: Date;
}

/** Writes down an act of a role, in the transaction of what was done. */
export async function audit(
  tx: Pick<Prisma.TransactionClient, 'auditEntry'>,
  { communityId, accountId, action, details, at }: Act,
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      communityId: communityId ?? null,
      accountId: accountId ?? null,
      action,
      details: details ?? {},
      ...(at ? { createdAt: at } : {}),
    },
  });
}
