import { recordAudit } from '../../context/audit.ts';
import type { Course, Session } from '../../database/generated/client.ts';
import type { DateValue } from '../../kit/argument-types/dates/date.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { lockSessions, seatTransaction } from '../../seats/seats.ts';
import { type CourseTarget, upcomingWhere } from '../editing/concerned.ts';
import type { OrganiserServices } from '../service.ts';
import { decisionTime } from './decision-time.ts';

/** When signups open and close, and how many people are needed; the empty text clears a time, 0 the number. */
export interface RulesInput {
  opens?: DateValue | '' | undefined;
  closes?: DateValue | '' | undefined;
  minimum?: number | undefined;
}

/** How the waiting list of a course moves on, in minutes; the empty text clears a value. */
export interface WaitingListInput {
  offer?: number | '' | undefined;
  freeze?: number | '' | undefined;
}

/** A course with its sessions to come, by start. */
export interface CourseRules {
  course: Course;
  sessions: Session[];
}

type Rules = Pick<Session, 'opensAt' | 'closesAt' | 'minimum'>;

/** @param isEnd whether a day alone counts to its end */
function timeOf(
  given: DateValue | '' | undefined,
  before: Date | null,
  { zone, isEnd, name }: { zone: string; isEnd: boolean; name: string },
): Date | null {
  if (given === undefined) return before;
  if (given === '') return null;
  if (given.partOfDay || given.lastDate) throw new UserError('courses.refused.oneTime', {}, [name]);
  const { date, time } = given;
  const at = (day: Temporal.PlainDate) =>
    day.toZonedDateTime({ timeZone: zone, ...(time ? { plainTime: time } : {}) }).epochMilliseconds;
  // Shown as 23:59 of that day, not as the next one.
  return new Date(time || !isEnd ? at(date) : at(date.add({ days: 1 })) - 1);
}

/** @throws UserError when the times contradict each other or the session, or come too late */
function resolveRules(
  session: Session,
  { opens, closes, minimum }: RulesInput,
  { zone, now }: { zone: string; now: Temporal.Instant },
): Rules {
  const opensAt = timeOf(opens, session.opensAt, { zone, isEnd: false, name: 'opens' });
  const closesAt = timeOf(closes, session.closesAt, { zone, isEnd: true, name: 'closes' });
  if (closes && closesAt && closesAt.getTime() <= now.epochMilliseconds)
    throw new UserError('courses.refused.past', {}, ['closes']);
  if (opens && opensAt && opensAt >= session.startsAt)
    throw new UserError('courses.refused.opensTooLate', {}, ['opens']);
  if (opensAt && closesAt && opensAt >= closesAt)
    throw new UserError('courses.refused.closesFirst', {}, ['closes']);
  const needed = minimum === undefined ? session.minimum : minimum || null;
  if (minimum && minimum > session.seats)
    throw new UserError('courses.refused.minimumOverSeats', { seats: session.seats }, ['minimum']);
  if (minimum && decisionTime({ startsAt: session.startsAt, closesAt }) <= now.epochMilliseconds)
    throw new UserError('courses.refused.minimumTooLate', {}, ['minimum']);
  return { opensAt, closesAt, minimum: needed };
}

/** The columns of a course that its waiting lists move on by. */
const waitingListData = ({ offer, freeze }: WaitingListInput) => ({
  ...(offer === undefined ? {} : { offerMinutes: offer || null }),
  ...(freeze === undefined ? {} : { freezeMinutes: freeze || 0 }),
});

/**
 * Sets when signups for the sessions to come of a course, or for one of them, open and close, how many people each
 * needs, and how the course's waiting lists move on. Without any of these nothing changes.
 * @throws UserError when there is no session to come, or the times contradict each other, or come too late
 */
export async function setSignupRules(
  { db, now, account, zone }: OrganiserServices & { zone: string },
  { course, session }: CourseTarget,
  { offer, freeze, ...input }: RulesInput & WaitingListInput,
): Promise<CourseRules> {
  const where = {
    ...upcomingWhere(course.id, new Date(now.epochMilliseconds)),
    startsAt: { gt: new Date(now.epochMilliseconds) },
    ...(session ? { id: session.id } : {}),
  };
  const orderBy = [{ startsAt: 'asc' }, { id: 'asc' }] as const;
  return db.$transaction(async (tx) => {
    const found = await tx.session.findMany({ where, orderBy: [...orderBy] });
    if (found.length === 0) throw new UserError('courses.refused.noneToCome');
    if (Object.values({ offer, freeze, ...input }).every((value) => value === undefined))
      return { course, sessions: found };
    await lockSessions(
      tx,
      found.map(({ id }) => id),
    );
    const sessions: Session[] = [];
    for (const one of await tx.session.findMany({ where, orderBy: [...orderBy] }))
      sessions.push(
        await tx.session.update({
          where: { id: one.id },
          data: resolveRules(one, input, { zone, now }),
        }),
      );
    const changed = await tx.course.update({
      where: { id: course.id },
      data: waitingListData({ offer, freeze }),
    });
    await recordAudit(tx, {
      communityId: course.communityId,
      accountId: account.id,
      action: 'course.signups',
      details: {
        ...{ course: course.id, title: course.title },
        ...(session ? { session: session.id } : {}),
      },
    });
    return { course: changed, sessions };
  }, seatTransaction);
}
