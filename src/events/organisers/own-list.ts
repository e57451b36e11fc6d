import type { Event, EventDraft, Prisma, PrismaClient } from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { findKnownAnnouncement } from '../announcements/announcement.ts';
import { contentAsEvent, readDraftContent } from '../drafts/draft.ts';
import { notEndedWhere } from '../lifetime.ts';
import { readTurnout, type Turnout } from '../rsvp/turnout.ts';

/** The states by which organisers look through the events of their community. */
export const listedStates = ['upcoming', 'drafts', 'suggested', 'cancelled'] as const;
export type ListedState = (typeof listedStates)[number];

/** A row of buttons for each event and one for paging: Discord takes five rows. */
export const pageSize = 4;

export type ListedEvent =
  | { kind: 'event'; event: Event; isAnnounced: boolean; turnout: Turnout }
  /** The event is undefined where the draft cannot be read. */
  | { kind: 'draft'; draft: EventDraft; event: Event | undefined };

export interface OwnEventPage {
  state: ListedState;
  /** How many events are in each state. */
  counts: Readonly<Record<ListedState, number>>;
  /** From 1; the last page when a later one was asked for. */
  page: number;
  rows: readonly ListedEvent[];
}

const eventsWhere = (
  communityId: string,
  state: 'upcoming' | 'cancelled',
  now: Date,
): Prisma.EventWhereInput => ({
  ...{ communityId, ...notEndedWhere(now) },
  ...(state === 'cancelled'
    ? { state: 'cancelled' }
    : { ...withKnownEnumValues.event, NOT: { state: 'cancelled' } }),
});

async function readEventRows(
  db: PrismaClient,
  where: Prisma.EventWhereInput,
  skip: number,
): Promise<ListedEvent[]> {
  const events = await db.event.findMany({
    where,
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    skip,
    take: pageSize,
  });
  return Promise.all(
    events.map(async (event) => ({
      kind: 'event' as const,
      event,
      isAnnounced: (await findKnownAnnouncement(db, event)) !== null,
      turnout: await readTurnout(db, event.id),
    })),
  );
}

function draftRow(draft: EventDraft): ListedEvent {
  try {
    return { kind: 'draft', draft, event: contentAsEvent(readDraftContent(draft).content, draft) };
  } catch {
    return { kind: 'draft', draft, event: undefined };
  }
}

/** A page of a community's events in one state; without one, what waits for the organisers, else what is coming. */
export async function readOwnEvents(
  db: PrismaClient,
  communityId: string,
  { state: asked, page: askedPage }: { state: ListedState | undefined; page: number },
  now: Date,
): Promise<OwnEventPage> {
  const draftsWhere = { communityId, suggestedById: null, templateName: null };
  const suggestedWhere = { communityId, suggestedById: { not: null }, endsAt: { gte: now } };
  const [upcoming, drafts, suggested, cancelled] = await Promise.all([
    db.event.count({ where: eventsWhere(communityId, 'upcoming', now) }),
    db.eventDraft.count({ where: draftsWhere }),
    db.eventDraft.count({ where: suggestedWhere }),
    db.event.count({ where: eventsWhere(communityId, 'cancelled', now) }),
  ]);
  const counts = { upcoming, drafts, suggested, cancelled };
  const waiting = (['suggested', 'drafts'] as const).find((one) => counts[one] > 0);
  const state = asked ?? waiting ?? 'upcoming';
  const page = Math.max(1, Math.min(askedPage, Math.ceil(counts[state] / pageSize)));
  const skip = (page - 1) * pageSize;
  if (state === 'upcoming' || state === 'cancelled') {
    return {
      state,
      counts,
      page,
      rows: await readEventRows(db, eventsWhere(communityId, state, now), skip),
    };
  }
  const found = await db.eventDraft.findMany({
    where: state === 'drafts' ? draftsWhere : suggestedWhere,
    orderBy: [{ changedAt: 'desc' }, { id: 'desc' }],
    skip,
    take: pageSize,
  });
  return { state, counts, page, rows: found.map(draftRow) };
}
