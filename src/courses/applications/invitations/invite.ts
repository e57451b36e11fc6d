import { recordAudit } from '../../../context/audit.ts';
import type { PrismaClient, Signup } from '../../../database/generated/client.ts';
import type { Transaction } from '../../../delivery/publications.ts';
import { UserError } from '../../../kit/define/user-error.ts';
import { inviteToSession } from '../../../seats/apply.ts';
import { lockSessions, seatTransaction } from '../../../seats/seats.ts';
import { isActive } from '../../../seats/states.ts';
import type { OrganiserServices } from '../../service.ts';
import type { SessionWithCourse, SignupWithSession } from '../../signups/queries.ts';

/** An invitation that was made. */
export interface Invitation {
  signup: Signup;
  session: SessionWithCourse;
  /** In the organiser's words; empty where they wrote none. */
  note: string;
}

/** What the invited person is told, within the transaction. */
export interface InvitationNotices {
  invited(tx: Transaction, invitation: Invitation): Promise<void>;
}

export interface InviteServices extends OrganiserServices {
  notices: InvitationNotices;
}

/** @throws UserError when nobody can sign up any more */
function requireOpen(
  { cancelledAt, closedAt, closesAt, startsAt, course }: SessionWithCourse,
  at: Date,
) {
  if (course.cancelledAt) throw new UserError('courses.refused.courseCancelled');
  if (cancelledAt) throw new UserError('courses.refused.sessionCancelled');
  if (startsAt <= at) throw new UserError('courses.refused.over');
  if (course.closedAt || closedAt || (closesAt && closesAt <= at))
    throw new UserError('courses.refused.closed');
}

/**
 * Invites a person to a session: they may sign up, without approval, as long as signups are open. No seat is kept for them.
 * @throws UserError when signups are over, or the person signed up, applied or is invited already
 */
export async function invite(
  { db, now, account, notices }: InviteServices,
  session: SessionWithCourse,
  { person, note = '' }: { person: { id: string; name: string }; note?: string | undefined },
): Promise<Invitation> {
  const at = new Date(now.epochMilliseconds);
  return db.$transaction(async (tx) => {
    await lockSessions(tx, [session.id]);
    const current = await tx.session.findUnique({
      where: { id: session.id },
      include: { course: true },
    });
    if (!current) throw new UserError('courses.refused.gone');
    requireOpen(current, at);
    const request = { sessionId: current.id, personId: person.id };
    const own = await tx.signup.findUnique({ where: { sessionId_personId: request } });
    if (own?.state === 'invited') throw new UserError('applications.refused.invited');
    if (own && isActive(own.state)) throw new UserError('roster.refused.already');
    const signup = await inviteToSession(tx, { ...request, now: at });
    const invitation: Invitation = { signup, session: current, note };
    await notices.invited(tx, invitation);
    await recordAudit(tx, {
      communityId: current.course.communityId,
      accountId: account.id,
      action: 'application.invite',
      details: {
        ...{ course: current.course.id, title: current.course.title, session: current.id },
        ...{ person: person.id, who: person.name },
      },
    });
    return invitation;
  }, seatTransaction);
}

/**
 * The invited person says no; whoever signed up meanwhile keeps that.
 * @throws UserError when there is no open invitation any more
 */
export async function declineInvitation(
  db: Pick<PrismaClient, 'signup'>,
  { id }: SignupWithSession,
): Promise<void> {
  const { count } = await db.signup.updateMany({
    where: { id, state: 'invited' },
    data: { state: 'declined' },
  });
  if (count === 0) throw new UserError('applications.refused.notInvited');
}
