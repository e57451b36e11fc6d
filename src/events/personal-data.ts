import type { PersonalData } from '../context/modules/personal-data.ts';
import {
  countLine,
  countLineIfAny,
  mergeByOrigin,
  recordOrigin,
  splitByOrigin,
} from '../context/modules/personal-rows.ts';
import type { Transaction } from '../delivery/publications.ts';
import { lockEvent } from './announcements/announcement.ts';
import { fillFreePlaces } from './rsvp/waiting-list.ts';
import { createPlaceNotices } from './rsvp-messages/notices.ts';

/** Events whose places are limited. */
const limitedEvents = { capacity: { not: null } } as const;

/** Locks the events whose places these people have, always in the same order to avoid deadlocks. */
async function lockLimitedEvents(tx: Transaction, personIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT e."id" FROM "Event" e WHERE e."capacity" IS NOT NULL AND e."id" IN (
      SELECT "eventId" FROM "Rsvp" WHERE "personId" = ANY(${[...personIds]}::uuid[]))
    ORDER BY e."id" FOR UPDATE`;
}

/** RSVPs and reminder times. RSVPs to events that have begun stay counted, without the person. */
export const eventPersonalData: PersonalData = {
  words: { keptTexts: 'events.personalData.keptTexts', linked: 'events.personalData.linked' },
  show: async (db, { personId }) => [
    await countLine('commands.privacy_show.rsvps', db.rsvp.count({ where: { personId } })),
  ],
  export: async (db, { personId }) => ({
    rsvps: await db.rsvp.findMany({
      where: { personId },
      include: { event: { select: { title: true, startsAt: true } } },
    }),
    reminderPreference: await db.reminderPreference.findUnique({ where: { personId } }),
  }),
  describeErasure: async (tx, { personId }) => ({
    erased: await countLineIfAny(
      'commands.privacy_delete.goes.rsvps',
      tx.rsvp.count({ where: { personId } }),
    ),
  }),
  lock: (tx, personIds) => lockLimitedEvents(tx, personIds),
  async erase(tx, { personId }, { publications, now }) {
    const held = await tx.rsvp.findMany({
      where: { personId, state: 'going', event: limitedEvents },
      select: { eventId: true },
      orderBy: { eventId: 'asc' },
    });
    await tx.$executeRaw`
      UPDATE "Event" e SET "erasedRsvpCount" = "erasedRsvpCount" + 1 FROM "Rsvp" r
      WHERE r."eventId" = e."id" AND r."personId" = ${personId}::uuid AND r."state" = 'going'
        AND e."startsAt" <= ${new Date(now.epochMilliseconds)}`;
    return async () => {
      for (const { eventId } of held) {
        const event = await lockEvent(tx, eventId);
        const notices = createPlaceNotices({ publications, now });
        await fillFreePlaces(tx, event, new Date(now.epochMilliseconds), notices);
      }
    };
  },
  async merge(tx, { from, to }) {
    await mergeByOrigin(tx, { table: 'Rsvp', key: 'eventId' }, { from, to });
    await recordOrigin(tx, 'ReminderPreference', { from, to });
    const preference = await tx.reminderPreference.findUnique({ where: { personId: from } });
    if (preference)
      await tx.reminderPreference.createMany({
        data: { ...preference, personId: to },
        skipDuplicates: true,
      });
  },
  async split(tx, account) {
    await splitByOrigin(tx, 'Rsvp', account);
    await splitByOrigin(tx, 'ReminderPreference', account);
  },
};
