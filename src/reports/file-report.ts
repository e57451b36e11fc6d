import { findAlertByMessage } from '../alerts/queries.ts';
import { nowAsDate, requireCommunity } from '../context/command-context.ts';
import type { RequestContext } from '../context/request-context.ts';
import { findRoleMembers, pickReachableAccounts } from '../context/roles/role-members.ts';
import type { Account, Community } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import type { MessageReference } from '../kit/define/raw-value.ts';
import { truncate } from '../message/text/truncate.ts';
import { getOrCreatePrivateChats } from '../notifications/direct-message.ts';
import { reportLimits } from './rules.ts';
import type { ReportServices } from './services.ts';
import { findNotice, lockReport, type ReportDetails, reportView } from './store.ts';

export interface NewReport {
  message: MessageReference;
  /** Empty without one. */
  reason: string;
}

/**
 * What became of a report. A refusal is no error: those are shown to a whole group where only some bots can whisper.
 * - `known`: this person reported the message before
 * - `resolved`: moderators have dealt with it
 * - `own`: it is the reporter's own message
 * - `tooMany`: this person reported too much of late
 * - `noModerators`: there is no moderator who can be written to
 */
export type ReportOutcome = 'sent' | 'known' | 'resolved' | 'own' | 'tooMany' | 'noModerators';

type ReportRequest = Pick<
  RequestContext,
  'db' | 'account' | 'person' | 'community' | 'chat' | 'now'
>;

async function isOverLimit({ db, person, now }: ReportRequest): Promise<boolean> {
  const since = new Date(now.epochMilliseconds - 24 * 3_600_000);
  const count = await db.reportEntry.count({
    where: { account: { personId: person.id }, createdAt: { gt: since } },
  });
  return count >= reportLimits.perDay;
}

/** The moderators who can be written to, without the reporter. */
async function findModerators(
  services: ReportServices,
  { person }: ReportRequest,
  community: Community,
): Promise<Account[]> {
  const members = await findRoleMembers(services, community, 'moderator');
  const others = members.filter(({ personId }) => personId !== person.id);
  return pickReachableAccounts(services.db, others);
}

/** The locked row of the message, which is new, or was reported before. */
async function openReport(
  tx: Transaction,
  request: ReportRequest,
  { platformId: messageId, link, name, authorId }: MessageReference,
  { communityId, alertId }: { communityId: string; alertId: string | undefined },
): Promise<ReportDetails> {
  const { chat } = request;
  const shown = {
    ...{ communityId, excerpt: truncate(name.trim(), reportLimits.excerpt) },
    ...{ link: link ?? null, authorId: authorId ?? null, alertId: alertId ?? null },
  };
  const at = nowAsDate(request);
  await tx.report.createMany({
    data: [{ chatId: chat.id, messageId, createdAt: at, ...shown }],
    skipDuplicates: true,
  });
  const { id } = await tx.report.findUniqueOrThrow({
    where: { chatId_messageId: { chatId: chat.id, messageId } },
    select: { id: true },
  });
  const report = await lockReport(tx, id);
  if (!report) throw new Error(`report ${id} was deleted while it was read`);
  const { resolvedAt } = report;
  const isOver = resolvedAt !== null && resolvedAt.getTime() + reportLimits.quietMs <= +at;
  if (!isOver && report.communityId === communityId) return report;
  // The message may have been edited since.
  await tx.reportEntry.deleteMany({ where: { reportId: id } });
  await tx.report.update({
    where: { id },
    data: { ...shown, createdAt: at, resolvedAt: null, noticeId: null },
  });
  return (await lockReport(tx, id)) ?? report;
}

/** Tells the moderators of a message; reports of the same message are one, whose notice is edited. */
export async function fileReport(
  services: ReportServices,
  request: ReportRequest,
  { message, reason }: NewReport,
): Promise<ReportOutcome> {
  const { db, account, person } = request;
  const community = requireCommunity(request);
  if (message.authorId === account.platformId) return 'own';
  if (await isOverLimit(request)) return 'tooMany';
  // Asks the platforms: before the transaction.
  const moderators = await findModerators(services, request, community);
  if (moderators.length === 0) return 'noModerators';
  const communityId = community.id;
  const { platform } = account;
  const alert = await findAlertByMessage(db, message, { platform, communityId });
  return db.$transaction(async (tx) => {
    const report = await openReport(tx, request, message, { communityId, alertId: alert?.id });
    if (report.resolvedAt) return 'resolved';
    if (report.entries.some((entry) => entry.account.personId === person.id)) return 'known';
    const own = { reportId: report.id, accountId: account.id, reason };
    await tx.reportEntry.create({ data: { ...own, createdAt: nowAsDate(request) } });
    const entries = [...report.entries, { ...own, account, createdAt: nowAsDate(request) }];
    const view = reportView({ ...report, entries });
    const notice = await findNotice(tx, report);
    if (notice) {
      await services.notices.updated(tx, view, notice);
      return 'sent';
    }
    const chats = await getOrCreatePrivateChats(tx, moderators);
    const chatIds = chats.map(({ id }) => id);
    const noticeId = await services.notices.sent(tx, view, chatIds);
    await tx.report.update({ where: { id: report.id }, data: { noticeId } });
    return 'sent';
  });
}
