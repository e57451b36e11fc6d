import type { Event } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import {
  type ChangeRecipients,
  findRecipients,
  publishChange,
  updateAnnouncement,
} from '../announcements/changes.ts';
import type { EventAction, EventDiff } from '../announcements/diff.ts';
import {
  deferChange,
  discardPendingChange,
  findPendingSnapshot,
  startsSoon,
} from '../announcements/pending-changes.ts';
import type { AnnouncementServices } from '../announcements/services.ts';
import { hasEnded } from '../lifetime.ts';

export interface PublishedChange {
  action: EventAction;
  event: Event;
  recipients: ChangeRecipients;
  /** When the change is published, if it was deferred. */
  dueAt?: Date;
}

/**
 * Updates the announcement at once, and publishes the change together with a pending one. An edit is deferred, so that
 * further edits are published with it, unless the event starts soon.
 */
export async function publishOrDefer(
  services: AnnouncementServices,
  tx: Transaction,
  diff: EventDiff,
): Promise<PublishedChange> {
  const { action, after } = diff;
  const now = new Date(services.now.epochMilliseconds);
  await updateAnnouncement(services, tx, after);
  const before = (await findPendingSnapshot(tx, after)) ?? diff.before;
  const recipients = await findRecipients(tx, after);
  const isOver = [diff.before, after].every((event) => hasEnded(event, services.now));
  if (action === 'edited' && (isOver || (!recipients.chats && recipients.people === 0))) {
    await discardPendingChange(tx, after);
    const nobody = { chats: undefined, people: 0 };
    return { action, event: after, recipients: isOver ? nobody : recipients };
  }
  if (action === 'edited' && !startsSoon([before, after], now)) {
    const dueAt = await deferChange(tx, { before, locale: services.locale, now });
    return { action, event: after, recipients, dueAt };
  }
  await discardPendingChange(tx, after);
  const told = await publishChange(services, tx, { ...diff, before });
  return { action, event: after, recipients: told };
}
