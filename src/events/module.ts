import type { SubjectModule } from '../context/modules/subject-module.ts';
import { pendingChangesJob } from './announcements/pending-changes-job.ts';
import { eventsInCalendars } from './calendar/source.ts';
import { draftRetention } from './drafts/retention.ts';
import { inlineCardsJob } from './inline-cards/refresh-job.ts';
import { inlineCardRetention } from './inline-cards/retention.ts';
import { inlineEvents } from './inline-cards/source.ts';
import { readEventPayload } from './links/start-payload.ts';
import { eventPersonalData } from './personal-data.ts';
import { eventPictures } from './pictures/picture-columns.ts';
import { readEventQuestion } from './questions/read-question.ts';
import { remindersJob } from './reminders/publish-due.ts';
import { eventsOnBoard } from './sections/board-section.ts';
import { eventsSection } from './sections/briefing-section.ts';
import { extendJob } from './series/extend-job.ts';
import { feedbackRetention } from './thanks/feedback.ts';
import { thanksJob } from './thanks/publish-due.ts';

export const eventsModule: SubjectModule = {
  name: 'events',
  onBoard: eventsOnBoard,
  inCalendars: eventsInCalendars,
  briefingSection: eventsSection,
  readText(text, { now, zone }) {
    const question = readEventQuestion(text, now.toZonedDateTimeISO(zone).toPlainDate());
    return question && { command: 'events', values: { ...question } };
  },
  readLink(payload) {
    const id = readEventPayload(payload);
    return id === undefined ? undefined : { command: 'event show', step: 'open', values: { id } };
  },
  inline: inlineEvents,
  jobs: ({ db, publications, now, quarantine: aside, ...services }) => [
    inlineCardsJob({ ...services, db, now, quarantine: aside }),
    pendingChangesJob({ db, publications, now, aside }),
    remindersJob({ db, publications, now, aside }),
    thanksJob({ db, publications, now, aside }),
    extendJob({ db, now, aside }),
  ],
  personalData: eventPersonalData,
  retention: [draftRetention, inlineCardRetention, feedbackRetention],
  pictureReferences: eventPictures,
};
