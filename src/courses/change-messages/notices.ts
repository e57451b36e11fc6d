import type { Publications } from '../../delivery/publications.ts';
import { ensurePrivateChats } from '../../notifications/private-chats.ts';
import type { EditServices } from '../editing/services.ts';
import { createSeatNotices } from '../signups/notices.ts';
import { courseOrigin } from '../signups/origin.ts';
import { changeMessages } from './change-messages.ts';

/** Direct messages about changes of courses and about seats, published in the transaction that changed them. */
export const createEditNotices = ({
  publications,
}: {
  publications: Pick<Publications, 'publish'>;
}): EditServices['notices'] => ({
  ...createSeatNotices(publications),
  async changed(tx, diff, personIds) {
    if (personIds.length === 0) return;
    const { id, communityId } = diff.after;
    const { locale } = await tx.community.findUniqueOrThrow({ where: { id: communityId } });
    await ensurePrivateChats(tx, personIds);
    await publications.publish(tx, {
      communityId,
      kind: 'notice',
      origin: courseOrigin(id),
      audience: { to: 'people', personIds },
      messages: changeMessages(diff),
      locale,
    });
  },
});
