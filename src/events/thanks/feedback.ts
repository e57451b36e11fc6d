import type { Event, Person, PrismaClient } from '../../database/generated/client.ts';
import { EventWorth } from '../../database/generated/enums.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { RetentionRule } from '../../schedule/retention.ts';

/** The answers to whether an event was worth it. */
export const worthAnswers = Object.values(EventWorth);

const day = 24 * 3_600_000;

/** How long after the end of an event people answer, and how long their answers are kept; in milliseconds. */
const feedbackLimits = { openMs: 14 * day, keptMs: 365 * day } as const;

/** Until when people can answer. */
export const feedbackUntil = ({ endsAt }: Pick<Event, 'endsAt'>): Date =>
  new Date(endsAt.getTime() + feedbackLimits.openMs);

/**
 * Stores what a person who went thinks of an event; the last answer counts.
 * @throws UserError when they did not go, or the time for answers is over
 */
export async function answerWorth(
  { db, now, person }: { db: PrismaClient; now: Temporal.Instant; person: Pick<Person, 'id'> },
  event: Pick<Event, 'id' | 'endsAt'>,
  worth: EventWorth,
): Promise<void> {
  if (feedbackUntil(event).getTime() < now.epochMilliseconds)
    throw new UserError('events.thanks.closed');
  const key = { eventId: event.id, personId: person.id };
  if ((await db.rsvp.count({ where: { ...key, state: 'going' } })) === 0)
    throw new UserError('events.thanks.notThere');
  const answer = { worth, answeredAt: new Date(now.epochMilliseconds) };
  await db.eventFeedback.upsert({
    where: { eventId_personId: key },
    create: { ...key, ...answer },
    update: answer,
  });
}

/** How many people gave each answer. */
export type WorthCounts = Readonly<Record<EventWorth, number>>;

/** Counts what people think of an event; undefined where nobody has said. */
export async function countWorth(
  db: Pick<PrismaClient, 'eventFeedback'>,
  eventId: string,
): Promise<WorthCounts | undefined> {
  const groups = await db.eventFeedback.groupBy({
    by: ['worth'],
    where: { ...withKnownEnumValues.eventFeedback, eventId },
    _count: true,
  });
  if (groups.length === 0) return undefined;
  const count = (worth: EventWorth) => groups.find((one) => one.worth === worth)?._count ?? 0;
  return { yes: count('yes'), partly: count('partly'), no: count('no') };
}

export const feedbackRetention: RetentionRule = {
  name: 'eventFeedback',
  keepMs: feedbackLimits.keptMs,
  deleteBefore: (db, before) =>
    db.eventFeedback.deleteMany({ where: { answeredAt: { lt: before } } }),
};
