import type { Session, Signup } from '../../../database/generated/client.ts';
import type { Transaction } from '../../../delivery/publications.ts';
import { UserError } from '../../../kit/define/user-error.ts';
import { isActive, takesSeat } from '../../../seats/states.ts';
import { withOccupancy } from '../../queries.ts';
import type { RosterInput, RosterPlan, Way } from './change.ts';

type Reader = Pick<Transaction, 'course' | 'session' | 'signup'>;

/** @throws UserError when the session is cancelled, over or gone */
async function requireGoingOn(db: Reader, { id }: Pick<Session, 'id'>, at: Date): Promise<Session> {
  const session = await db.session.findUnique({ where: { id } });
  if (!session) throw new UserError('courses.refused.gone');
  if (session.cancelledAt) throw new UserError('courses.refused.sessionCancelled');
  if (session.endsAt <= at) throw new UserError('courses.refused.ended');
  return session;
}

const findSignup = (db: Reader, sessionId: string, personId: string): Promise<Signup | null> =>
  db.signup.findUnique({ where: { sessionId_personId: { sessionId, personId } } });

const enterWays = (free: number, hasStarted: boolean): readonly Way[] =>
  free > 0 ? ['seat'] : ['extra', ...(hasStarted ? [] : (['waiting'] as const))];

/** How somebody with this signup can be dealt with so. @throws UserError where they cannot */
function waysOf(
  { action }: Pick<RosterInput, 'action'>,
  signup: Signup | null,
  free: number,
  hasStarted: boolean,
): readonly Way[] {
  const state = signup?.state;
  if (action === 'add') {
    if (state === 'waiting') return free > 0 ? ['seat'] : ['extra'];
    if (state !== undefined && isActive(state)) throw new UserError('roster.refused.already');
    return enterWays(free, hasStarted);
  }
  if (action === 'seat') {
    if (state === 'offered') return ['seat'];
    if (state !== 'waiting') throw new UserError('roster.refused.notWaiting');
    return free > 0 ? ['seat'] : ['extra'];
  }
  if (state !== 'confirmed' && state !== 'waiting' && state !== 'offered')
    throw new UserError('roster.refused.notThere');
  if (action === 'remove') return ['out'];
  if (free > 0) return ['seat'];
  // Nobody loses a seat by a move.
  return takesSeat(state) || hasStarted ? ['extra'] : ['waiting', 'extra'];
}

/**
 * How a change of a roster can be made now; nothing is written. Within a transaction that has locked the sessions it stays so.
 * @throws UserError when a session is cancelled or over, or the person has no such place, or one already
 */
export async function planRosterChange(
  { db, now }: { db: Reader; now: Temporal.Instant },
  input: RosterInput,
): Promise<RosterPlan> {
  const at = new Date(now.epochMilliseconds);
  const { action, person, to } = input;
  const course = await db.course.findUnique({ where: { id: input.course.id } });
  if (!course) throw new UserError('courses.refused.gone');
  if (course.cancelledAt) throw new UserError('courses.refused.courseCancelled');
  const session = await requireGoingOn(db, input.session, at);
  const target = action === 'move' && to ? await requireGoingOn(db, to, at) : session;
  if (action === 'move') {
    if (target.id === session.id) throw new UserError('roster.refused.sameSession', {}, ['to']);
    const there = await findSignup(db, target.id, person.id);
    if (there && isActive(there.state)) throw new UserError('roster.refused.there', {}, ['to']);
  }
  const signup = await findSignup(db, session.id, person.id);
  const hasStarted = target.startsAt <= at;
  const [occupancy = { session: target, taken: 0, waiting: 0 }] = await withOccupancy(db, [target]);
  const ways = waysOf(input, signup, target.seats - occupancy.taken, hasStarted);
  const freesSeat =
    (action === 'move' || action === 'remove') &&
    signup !== null &&
    takesSeat(signup.state) &&
    session.startsAt > at;
  return {
    ...{ ...input, course, session, target, occupancy, ways },
    signup: signup ?? undefined,
    waitingForSeat: freesSeat
      ? await db.signup.count({ where: { sessionId: session.id, state: 'waiting' } })
      : 0,
  };
}
