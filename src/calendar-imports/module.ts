import { noPersonalData } from '../context/modules/personal-data.ts';
import type { SubjectModule } from '../context/modules/subject-module.ts';
import { createPollServices } from './import-notices.ts';
import { pollCalendarsJob } from './jobs/poll-job.ts';

const dayMs = 24 * 3_600_000;
/** How long what is over is kept, so that it is not offered again. */
const keepMs = 30 * dayMs;

export const calendarImportsModule: SubjectModule = {
  name: 'calendar-imports',
  jobs: (services) => [pollCalendarsJob(() => createPollServices(services))],
  personalData: noPersonalData,
  retention: [
    {
      name: 'importedItem',
      keepMs,
      deleteBefore: (db, before) =>
        db.importedItem.deleteMany({ where: { endsAt: { lt: before } } }),
    },
    {
      name: 'importedFile',
      keepMs,
      deleteBefore: (db, before) =>
        db.importedCalendar.deleteMany({
          where: { url: null, createdAt: { lt: before }, items: { none: {} } },
        }),
    },
  ],
};
