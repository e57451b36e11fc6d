import type { Community, Event } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import {
  type SentToPeople,
  type WriteServices,
  writeToPeople,
} from '../../notifications/write-to-people.ts';
import { type AttendeeGroup, attendeesWhere } from './recipients.ts';

/** What organisers write to people who answered an event. */
export interface AttendeeMessage {
  group: AttendeeGroup;
  text: string;
}

/** Sends messages of organisers, within the transaction that records them. */
export interface AttendeeNotices {
  /** @returns the id of the publication */
  written(
    tx: Transaction,
    event: Event,
    written: AttendeeMessage,
    recipients: { community: Community; personIds: readonly string[] },
  ): Promise<string>;
}

export interface SendServices extends WriteServices {
  notices: AttendeeNotices;
}

/**
 * Writes to each of a group in private.
 * @throws UserError when nobody of them can be reached
 */
export function sendToAttendees(
  services: SendServices,
  event: Event,
  written: AttendeeMessage,
): Promise<SentToPeople> {
  const { id, communityId, title } = event;
  const { group } = written;
  return writeToPeople(services, {
    to: attendeesWhere(id, group),
    audit: { communityId, action: 'event.message', details: { event: id, title, group } },
    async publish(tx, personIds) {
      const community = await tx.community.findUniqueOrThrow({ where: { id: communityId } });
      return services.notices.written(tx, event, written, { community, personIds });
    },
  });
}
