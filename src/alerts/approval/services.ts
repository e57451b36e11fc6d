import type { RoleMemberLookup } from '../../context/roles/role-members.ts';
import type { Account } from '../../database/generated/client.ts';
import type { AudienceRule, Publications, Transaction } from '../../delivery/publications.ts';
import type { AlertComposer, AlertView } from '../alert-view.ts';
import type { AlertDetails } from '../queries.ts';
import type { RequestedChange } from './requests.ts';

/** What an approver, or the requester, is shown of a request. */
export interface ApprovalRequestView {
  /** The alert as it would be published. */
  shown: AlertView;
  /** Undefined when the alert itself is to be published. */
  change: RequestedChange | undefined;
  /** Display name of the requester with the unique @name; undefined once their account is erased. */
  requesterName: string | undefined;
  /** Chats that will get it, or have a copy of it. */
  chatCount: number;
  deadline: Date;
}

/** How a request ended. Part of the keys of its messages. */
export type ApprovalOutcome = 'approved' | 'declined' | 'void' | 'late';

/**
 * Publishes the direct messages about a request, in the transaction of the change that causes them. Each returns the
 * id of its publication.
 */
export interface ApprovalNotices {
  /** Asks an approver to decide. */
  requested(
    tx: Transaction,
    notice: { alert: AlertDetails; view: ApprovalRequestView; requestId: string; account: Account },
  ): Promise<string>;
  /** Replaces a message of `requested` by the outcome, without buttons. */
  closed(
    tx: Transaction,
    notice: {
      alert: AlertDetails;
      change: RequestedChange | undefined;
      outcome: ApprovalOutcome;
      at: Date;
      originalId: string;
      audience: AudienceRule;
    },
  ): Promise<string>;
  /** Tells the requester the outcome. */
  decided(
    tx: Transaction,
    notice: {
      alert: AlertDetails;
      outcome: ApprovalOutcome;
      /** Display name; empty when nobody decided. */
      decidedBy: string;
      account: Account;
    },
  ): Promise<string>;
}

/** What services of approval need. */
export interface ApprovalServices extends RoleMemberLookup {
  publications: Publications;
  composer: AlertComposer;
  notices: ApprovalNotices;
}

/** What closing a request needs. */
export type ClosingServices = Pick<ApprovalServices, 'notices' | 'now'>;
