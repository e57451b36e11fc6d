import type { Publications } from '../../delivery/publications.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import {
  approvalDisabledMessage,
  approverAddedNotice,
  approverListChangedMessage,
} from './messages.ts';
import type { ApproverNotices } from './services.ts';

export function createApproverNotices(publications: Publications): ApproverNotices {
  return {
    async added(tx, { community, account, accounts }) {
      await sendDirectMessage(
        { publications, community, locale: community.locale },
        tx,
        account.id,
        (reader) => approverAddedNotice(reader, community, accounts),
      );
    },
    async listChanged(tx, { community, accountId }) {
      await sendDirectMessage(
        { publications, community, locale: community.locale },
        tx,
        accountId,
        (reader) => approverListChangedMessage(reader, community),
      );
    },
    async approvalDisabled(tx, { community, accountId, disabledBy, at }) {
      await sendDirectMessage(
        { publications, community, locale: community.locale },
        tx,
        accountId,
        (reader) => approvalDisabledMessage(reader, community, { disabledBy, at }),
        { ignoresQuietHours: true },
      );
    },
  };
}
