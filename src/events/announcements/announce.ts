import { recordAudit } from '../../context/audit.ts';
import type { Account, Event, PrismaClient } from '../../database/generated/client.ts';
import type { Publications } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { eventAudience, findAnnouncement, lockEvent, lockSeries } from './announcement.ts';
import { publishPendingChange } from './pending-changes.ts';
import { announcementServicesFor, type EventNotices } from './services.ts';

export interface AnnounceServices {
  db: PrismaClient;
  now: Temporal.Instant;
  account: Pick<Account, 'id'>;
  publications: Pick<Publications, 'audienceSize'>;
  notices: EventNotices;
}

/**
 * Announces an event, once, to every chat that follows events. A pending change is published first, to those who knew
 * the event before.
 * @returns the event, and how many chats follow events
 * @throws UserError when it was announced before, or is cancelled
 */
export async function announceEvent(
  { db, now, account, publications, notices }: AnnounceServices,
  { id, seriesId }: Pick<Event, 'id' | 'seriesId'>,
): Promise<{ event: Event; chats: number }> {
  const event = await db.$transaction(async (tx) => {
    if (seriesId !== null) await lockSeries(tx, seriesId);
    const locked = await lockEvent(tx, id);
    if (locked.state === 'cancelled') throw new UserError('events.refused.cancelled');
    if (await findAnnouncement(tx, id)) throw new UserError('events.refused.announced');
    const services = await announcementServicesFor({ notices, now }, tx, locked);
    await publishPendingChange(services, tx, locked);
    const announcementId = await notices.announced(tx, locked, services.locale);
    // The first announcement of any of its dates is that of the series.
    if (seriesId !== null)
      await tx.eventSeries.updateMany({
        where: { id: seriesId, announcementId: null },
        data: { announcementId },
      });
    await recordAudit(tx, {
      communityId: locked.communityId,
      accountId: account.id,
      action: 'event.announce',
      details: { event: id, title: locked.title },
    });
    return locked;
  });
  return { event, chats: await publications.audienceSize(eventAudience(event.communityId)) };
}
