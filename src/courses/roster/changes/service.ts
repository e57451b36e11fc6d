import { recordAudit } from '../../../context/audit.ts';
import type { Signup } from '../../../database/generated/client.ts';
import type { Transaction } from '../../../delivery/publications.ts';
import { enterByHand, moveByHand, removeByHand, seatByHand } from '../../../seats/by-hand.ts';
import { fillFreeSeats, lockSessions, seatTransaction } from '../../../seats/seats.ts';
import type { OrganiserServices } from '../../service.ts';
import { announceFilled } from '../../signups/announce-filled.ts';
import type { SeatNotices } from '../../signups/seat-notices.ts';
import { releaseReplaced } from '../../waiting-list/answer-offer.ts';
import type { RosterChange, RosterInput, RosterPlan, Way } from './change.ts';
import { planRosterChange } from './plan.ts';

/** What a person is told of a change by hand, within its transaction. */
export interface RosterNotices {
  changed(tx: Transaction, change: RosterChange): Promise<void>;
}

export interface RosterServices extends OrganiserServices {
  notices: RosterNotices & SeatNotices;
}

/** What came of it: `asks` where it can no longer be done as it was chosen, and how it can. */
export type RosterOutcome =
  | { kind: 'done'; change: RosterChange }
  | { kind: 'asks'; plan: RosterPlan };

/** The chosen way as it is possible now: a seat that became free is better than what was chosen without one. */
function possibleWay({ ways }: RosterPlan, chosen: Way): Way | undefined {
  if (ways.includes(chosen)) return chosen;
  return chosen !== 'out' && ways.includes('seat') ? 'seat' : undefined;
}

/** The sessions of what the person keeps until they have a seat in this one. */
async function listReplacedSessions(
  tx: Transaction,
  { person, session }: RosterInput,
): Promise<string[]> {
  const replaced = await tx.signup.findMany({
    where: { replacedBy: { some: { personId: person.id, sessionId: session.id } } },
    select: { sessionId: true },
  });
  return replaced.map(({ sessionId }) => sessionId);
}

/** Writes a change; the sessions are locked. */
function apply(tx: Transaction, plan: RosterPlan, way: Way, now: Date): Promise<Signup> {
  const { action, signup, target, person, note = '', reason = '' } = plan;
  if (!signup || (action === 'add' && signup.state !== 'waiting')) {
    if (way === 'out') throw new Error('Nobody can be removed who is not there');
    return enterByHand(tx, { sessionId: target.id, personId: person.id, note, now }, way);
  }
  if (way === 'out') return removeByHand(tx, signup, reason);
  if (action === 'move') return moveByHand(tx, signup, target.id, way, now);
  if (way === 'waiting') throw new Error('Whoever waits is not put on the list again');
  return seatByHand(tx, signup, way, now);
}

/**
 * Adds a person to a session, gives them a seat, moves or removes them, as the organiser chose. They are told, and so is
 * whoever gets the seat that becomes free. There are never more people than seats: one is added where the organiser said so.
 * @throws UserError like {@link planRosterChange}
 */
export async function changeRoster(
  { db, now, account, notices }: RosterServices,
  input: RosterInput,
  chosen: Way,
): Promise<RosterOutcome> {
  const at = new Date(now.epochMilliseconds);
  return db.$transaction(async (tx): Promise<RosterOutcome> => {
    await lockSessions(tx, [
      ...[input.session.id, ...(input.to ? [input.to.id] : [])],
      ...(await listReplacedSessions(tx, input)),
    ]);
    const plan = await planRosterChange({ db: tx, now }, input);
    const way = possibleWay(plan, chosen);
    if (way === undefined) return { kind: 'asks', plan };
    const signup = await apply(tx, plan, way, at);
    const { action, course, session, target, person, reason } = plan;
    const change: RosterChange = { ...plan, signup, way };
    await notices.changed(tx, change);
    // Who waited to change sessions has changed them now.
    if (signup.state === 'confirmed' && plan.signup?.replacesId)
      await releaseReplaced(tx, { notices, now: at }, plan.signup.replacesId);
    if (target.id !== session.id || way === 'out') {
      const filled = await fillFreeSeats(tx, session.id, at);
      await announceFilled(tx, { notices, now: at }, { ...session, course }, filled);
    }
    await recordAudit(tx, {
      communityId: course.communityId,
      accountId: account.id,
      action: `roster.${action}`,
      details: {
        ...{ course: course.id, title: course.title, session: target.id, person: person.id },
        who: person.name,
        ...(target.id === session.id ? {} : { previousSession: session.id }),
        ...(way === 'extra' ? { seats: target.seats + 1 } : {}),
        ...(reason === undefined ? {} : { reason }),
      },
    });
    return { kind: 'done', change };
  }, seatTransaction);
}
