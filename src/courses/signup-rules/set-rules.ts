import { recordAudit } from '../../context/audit.ts';
import type { Session } from '../../database/generated/client.ts';
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

/**
 * Sets when signups for the sessions to come of a course, or for one of them, open and close, and how many people each
 * needs. Without any of these nothing changes.
 * @returns the sessions with their rules, by start
 * @throws UserError when there is no session to come, or the times contradict each other, or come too late
 */
export async function setSignupRules(
  { db, now, account, zone }: OrganiserServices & { zone: string },
  { course, session }: CourseTarget,
  input: RulesInput,
): Promise<Session[]> {
  const where = {
    ...upcomingWhere(course.id, new Date(now.epochMilliseconds)),
    startsAt: { gt: new Date(now.epochMilliseconds) },
    ...(session ? { id: session.id } : {}),
  };
  const orderBy = [{ startsAt: 'asc' }, { id: 'asc' }] as const;
  return db.$transaction(async (tx) => {
    const found = await tx.session.findMany({ where, orderBy: [...orderBy] });
    if (found.length === 0) throw new UserError('courses.refused.noneToCome');
    if (Object.values(input).every((value) => value === undefined)) return found;
    await lockSessions(
      tx,
      found.map(({ id }) => id),
    );
    const changed: Session[] = [];
    for (const one of await tx.session.findMany({ where, orderBy: [...orderBy] }))
      changed.push(
        await tx.session.update({
          where: { id: one.id },
          data: resolveRules(one, input, { zone, now }),
        }),
      );
    await recordAudit(tx, {
      communityId: course.communityId,
      accountId: account.id,
      action: 'course.signups',
      details: {
        ...{ course: course.id, title: course.title },
        ...(session ? { session: session.id } : {}),
      },
    });
    return changed;
  }, seatTransaction);
}
