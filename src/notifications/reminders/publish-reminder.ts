import type { NewPublication, Publications, Transaction } from '../../delivery/publications.ts';
import { ensurePrivateChats } from '../private-chats.ts';

/** What a reminder says, and what it is about. */
export interface Reminder extends Pick<NewPublication, 'messages' | 'origin'> {
  communityId: string;
  /** When what people are reminded of begins: whoever is reminded later has nothing of it. */
  expiresAt: Date;
}

/** Reminds people in private, within the transaction that records it; their quiet hours are kept. */
export async function publishReminder(
  tx: Transaction,
  publications: Pick<Publications, 'publish'>,
  personIds: readonly string[],
  reminder: Reminder,
): Promise<void> {
  if (personIds.length === 0) return;
  await ensurePrivateChats(tx, personIds);
  const { locale } = await tx.community.findUniqueOrThrow({ where: { id: reminder.communityId } });
  await publications.publish(tx, {
    ...{ ...reminder, kind: 'reminder', locale },
    audience: { to: 'people', personIds: [...personIds] },
  });
}
