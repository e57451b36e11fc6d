import { noticeServices } from '../context/modules/notice-services.ts';
import type { SubjectModule } from '../context/modules/subject-module.ts';
import { deliveryPersonalData } from './personal-data.ts';
import { missedMessagesJob } from './unknown/missed-messages.ts';
import { unknownNoticeJob } from './unknown/unknown-notice.ts';

export const operationsModule: SubjectModule = {
  name: 'operations',
  jobs: (services) => [
    unknownNoticeJob(() => noticeServices(services), services.findAuthor),
    missedMessagesJob(services),
  ],
  personalData: deliveryPersonalData,
};
