import type { Account, Community } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';

/** Publishes the direct messages about the approvers of a community, in the transaction of the change. */
export interface ApproverNotices {
  /** Tells a new approver which accounts count as theirs. */
  added(
    tx: Transaction,
    notice: { community: Community; account: Account; accounts: readonly Account[] },
  ): Promise<void>;
  /** Tells another admin that the list has changed. */
  listChanged(tx: Transaction, notice: { community: Community; accountId: string }): Promise<void>;
  /** Tells an admin that alerts need no approval any more. */
  approvalDisabled(
    tx: Transaction,
    notice: { community: Community; accountId: string; disabledBy: Account; at: Date },
  ): Promise<void>;
}
