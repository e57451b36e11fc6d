import type { RoleMemberLookup } from '../../context/roles/role-members.ts';
import type { Publications } from '../../delivery/publications.ts';
import { translators } from '../../language/catalogue.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import { alertComposer } from '../corrections/correction-notice.ts';
import { alertOrigin } from '../origin.ts';
import { severityPolicies } from '../rules.ts';
import { decisionButtons } from './buttons.ts';
import { closedRequestMessage, outcomeMessage, requestMessage } from './messages.ts';
import type { ApprovalNotices, ApprovalServices } from './services.ts';

export function createApprovalNotices(publications: Publications): ApprovalNotices {
  return {
    requested(tx, { alert, view, requestId, account }) {
      const { community } = alert;
      return sendDirectMessage(
        { publications, community, locale: community.locale },
        tx,
        account.id,
        (reader) => requestMessage(reader, view, decisionButtons(reader, requestId, account.id)),
        {
          priority: 0,
          ignoresQuietHours: severityPolicies[alert.severity].isUrgent && !alert.isDrill,
          expiresAt: view.deadline,
          origin: alertOrigin(alert.id),
        },
      );
    },
    closed(tx, { alert, change, outcome, at, originalId, audience }) {
      const closed = { shown: alert, change, outcome, at };
      return publications.publish(tx, {
        communityId: alert.communityId,
        kind: 'notice',
        operation: 'edit',
        audience,
        messages: {
          en: closedRequestMessage(translators.en, closed),
          vi: closedRequestMessage(translators.vi, closed),
        },
        locale: alert.community.locale,
        origin: alertOrigin(alert.id),
        originalId,
      });
    },
    decided(tx, { alert, outcome, decidedBy, account }) {
      const { community } = alert;
      return sendDirectMessage(
        { publications, community, locale: community.locale },
        tx,
        account.id,
        (reader) => outcomeMessage(reader, { shown: alert, outcome, decidedBy }),
        { ignoresQuietHours: true, origin: alertOrigin(alert.id) },
      );
    },
  };
}

/** What services of alerts need, from the context of a command. */
export const alertServices = ({
  db,
  roleResolver,
  platformPermissions,
  now,
  publications,
}: RoleMemberLookup & { publications: Publications }): ApprovalServices => ({
  db,
  roleResolver,
  platformPermissions,
  now,
  publications,
  composer: alertComposer,
  notices: createApprovalNotices(publications),
});
