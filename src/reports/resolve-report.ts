import { recordAudit } from '../context/audit.ts';
import { nowAsDate } from '../context/command-context.ts';
import type { Account } from '../database/generated/client.ts';
import { isUuid } from '../database/uuid.ts';
import { UserError } from '../kit/define/user-error.ts';
import type { ReportServices } from './services.ts';
import { findNotice, lockReport, reportView } from './store.ts';

/**
 * A moderator has dealt with a reported message: the notices of all moderators say so.
 * @returns false when it was resolved already
 * @throws UserError when the report is gone, or the account is no moderator of its community
 */
export async function resolveReport(
  services: ReportServices,
  account: Account,
  reportId: string,
): Promise<boolean> {
  const { db, roleResolver, notices } = services;
  const found = isUuid(reportId)
    ? await db.report.findUnique({ where: { id: reportId }, include: { community: true } })
    : undefined;
  if (!found) throw new UserError('reports.errors.gone');
  const { community } = found;
  if (!(await roleResolver.rolesOf(account, community)).has('moderator')) {
    throw new UserError('kit.refused.role', { role: { key: 'roles.moderator' } });
  }
  const at = nowAsDate(services);
  return db.$transaction(async (tx) => {
    const report = await lockReport(tx, reportId);
    if (!report) throw new UserError('reports.errors.gone');
    if (report.resolvedAt) return false;
    await tx.report.update({ where: { id: reportId }, data: { resolvedAt: at } });
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'report.resolve',
      details: report.chat.kind === 'private' ? {} : { chat: report.chat.title },
      at,
    });
    const notice = await findNotice(tx, report);
    if (notice) {
      await notices.resolved(tx, { ...reportView(report), reporters: [] }, { ...notice, at });
    }
    return true;
  });
}
