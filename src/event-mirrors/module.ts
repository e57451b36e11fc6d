import { noticeServices } from '../context/modules/notice-services.ts';
import { noPersonalData } from '../context/modules/personal-data.ts';
import type { SubjectModule } from '../context/modules/subject-module.ts';
import { mirrorProblemsJob } from './problem-notice.ts';
import { refreshMirrorsJob } from './refresh-job.ts';

export const eventMirrorsModule: SubjectModule = {
  name: 'event-mirrors',
  personalData: noPersonalData,
  jobs: (services) => {
    const { db, serverEvents, platformPermissions, publicUrl, quarantine: aside, now } = services;
    const log = services.log.child({ module: 'event-mirrors' });
    return [
      refreshMirrorsJob(() => ({
        ...{ db, serverEvents, platformPermissions, publicUrl, aside },
        now: () => Temporal.Instant.fromEpochMilliseconds(now()),
        onRefused: (refused) =>
          log.warn(
            { event: 'event_mirrors.refused', ...refused },
            'a server refuses a change of its events',
          ),
      })),
      mirrorProblemsJob(() => noticeServices(services)),
    ];
  },
};
