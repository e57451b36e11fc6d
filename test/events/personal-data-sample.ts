import { expect } from 'vitest';
import { eventsModule } from '../../src/events/module.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

export default {
  module: eventsModule,
  tables: {
    Event: 'nobody',
    EventSeries: 'nobody',
    EventSeriesException: 'nobody',
    EventChange: 'nobody',
    EventDraft: 'exported',
    EventWord: 'nobody',
    EventWordVariant: 'nobody',
    EventReminder: 'nobody',
    EventThanks: 'nobody',
    EventFeedback: 'exported',
    InlineCard: 'exported',
    ReminderPreference: 'exported',
    Rsvp: 'exported',
  },
  exportedFields: [
    ...['rsvps', 'suggestedEvents', 'sentEvents', 'reminderPreference', 'eventFeedback'],
  ],
  async create({ db, call, admin, communityId, later, word }) {
    const event = await db.event.create({
      data: {
        ...{ communityId, startsAt: later, endsAt: later, zone: 'Asia/Ho_Chi_Minh' },
        ...{ title: 'Phim', sourceUrl: 'https://example.org', searchText: '' },
      },
    });
    await db.rsvp.create({
      data: {
        eventId: event.id,
        personId: call.person.id,
        state: 'going',
        originAccountId: call.account.id,
      },
    });
    await db.eventFeedback.create({
      data: {
        ...{ eventId: event.id, personId: call.person.id, worth: 'partly', answeredAt: later },
        originAccountId: call.account.id,
      },
    });
    await db.inlineCard.create({
      data: {
        ...{ messageId: `card ${event.id}`, eventId: event.id, locale: 'vi' },
        accountId: call.account.id,
      },
    });
    const told = { blocks: [{ kind: 'paragraph', content: [{ kind: 'text', text: word }] }] };
    const { id: noticeId } = await db.publication.create({
      data: {
        ...{ communityId, kind: 'notice', priority: 1, locale: 'vi' },
        audience: { to: 'chats', chatIds: [admin.chat.id] },
        messages: { en: told, vi: told },
      },
    });
    await db.eventDraft.create({
      data: {
        ...{ communityId, startsAt: later, endsAt: later, zone: 'Asia/Ho_Chi_Minh' },
        // A row that cannot be read is no obstacle.
        ...{ content: { title: word }, suggestedById: call.account.id, noticeId },
      },
    });
    await db.reminderPreference.create({ data: { personId: call.person.id, minutes: [60] } });
    return async () =>
      expect(
        await db.publication.count({ where: { originalId: noticeId, operation: 'edit' } }),
      ).toBe(1);
  },
} satisfies PersonalDataSample;
