import { noticeServices } from '../context/notice-services.ts';
import type { SubjectModule } from '../context/subject-module.ts';
import { noApproverNoticeJob } from './approvers/no-approver-notice.ts';
import { expireAlertsJob } from './expire.ts';
import { alertPersonalData } from './personal-data.ts';

export const alertsModule: SubjectModule = {
  name: 'alerts',
  jobs: (services) => {
    const { db, publications, now, quarantine: aside } = services;
    return [
      expireAlertsJob({ db, publications, now, aside }),
      noApproverNoticeJob(() => noticeServices(services)),
    ];
  },
  personalData: alertPersonalData,
};
