import type { PersonalData } from '../context/modules/personal-data.ts';
import {
  countLine,
  countLineIfAny,
  mergeByOrigin,
  recordOrigin,
  splitByOrigin,
} from '../context/modules/personal-rows.ts';
import { fillPlacesIn, findPlacesOf, lockLimitedEvents, mergeRsvps } from './rsvp/freed-places.ts';
import { createPlaceNotices } from './rsvp-messages/notices.ts';
import { createSuggestionNotices } from './suggestions/notices.ts';

/** Events that a person suggests and nobody has decided about: they are deleted with the account. */
const suggestedBy = (personId: string) => ({ suggestedBy: { personId } });

/** Events that a person sent to chats: the messages stay, and say when they were true. */
const sentBy = (personId: string) => ({ account: { personId } });

/** RSVPs, what people think of events, reminder times, suggested events and those that were sent to chats. RSVPs to events that have begun stay counted, without the person; freed places go to who waits. */
export const eventPersonalData: PersonalData = {
  words: { keptTexts: 'events.personalData.keptTexts', linked: 'events.personalData.linked' },
  show: async (db, { personId }) => [
    await countLine('commands.privacy_show.rsvps', db.rsvp.count({ where: { personId } })),
    await countLine(
      'events.suggestions.kept',
      db.eventDraft.count({ where: suggestedBy(personId) }),
    ),
    ...(await countLineIfAny(
      'events.inline.kept',
      db.inlineCard.count({ where: sentBy(personId) }),
    )),
    ...(await countLineIfAny(
      'events.thanks.kept',
      db.eventFeedback.count({ where: { personId } }),
    )),
  ],
  export: async (db, { personId }) => ({
    rsvps: await db.rsvp.findMany({
      where: { personId },
      include: { event: { select: { title: true, startsAt: true } } },
    }),
    suggestedEvents: await db.eventDraft.findMany({
      where: suggestedBy(personId),
      select: { content: true, startsAt: true, endsAt: true, createdAt: true },
    }),
    sentEvents: await db.inlineCard.findMany({
      where: sentBy(personId),
      select: { event: { select: { title: true } }, locale: true, createdAt: true },
    }),
    reminderPreference: await db.reminderPreference.findUnique({ where: { personId } }),
    eventFeedback: await db.eventFeedback.findMany({
      where: { personId },
      include: { event: { select: { title: true, startsAt: true } } },
    }),
  }),
  describeErasure: async (tx, { personId }) => ({
    erased: [
      ...(await countLineIfAny(
        'commands.privacy_delete.goes.rsvps',
        tx.rsvp.count({ where: { personId } }),
      )),
      ...(await countLineIfAny(
        'events.suggestions.goes',
        tx.eventDraft.count({ where: suggestedBy(personId) }),
      )),
      ...(await countLineIfAny(
        'events.inline.goes',
        tx.inlineCard.count({ where: sentBy(personId) }),
      )),
      ...(await countLineIfAny(
        'events.thanks.goes',
        tx.eventFeedback.count({ where: { personId } }),
      )),
    ],
  }),
  lock: lockLimitedEvents,
  async erase(tx, { personId, accountIds }, { publications, now }) {
    // Organisers were shown what the person wrote. The rows go with the accounts.
    await tx.$queryRaw`
      SELECT "id" FROM "EventDraft" WHERE "suggestedById" = ANY(${accountIds}::uuid[])
      ORDER BY "id" FOR UPDATE`;
    const suggestions = createSuggestionNotices({ publications, now });
    for (const draft of await tx.eventDraft.findMany({ where: suggestedBy(personId) }))
      await suggestions.closed(tx, draft, { kind: 'erased' });
    const held = await findPlacesOf(tx, personId);
    await tx.$executeRaw`
      UPDATE "Event" e SET "erasedRsvpCount" = "erasedRsvpCount" + 1 + r."guests" FROM "Rsvp" r
      WHERE r."eventId" = e."id" AND r."personId" = ${personId}::uuid AND r."state" = 'going'
        AND e."startsAt" <= ${new Date(now.epochMilliseconds)}`;
    const notices = createPlaceNotices({ publications, now });
    return () => fillPlacesIn(tx, held, { now, notices });
  },
  async merge(tx, { from, to }, { publications, now }) {
    const notices = createPlaceNotices({ publications, now });
    await mergeRsvps(tx, { from, to }, { now, notices });
    await mergeByOrigin(tx, { table: 'EventFeedback', key: 'eventId' }, { from, to });
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
    await splitByOrigin(tx, 'EventFeedback', account);
    await splitByOrigin(tx, 'ReminderPreference', account);
  },
};
