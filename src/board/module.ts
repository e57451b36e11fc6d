import { noticeServices } from '../context/modules/notice-services.ts';
import { noPersonalData } from '../context/modules/personal-data.ts';
import type { SubjectModule } from '../context/modules/subject-module.ts';
import { boardProblemsJob } from './problem-notice.ts';
import { refreshBoardsJob } from './refresh-boards.ts';

export const boardModule: SubjectModule = {
  name: 'board',
  personalData: noPersonalData,
  jobs: (services) => [
    refreshBoardsJob(() => ({
      db: services.db,
      directMessages: services.directMessages,
      boardSections: services.boardSections,
      aside: services.quarantine,
      now: Temporal.Instant.fromEpochMilliseconds(services.now()),
    })),
    boardProblemsJob(() => noticeServices(services)),
  ],
};
