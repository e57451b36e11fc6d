import { noticeServices } from '../context/modules/notice-services.ts';
import type { SubjectModule } from '../context/modules/subject-module.ts';
import { itemsSection } from './editions/items-section.ts';
import { editionMessages } from './editions/messages.ts';
import { briefingScheduleSource } from './editions/schedule-source.ts';
import { invalidScheduleNoticeJob } from './scheduling/invalid-schedule-notice.ts';

export const briefingsModule: SubjectModule = {
  name: 'briefings',
  briefingSection: itemsSection,
  personalData: { words: { keptTexts: 'briefings.personalData.keptTexts', linked: null } },
  jobs: (services) => [invalidScheduleNoticeJob(() => noticeServices(services))],
  schedules: ({ db, publications, now, log, briefingSections }) => [
    briefingScheduleSource({
      ...{ db, publications, now, briefingSections },
      compose: editionMessages,
      onRowError: ({ id: rowId }, error) =>
        log.error(
          { event: 'briefings.row_skipped', rowId, err: error },
          'an edition leaves out a row that cannot be rendered',
        ),
    }),
  ],
};
