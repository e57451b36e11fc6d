import type { RoleMemberLookup } from '../context/roles/role-members.ts';
import type { NewPublication, Publications } from '../delivery/publications.ts';
import { translators } from '../language/catalogue.ts';
import type { Message } from '../message/message.ts';
import { reportMessage, resolvedReportMessage } from './messages.ts';
import type { ReportNotices, ReportServices, ReportView } from './services.ts';

type Compose = (reader: (typeof translators)['en'], report: ReportView) => Message;

const publication = (
  report: ReportView,
  chatIds: readonly string[],
  compose: Compose,
): NewPublication => ({
  communityId: report.community.id,
  kind: 'notice',
  audience: { to: 'chats', chatIds },
  messages: { en: compose(translators.en, report), vi: compose(translators.vi, report) },
  locale: report.community.locale,
});

const createReportNotices = (publications: Publications): ReportNotices => ({
  sent: (tx, report, chatIds) =>
    publications.publish(tx, publication(report, chatIds, reportMessage)),
  async updated(tx, report, { id: originalId, chatIds }) {
    await publications.publish(tx, {
      ...publication(report, chatIds, reportMessage),
      ...{ operation: 'edit', originalId },
    });
  },
  async resolved(tx, report, { id: originalId, chatIds, at }) {
    await publications.publish(tx, {
      ...publication(report, chatIds, (reader, shown) => resolvedReportMessage(reader, shown, at)),
      ...{ operation: 'edit', originalId },
    });
  },
});

/** What services of reports need, from the context of a command. */
export const reportServices = ({
  db,
  roleResolver,
  platformPermissions,
  now,
  publications,
}: RoleMemberLookup & { publications: Publications }): ReportServices => ({
  ...{ db, roleResolver, platformPermissions, now },
  notices: createReportNotices(publications),
});
