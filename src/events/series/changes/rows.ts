import type { Event, Prisma } from '../../../database/generated/client.ts';
import { UserError } from '../../../kit/define/user-error.ts';
import { eventOrigin } from '../../origin.ts';

/** Which dates of a series a change is for. */
export const seriesScopes = ['one', 'following', 'all'] as const;
export type SeriesScope = (typeof seriesScopes)[number];

/** A change of one date; without `after` its row goes, since nobody knows of it. */
export interface DateChange {
  before: Event;
  after: Event | undefined;
}

/** Since when dates are concerned: the date itself, or all that have not begun. */
export const pivotOf = (
  { originalStartsAt, startsAt }: Event,
  scope: Exclude<SeriesScope, 'one'>,
): Date | undefined => (scope === 'following' ? (originalStartsAt ?? startsAt) : undefined);

/**
 * The dates of a series from one on that have not begun, cancelled ones too.
 * @throws UserError when all are over or cancelled
 */
export async function findDates(
  db: Prisma.TransactionClient,
  seriesId: string,
  { from, now }: { from: Date | undefined; now: Temporal.Instant },
): Promise<Event[]> {
  const found = await db.event.findMany({
    where: {
      seriesId,
      startsAt: { gt: new Date(now.epochMilliseconds) },
      ...(from ? { originalStartsAt: { gte: from } } : {}),
    },
    orderBy: { originalStartsAt: 'asc' },
  });
  if (!found.some(({ state }) => state !== 'cancelled'))
    throw new UserError('events.series.refused.noneLeft');
  return found;
}

/**
 * The dates that somebody knows of: whoever goes, may go or waits for a place, or a chat where it was announced by itself
 * or a member sent it.
 */
export async function findKnown(
  db: Prisma.TransactionClient,
  events: readonly Event[],
): Promise<ReadonlySet<string>> {
  const ids = events.map(({ id }) => id);
  const answered = await db.rsvp.findMany({
    where: { eventId: { in: ids }, state: { not: 'declined' } },
    distinct: ['eventId'],
    select: { eventId: true },
  });
  const announced = await db.publication.findMany({
    where: { origin: { in: ids.map(eventOrigin) }, operation: 'send' },
    distinct: ['origin'],
    select: { origin: true },
  });
  const sent = await db.inlineCard.findMany({
    where: { eventId: { in: ids } },
    distinct: ['eventId'],
    select: { eventId: true },
  });
  const origins = new Set(announced.map(({ origin }) => origin));
  return new Set([
    ...answered.map(({ eventId }) => eventId),
    ...sent.flatMap(({ eventId }) => eventId ?? []),
    ...ids.filter((id) => origins.has(eventOrigin(id))),
  ]);
}

/** Cancels the dates that somebody knows of; the others go. */
export async function cancelDates(
  db: Prisma.TransactionClient,
  events: readonly Event[],
): Promise<DateChange[]> {
  const known = await findKnown(db, events);
  return events
    .filter(({ state }) => state !== 'cancelled')
    .map((before) => ({
      before,
      after: known.has(before.id) ? { ...before, state: 'cancelled' } : undefined,
    }));
}
