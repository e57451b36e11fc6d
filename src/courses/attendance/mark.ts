import { recordAudit } from '../../context/audit.ts';
import type { Course, Session } from '../../database/generated/client.ts';
import type { AttendanceState } from '../../database/generated/enums.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { seatTransaction } from '../../seats/seats.ts';
import { findTransition } from '../../seats/transitions.ts';
import type { OrganiserServices } from '../service.ts';
import { hasOpened } from './times.ts';

export interface MarkInput {
  course: Course;
  session: Session;
  signupId: string;
  /** What the audit log calls them. */
  name: string;
  state: AttendanceState;
  /** Why what was noted is corrected. */
  reason?: string | undefined;
}

export interface MarkResult {
  state: AttendanceState;
  previous: AttendanceState | null;
  kind: 'noted' | 'corrected' | 'same';
}

/**
 * Notes whether somebody with a seat was there, or corrects it.
 * @throws UserError for a session that is cancelled or has not begun (excused is possible before), somebody without a seat,
 * and a correction without a reason
 */
export async function markAttendance(
  { db, now, account }: OrganiserServices,
  { course, session, signupId, name, state, reason = '' }: MarkInput,
): Promise<MarkResult> {
  const at = now.epochMilliseconds;
  if (session.cancelledAt) throw new UserError('attendance.refused.cancelled');
  if (state !== 'excused' && !hasOpened(session, at))
    throw new UserError('attendance.refused.early');
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM "Signup" WHERE "id" = ${signupId}::uuid FOR UPDATE`;
    const signup = await tx.signup.findUnique({ where: { id: signupId } });
    if (signup?.state !== 'confirmed' || signup.sessionId !== session.id)
      throw new UserError('attendance.refused.noSeat');
    const previous = signup.attendance;
    if (previous === state) return { state, previous, kind: 'same' };
    if (previous !== null && reason === '')
      throw new UserError('attendance.refused.needsReason', {}, ['reason']);
    const action = findTransition(previous ?? 'confirmed', state, 'organiser')?.log;
    if (!action) throw new Error(`No transition from ${previous} to ${state}`);
    await tx.signup.update({
      where: { id: signupId },
      data: { attendance: state, attendedAt: new Date(at) },
    });
    await recordAudit(tx, {
      communityId: course.communityId,
      accountId: account.id,
      action,
      details: {
        ...{ course: course.id, title: course.title, session: session.id },
        ...(signup.personId === null ? {} : { person: signup.personId, who: name }),
        ...{ attendance: state, ...(previous === null ? {} : { previous }) },
        ...(reason === '' ? {} : { because: reason }),
      },
    });
    return { state, previous, kind: previous === null ? 'noted' : 'corrected' };
  }, seatTransaction);
}
