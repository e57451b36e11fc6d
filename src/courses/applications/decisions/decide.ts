import { recordAudit } from '../../../context/audit.ts';
import type { Signup } from '../../../database/generated/client.ts';
import type { Transaction } from '../../../delivery/publications.ts';
import { UserError } from '../../../kit/define/user-error.ts';
import { accountNames } from '../../../people/account-names.ts';
import { approveApplicant, endApplication } from '../../../seats/apply.ts';
import { lockSessions, seatTransaction } from '../../../seats/seats.ts';
import type { OrganiserServices } from '../../service.ts';
import { announceFilled } from '../../signups/announce-filled.ts';
import type { SessionWithCourse } from '../../signups/queries.ts';
import type { SeatNotices } from '../../signups/seat-notices.ts';
import { type Application, applicationInclude } from '../applications.ts';

/** What came of an application: `undecided` when the session began before. */
export interface Decision {
  outcome: 'confirmed' | 'waiting' | 'rejected' | 'undecided';
  session: SessionWithCourse;
  personId: string;
  signup: Signup;
}

/** What applicants are told, within the transaction that decides. */
export interface DecisionNotices {
  decided(tx: Transaction, decision: Decision): Promise<void>;
}

export interface DecideServices extends OrganiserServices {
  notices: DecisionNotices & SeatNotices;
}

type OpenApplication = Application & { personId: string };

/**
 * Locks the session of an application and reads it again: whoever decides second is told that it is decided.
 * @throws UserError when it is decided or withdrawn, or the session is cancelled or has started
 */
async function lockApplication(
  tx: Transaction,
  { id, sessionId }: Pick<Signup, 'id' | 'sessionId'>,
  now: Date,
): Promise<OpenApplication> {
  await lockSessions(tx, [sessionId]);
  const found = await tx.signup.findUnique({ where: { id }, include: applicationInclude });
  if (!found || found.state === 'cancelled' || found.personId === null)
    throw new UserError('applications.refused.withdrawn');
  if (found.state !== 'pending') throw new UserError('applications.refused.decided');
  const { session, personId } = found;
  if (session.cancelledAt) throw new UserError('courses.refused.sessionCancelled');
  if (session.startsAt <= now) throw new UserError('courses.refused.over');
  return { ...found, personId };
}

async function record(
  tx: Transaction,
  { session: { id, course }, person, personId }: OpenApplication,
  {
    account,
    ...entry
  }: Pick<DecideServices, 'account'> & {
    action: 'application.approve' | 'application.reject';
    reason?: string;
  },
): Promise<void> {
  const { action, reason } = entry;
  await recordAudit(tx, {
    ...{ communityId: course.communityId, accountId: account.id, action },
    details: {
      ...{ course: course.id, title: course.title, session: id, person: personId },
      who: accountNames(person?.accounts ?? []),
      ...(reason === undefined ? {} : { reason }),
    },
  });
}

/**
 * Approves an application: the person gets a seat, or the last position of the waiting list, and is told.
 * @throws UserError when it is decided or withdrawn, or the session is cancelled or has started
 */
export async function approveApplication(
  { db, now, account, notices }: DecideServices,
  asked: Application,
): Promise<Decision> {
  const at = new Date(now.epochMilliseconds);
  return db.$transaction(async (tx) => {
    const application = await lockApplication(tx, asked, at);
    const { session, personId } = application;
    const { signup, filled } = await approveApplicant(tx, application, at);
    const outcome = signup.state === 'confirmed' ? 'confirmed' : 'waiting';
    const decision: Decision = { outcome, session, personId, signup };
    await notices.decided(tx, decision);
    await announceFilled(tx, { notices, now: at }, session, filled);
    await record(tx, application, { account, action: 'application.approve' });
    return decision;
  }, seatTransaction);
}

/**
 * Rejects an application; the person is told why.
 * @throws UserError like {@link approveApplication}
 */
export async function rejectApplication(
  { db, now, account, notices }: DecideServices,
  asked: Application,
  reason: string,
): Promise<Decision> {
  const at = new Date(now.epochMilliseconds);
  return db.$transaction(async (tx) => {
    const application = await lockApplication(tx, asked, at);
    const { session, personId } = application;
    const signup = await endApplication(tx, application, { state: 'rejected', reason });
    const decision: Decision = { outcome: 'rejected', session, personId, signup };
    await notices.decided(tx, decision);
    await record(tx, application, { account, action: 'application.reject', reason });
    return decision;
  }, seatTransaction);
}
