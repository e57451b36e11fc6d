import type { Event, Prisma, Publication } from '../../database/generated/client.ts';
import type { AudienceRule, Transaction } from '../../delivery/publications.ts';
import { ensurePrivateChats } from '../../notifications/private-chats.ts';
import {
  copiesAudience,
  eventAudience,
  findAnnouncement,
  findKnownAnnouncement,
} from './announcement.ts';
import type { EventDiff } from './diff.ts';
import type { AnnouncementServices } from './services.ts';

/** Who is told of a change. */
export interface ChangeRecipients {
  /** The chats that have the announcement or will get it; undefined when the event was never announced. */
  chats: AudienceRule | undefined;
  people: number;
}

/**
 * People who are going, may go or wait for a place, and do not get the change as a copy of the announcement in their
 * private chat; each with those of the events that they answered so.
 */
export async function findPeopleToNotify(
  tx: Pick<Transaction, 'rsvp'>,
  eventIds: readonly string[],
  announcement: Publication | null,
): Promise<Map<string, string[]>> {
  const where: Prisma.RsvpWhereInput = {
    eventId: { in: [...eventIds] },
    state: { not: 'declined' },
    ...(announcement
      ? {
          person: {
            accounts: {
              none: { chat: { deliveries: { some: { publicationId: announcement.id } } } },
            },
          },
        }
      : {}),
  };
  const rows = await tx.rsvp.findMany({ where, select: { personId: true, eventId: true } });
  const byPerson = Map.groupBy(rows, ({ personId }) => personId);
  return new Map([...byPerson].map(([id, own]) => [id, own.map(({ eventId }) => eventId)]));
}

/** The chats that have an announcement or will get it. */
export function chatsToNotify(
  communityId: string,
  announcement: Publication | null,
): AudienceRule | undefined {
  if (!announcement) return undefined;
  return announcement.fanOut === 'pending'
    ? eventAudience(communityId)
    : copiesAudience(announcement);
}

/** Who would be told of a change now. */
export async function findRecipients(tx: Transaction, event: Event): Promise<ChangeRecipients> {
  const { id, communityId } = event;
  const announcement = await findKnownAnnouncement(tx, event);
  const people = await findPeopleToNotify(tx, [id], announcement);
  return { chats: chatsToNotify(communityId, announcement), people: people.size };
}

/** Edits the announcement in every chat that has it. */
export async function updateAnnouncement(
  { notices, locale }: AnnouncementServices,
  tx: Transaction,
  event: Event,
): Promise<void> {
  const announcement = await findAnnouncement(tx, event.id);
  if (announcement) await notices.announcementChanged(tx, event, announcement, locale);
}

/** Posts a change where the event was announced, and sends it to those who are going or may go. */
export async function publishChange(
  { notices, locale }: AnnouncementServices,
  tx: Transaction,
  diff: EventDiff,
): Promise<ChangeRecipients> {
  const { id, communityId } = diff.after;
  const announcement = await findKnownAnnouncement(tx, diff.after);
  const personIds = [...(await findPeopleToNotify(tx, [id], announcement)).keys()];
  if (personIds.length > 0) await ensurePrivateChats(tx, personIds);
  const audiences: AudienceRule[] = [
    ...(announcement ? [copiesAudience(announcement)] : []),
    ...(personIds.length > 0 ? [{ to: 'people' as const, personIds }] : []),
  ];
  if (audiences.length > 0) await notices.changed(tx, diff, audiences, locale);
  return { chats: chatsToNotify(communityId, announcement), people: personIds.length };
}
