import { noticeServices } from '../context/notice-services.ts';
import type { SubjectModule } from '../context/subject-module.ts';
import { invalidScheduleNoticeJob } from './invalid-schedule-notice.ts';
import { briefingScheduleSource } from './schedule-source.ts';

export const briefingsModule: SubjectModule = {
  name: 'briefings',
  jobs: (services) => [invalidScheduleNoticeJob(() => noticeServices(services))],
  schedules: ({ db, publications, now, log }) => [
    briefingScheduleSource({
      db,
      publications,
      now,
      onRowError: ({ id }, error) =>
        log.error(
          { event: 'briefings.row_skipped', briefingId: id, err: error },
          'an edition leaves out content that cannot be rendered',
        ),
    }),
  ],
};
