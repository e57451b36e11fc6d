import { recordAudit } from '../../../context/audit.ts';
import type { Course, Session } from '../../../database/generated/client.ts';
import type { AttendancePageKind } from '../../../database/generated/enums.ts';
import { UserError } from '../../../kit/define/user-error.ts';
import { ensureCheckInKey } from '../check-in.ts';
import { pageEndsAt } from '../times.ts';
import { createPage, type PageServices } from './addresses.ts';

/**
 * Opens a page about a session to whoever has its address, which is recorded in the audit log.
 * @returns the secret of its address
 * @throws UserError for a session that is cancelled or long over
 */
export async function openPage(
  services: PageServices,
  { course, session, kind }: { course: Course; session: Session; kind: AttendancePageKind },
): Promise<string> {
  const { db, account, now } = services;
  if (session.cancelledAt) throw new UserError('attendance.refused.cancelled');
  if (pageEndsAt(session, kind) < now.epochMilliseconds)
    throw new UserError('courses.refused.ended');
  if (kind === 'screen') await ensureCheckInKey(db, session.id);
  const secret = await createPage(services, session, kind);
  await recordAudit(db, {
    communityId: course.communityId,
    accountId: account.id,
    action: 'attendance.page',
    details: { course: course.id, title: course.title, session: session.id, kind },
  });
  return secret;
}
