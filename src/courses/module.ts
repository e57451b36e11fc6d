import type { SubjectModule } from '../context/modules/subject-module.ts';
import { Prisma } from '../database/generated/client.ts';
import { createDecisionNotices } from './applications/decisions/notices.ts';
import { undecidedJob } from './applications/decisions/undecided-job.ts';
import { missedJob } from './attendance/missed-job.ts';
import { attendanceRoutes } from './attendance/pages/routes.ts';
import { attendancePageRetention, checkInKeyRetention } from './attendance/retention.ts';
import { readCheckInPayload } from './attendance/start-payload.ts';
import { sessionsInCalendars } from './calendar/source.ts';
import { coursePersonalData } from './personal-data.ts';
import { answerRetention } from './questions/retention.ts';
import { sessionRemindersJob } from './reminders/publish-due.ts';
import { coursesOnBoard } from './sections/board-section.ts';
import { trainingSection } from './sections/briefing-section.ts';
import { minimumJob } from './signup-rules/minimum-job.ts';
import { lapseJob } from './waiting-list/lapse-job.ts';

export const coursesModule: SubjectModule = {
  name: 'courses',
  pictureReferences: Prisma.sql`SELECT "pictureHash" FROM "Course"`,
  onBoard: coursesOnBoard,
  inCalendars: sessionsInCalendars,
  briefingSection: trainingSection,
  jobs: ({ db, publications, now, quarantine: aside }) => [
    minimumJob({ db, publications, now, aside }),
    lapseJob({ db, publications, now, aside }),
    sessionRemindersJob({ db, publications, now, aside }),
    undecidedJob({ db, notices: createDecisionNotices(publications), now, aside }),
    missedJob({ db, now }),
  ],
  readLink(payload) {
    const code = readCheckInPayload(payload);
    return code === undefined ? undefined : { command: 'checkin', values: { code } };
  },
  routes: attendanceRoutes,
  personalData: coursePersonalData,
  retention: [attendancePageRetention, checkInKeyRetention, answerRetention],
};
