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
    ReminderPreference: 'exported',
    Rsvp: 'exported',
  },
  exportedFields: ['rsvps', 'suggestedEvents', 'reminderPreference'],
  async create({ db, call, communityId, later }) {
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
    await db.eventDraft.create({
      data: {
        ...{ communityId, startsAt: later, endsAt: later, zone: 'Asia/Ho_Chi_Minh' },
        ...{ content: { title: 'Phim', translations: {} }, suggestedById: call.account.id },
      },
    });
    await db.reminderPreference.create({ data: { personId: call.person.id, minutes: [60] } });
    return undefined;
  },
} satisfies PersonalDataSample;
