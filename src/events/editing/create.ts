import { recordAudit } from '../../context/audit.ts';
import type { Account, Community, Event, PrismaClient } from '../../database/generated/client.ts';
import type { Publications } from '../../delivery/publications.ts';
import type { DateValue } from '../../kit/argument-types/date.ts';
import { eventAudience } from '../announcements/announcement.ts';
import type { EventInput } from '../field-arguments.ts';
import { newEventContent } from './content.ts';

export interface CreateEventServices {
  db: PrismaClient;
  now: Temporal.Instant;
  /** In which the organiser's dates are read. */
  zone: string;
  account: Pick<Account, 'id'>;
  publications: Pick<Publications, 'audienceSize'>;
}

/**
 * Creates an event; announcing it is a step of its own.
 * @returns the event, and how many chats follow events
 * @throws UserError when its times contradict each other or are past
 */
export async function createEvent(
  { db, account, zone, now, publications }: CreateEventServices,
  community: Community,
  input: EventInput & { title: string; when: DateValue },
): Promise<{ event: Event; chats: number }> {
  const zones = { asker: zone, event: community.zone };
  const content = newEventContent(input, community, { zones, now });
  const event = await db.$transaction(async (tx) => {
    const created = await tx.event.create({
      data: { ...content, communityId: community.id, zone: community.zone },
    });
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'event.new',
      details: { event: created.id, title: created.title },
    });
    return created;
  });
  return { event, chats: await publications.audienceSize(eventAudience(community.id)) };
}
