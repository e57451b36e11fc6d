import type { SubjectModule } from '../context/modules/subject-module.ts';
import { pendingChangesJob } from './announcements/pending-changes-job.ts';
import { eventsInCalendars } from './calendar/source.ts';
import { draftRetention } from './drafts/retention.ts';
import { eventPersonalData } from './personal-data.ts';
import { eventPictures } from './pictures/picture-columns.ts';
import { readEventQuestion } from './questions/read-question.ts';
import { remindersJob } from './reminders/publish-due.ts';
import { eventsOnBoard } from './sections/board-section.ts';
import { eventsSection } from './sections/briefing-section.ts';
import { extendJob } from './series/extend-job.ts';

export const eventsModule: SubjectModule = {
  name: 'events',
  onBoard: eventsOnBoard,
  inCalendars: eventsInCalendars,
  briefingSection: eventsSection,
  readText(text, { now, zone }) {
    const question = readEventQuestion(text, now.toZonedDateTimeISO(zone).toPlainDate());
    return question && { command: 'events', values: { ...question } };
  },
  jobs: ({ db, publications, now, quarantine: aside }) => [
    pendingChangesJob({ db, publications, now, aside }),
    remindersJob({ db, publications, now, aside }),
    extendJob({ db, now, aside }),
  ],
  personalData: eventPersonalData,
  retention: [draftRetention],
  pictureReferences: eventPictures,
};
