import type { Event } from '../../database/generated/client.ts';
import type { Publications, Transaction } from '../../delivery/publications.ts';
import type { Locale } from '../../language/locale.ts';
import { eventOrigin } from '../origin.ts';
import { findRepeats } from '../repeats/queries.ts';
import { copiesAudience, eventAudience } from './announcement.ts';
import { type AnnouncementOptions, announcementMessages } from './announcement-messages.ts';
import { changeMessages } from './change-messages.ts';
import { datesChangedMessages } from './series-messages.ts';
import type { EventNotices } from './services.ts';

const commonFields = ({ id, communityId }: Event, locale: Locale) => ({
  communityId,
  kind: 'notice' as const,
  locale,
  origin: eventOrigin(id),
});

/** What an announcement says beside the event, as it is within the transaction. */
async function optionsFor(
  tx: Transaction,
  event: Event,
  now: Temporal.Instant,
): Promise<AnnouncementOptions> {
  const where = { id: event.communityId };
  const community = await tx.community.findUnique({ where, select: { showsLunarDates: true } });
  return { repeats: await findRepeats(tx, event, now), community: community ?? undefined };
}

/** Publishes notices about events with the messages that they have at this time. */
export const createEventNotices = ({
  publications,
  now,
}: {
  publications: Pick<Publications, 'publish'>;
  now: Temporal.Instant;
}): EventNotices => ({
  async announced(tx, event, locale) {
    return publications.publish(tx, {
      ...commonFields(event, locale),
      audience: eventAudience(event.communityId),
      messages: announcementMessages(event, now, await optionsFor(tx, event, now)),
    });
  },
  async announcementChanged(tx, event, announcement, locale) {
    await publications.publish(tx, {
      ...commonFields(event, locale),
      operation: 'edit',
      audience: copiesAudience(announcement),
      originalId: announcement.id,
      messages: announcementMessages(event, now, await optionsFor(tx, event, now)),
    });
  },
  async datesChanged(tx, news, audience, locale) {
    const [first] = news.diffs;
    if (!first) return;
    const messages = datesChangedMessages(news, now);
    await publications.publish(tx, { ...commonFields(first.after, locale), messages, audience });
  },
  async changed(tx, diff, audiences, locale) {
    const messages = changeMessages(diff, now);
    for (const audience of audiences)
      await publications.publish(tx, { ...commonFields(diff.after, locale), messages, audience });
  },
});
