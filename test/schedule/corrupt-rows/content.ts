import { alertOrigin } from '../../../src/alerts/origin.ts';
import { day, hour, type RowFactory } from './row-factory.ts';

interface By {
  account: string;
  person: string;
  /** Their private chat. */
  own: string;
  /** Chats with copies. */
  group: string;
}

/** Makes what a community speaks of: alerts, events, courses, briefings. */
export function createContentFactory(filling: RowFactory, { account, person, own, group }: By) {
  const { db, communityId, locale, zone, at, said, keep, publication, copy } = filling;

  async function alert(
    title: string,
    state: 'active' | 'draft',
    expiresAt: Date,
    createdAt: Date,
  ): Promise<string> {
    const made = await db.alert.create({
      data: {
        ...{ communityId, state, severity: 'minor', expiresAt, createdAt, authorId: account },
        versions: {
          create: {
            ...{ number: 1, grade: 'first', title: said(title), text: said('text') },
            ...{ sourceUrl: 'https://example.org/', translations: {} },
          },
        },
      },
    });
    keep('AlertVersion', made.id, 'alertId');
    return keep('Alert', made.id);
  }

  async function event(title: string): Promise<string> {
    const made = await db.event.create({
      data: {
        ...{ communityId, title: said(title), zone, searchText: said(title) },
        ...{ startsAt: at(day), endsAt: at(day + hour), sourceUrl: 'https://example.org/' },
        rsvps: {
          create: { personId: person, state: 'going', ownReminders: true, reminders: [2880] },
        },
        reminders: { create: { minutes: 2880, dueAt: at(-60_000) } },
      },
    });
    keep('Rsvp', made.id, 'eventId');
    keep('EventReminder', made.id, 'eventId');
    return keep('Event', made.id);
  }

  async function session(courseId: string): Promise<void> {
    const made = await db.session.create({
      data: {
        ...{ courseId, startsAt: at(day), endsAt: at(day + hour), zone, seats: 5 },
        signups: {
          create: {
            ...{ personId: person, state: 'confirmed', note: said('note') },
            answers: {
              create: {
                ...{ values: [said('answer')], answeredAt: at(-day) },
                question: { create: { courseId, position: 1, kind: 'text', label: said('asked') } },
              },
            },
            consent: {
              create: {
                consentedAt: at(-day),
                consent: {
                  connectOrCreate: {
                    where: { courseId_version: { courseId, version: 1 } },
                    create: { courseId, version: 1, text: said('consent') },
                  },
                },
              },
            },
          },
        },
        reminders: { create: { minutes: 10_080, dueAt: at(-day), publishedAt: at(-day) } },
        checkInKey: { create: { secret: said('secret') } },
      },
      include: { signups: true },
    });
    keep('Session', made.id);
    const answer = await db.courseFeedback.create({
      data: { sessionId: made.id, personId: person, rating: 4, words: said('words') },
    });
    keep('CourseFeedback', answer.id);
    await db.feedbackRequest.create({ data: { sessionId: made.id, publishedAt: at(-day) } });
    keep('FeedbackRequest', made.id, 'sessionId');
    keep('SessionReminder', made.id, 'sessionId');
    keep('CheckInKey', made.id, 'sessionId');
    await db.attendancePage.create({
      data: { hash: made.id, kind: 'list', sessionId: made.id, accountId: account },
    });
    keep('AttendancePage', made.id, 'hash');
    const signup = keep('Signup', made.signups[0]?.id ?? '');
    keep('SignupAnswer', signup, 'signupId');
    keep('SignupConsent', signup, 'signupId');
  }

  return {
    alert,
    session,
    async endedAlert(): Promise<string> {
      const id = await alert('over', 'active', at(-60_000), at(-day));
      const first = await publication('over', { origin: alertOrigin(id) });
      await copy(first, group, { state: 'sent', messageIds: ['7'] });
      return id;
    },
    async lateRequest(): Promise<string> {
      const alertId = await alert('asked', 'draft', at(day), at(-31 * hour));
      const asked = await publication('asking', {
        ...{
          kind: 'notice',
          origin: alertOrigin(alertId),
          audience: { to: 'chats', chatIds: [own] },
        },
      });
      const made = await db.approval.create({
        data: {
          ...{ alertId, version: 1, hash: '', requestedBy: `telegram:${filling.name}` },
          ...{ requestedById: account, requestPublicationIds: [asked], createdAt: at(-30 * hour) },
        },
      });
      return keep('Approval', made.id);
    },
    async changedEvent(title: string): Promise<string> {
      const id = await event(title);
      await db.eventChange.create({
        data: {
          ...{ eventId: id, locale, dueAt: at(-60_000) },
          before: {
            ...{ title: said('before'), summary: '', place: '', topic: '', linkUrl: null },
            ...{ sourceUrl: 'https://example.org/', translations: {}, allDay: false },
            ...{ state: 'scheduled', startsAt: at(day).toISOString() },
            endsAt: at(day + hour).toISOString(),
          },
        },
      });
      return keep('EventChange', id, 'eventId');
    },
    async endedEvent(title: string): Promise<string> {
      const data = {
        ...{ communityId, title: said(title), zone, searchText: said(title) },
        ...{ startsAt: at(-2 * day - hour), endsAt: at(-2 * day) },
        rsvps: { create: { personId: person, state: 'going' as const } },
      };
      const thanked = await db.event.create({
        data: { ...data, thanks: { create: { publishedAt: at(-day) } } },
      });
      keep('EventThanks', thanked.id, 'eventId');
      const made = await db.event.create({ data });
      await db.eventFeedback.create({
        data: { eventId: made.id, personId: person, worth: 'yes', answeredAt: at(-400 * day) },
      });
      keep('Rsvp', made.id, 'eventId');
      keep('EventFeedback', made.id, 'eventId');
      return keep('Event', made.id);
    },
    async series(title: string): Promise<string> {
      const { id } = await db.eventSeries.create({
        data: {
          ...{ communityId, zone, rule: 'FREQ=WEEKLY', extendAt: at(-60_000) },
          ...{ startsAt: at(-3 * day), endsAt: at(-3 * day + hour) },
          template: { title: said(title), translations: {} },
          exceptions: { create: { originalStartsAt: at(11 * day), reason: said('reason') } },
        },
      });
      keep('EventSeriesException', id, 'seriesId');
      return keep('EventSeries', id);
    },
    async draft(): Promise<string> {
      const { id } = await db.eventDraft.create({
        data: {
          ...{ communityId, zone, startsAt: at(day), endsAt: at(day + hour) },
          content: { title: said('draft'), translations: {} },
        },
      });
      return keep('EventDraft', id);
    },
    async inlineCard(eventId: string): Promise<string> {
      const messageId = `card ${filling.name}`;
      await db.inlineCard.create({ data: { messageId, eventId, accountId: account, locale } });
      return keep('InlineCard', messageId, 'messageId');
    },
    async calendar(title: string): Promise<string> {
      const url = `https://example.org/${title}-${filling.name}.ics`;
      const content = {
        ...{ title: said(title), place: '', topic: '', summary: '', source: '' },
        ...{ start: '2026-12-01', end: '2026-12-02' },
      };
      const made = await db.importedCalendar.create({
        data: {
          ...{ communityId, zone, url, name: said(title), mode: 'automatic', pollAt: at(-60_000) },
          items: {
            create: {
              ...{ uid: title, startsAt: at(day), endsAt: at(2 * day), content, base: content },
              ...{ state: 'changed', eventId: await event(`${title} event`) },
            },
          },
        },
        include: { items: true },
      });
      keep('ImportedItem', made.items[0]?.id ?? '');
      return keep('ImportedCalendar', made.id);
    },
    async briefing(): Promise<string> {
      const { hour: hours, minute } = at(0).toTemporalInstant().toZonedDateTimeISO(zone);
      const { id } = await db.briefing.create({
        data: {
          ...{ communityId, title: said('briefing'), zone, caughtUpTo: at(-2 * hour) },
          cron: `${minute} ${hours} * * *`,
          sections: ['events', 'training', 'alerts', 'items'],
        },
      });
      return keep('Briefing', id);
    },
    async edition(briefingId: string): Promise<void> {
      const made = await db.edition.create({
        data: { briefingId, scheduledFor: at(-day), state: 'sent', snapshot: {} },
      });
      keep('Edition', made.id);
    },
    async item(briefingId: string): Promise<void> {
      const made = await db.item.create({
        data: {
          ...{ briefingId, title: said('item'), text: said('text') },
          sourceUrl: 'https://example.org/',
        },
      });
      keep('Item', made.id);
    },
    async course(): Promise<string> {
      const made = await db.course.create({
        data: { communityId, title: said('course'), searchText: '' },
      });
      await session(made.id);
      return keep('Course', made.id);
    },
  };
}
