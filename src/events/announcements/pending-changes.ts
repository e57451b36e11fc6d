import type { Event } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import type { Locale } from '../../language/locale.ts';
import { type ChangeRecipients, publishChange } from './changes.ts';
import type { AnnouncementServices } from './services.ts';
import { createEventSnapshot, hasSameContent, restoreEventSnapshot } from './snapshot.ts';

/** How long edits wait for further ones, and how long before the start of an event they do not wait; in milliseconds. */
const pendingChangeLimits = { batchMs: 10 * 60_000, soonMs: 60 * 60_000 } as const;

/** Whether an event, before or after a change, starts so soon that the change is published at once. */
export const startsSoon = (events: readonly Event[], now: Date): boolean =>
  events.some(
    ({ startsAt, endsAt }) =>
      endsAt >= now && startsAt.getTime() - now.getTime() <= pendingChangeLimits.soonMs,
  );

/**
 * Defers the publication of a change, together with those that follow it. The snapshot of the first one stays: it is
 * what people know.
 * @returns when it is published
 */
export async function deferChange(
  tx: Transaction,
  { before, locale, now }: { before: Event; locale: Locale; now: Date },
): Promise<Date> {
  const { dueAt } = await tx.eventChange.upsert({
    where: { eventId: before.id },
    update: { locale },
    create: {
      eventId: before.id,
      before: createEventSnapshot(before),
      locale,
      dueAt: new Date(now.getTime() + pendingChangeLimits.batchMs),
    },
  });
  return dueAt;
}

/** The event as people know it; undefined when no change is pending. */
export async function findPendingSnapshot(
  tx: Transaction,
  event: Event,
): Promise<Event | undefined> {
  const pending = await tx.eventChange.findUnique({ where: { eventId: event.id } });
  return pending ? restoreEventSnapshot(event, pending.before) : undefined;
}

export async function discardPendingChange(tx: Transaction, { id }: Event): Promise<void> {
  await tx.eventChange.deleteMany({ where: { eventId: id } });
}

/**
 * Publishes the pending change of an event.
 * @returns undefined when none is pending, or nothing differs from what people know
 */
export async function publishPendingChange(
  services: AnnouncementServices,
  tx: Transaction,
  event: Event,
): Promise<ChangeRecipients | undefined> {
  const before = await findPendingSnapshot(tx, event);
  await discardPendingChange(tx, event);
  if (!before || hasSameContent(before, event)) return undefined;
  return publishChange(services, tx, { action: 'edited', before, after: event });
}
