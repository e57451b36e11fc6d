import type { Publications } from '../../delivery/publications.ts';
import { ensurePrivateChats } from '../../notifications/private-chats.ts';
import { eventOrigin } from '../origin.ts';
import type { PlaceNotices } from '../rsvp/waiting-list.ts';
import { gotPlaceMessages } from './place-messages.ts';

/** Direct messages about places, published in the transaction that changed them. */
export const createPlaceNotices = ({
  publications,
  now,
}: {
  publications: Pick<Publications, 'publish'>;
  now: Temporal.Instant;
}): PlaceNotices => ({
  async gotPlace(tx, event, personIds) {
    if (personIds.length === 0) return;
    const { id, communityId } = event;
    const { locale } = await tx.community.findUniqueOrThrow({ where: { id: communityId } });
    await ensurePrivateChats(tx, personIds);
    await publications.publish(tx, {
      communityId,
      kind: 'notice',
      locale,
      origin: eventOrigin(id),
      audience: { to: 'people', personIds: [...personIds] },
      messages: gotPlaceMessages(event, now),
      // A row can hold a time that is no date, which Prisma would refuse with the event's words in its error.
      ...(Number.isNaN(event.endsAt.getTime()) ? {} : { expiresAt: event.endsAt }),
    });
  },
});
