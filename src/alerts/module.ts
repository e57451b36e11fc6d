import { noticeServices } from '../context/modules/notice-services.ts';
import type { SubjectModule } from '../context/modules/subject-module.ts';
import { expireApprovalsJob } from './approval/expire-requests.ts';
import { createApprovalNotices } from './approval/notices.ts';
import { noApproverNoticeJob } from './approvers/no-approver-notice.ts';
import { alertComposer } from './corrections/correction-notice.ts';
import { expireAlertsJob } from './expire-alerts.ts';
import { findAlertAuthor } from './origin.ts';
import { alertPersonalData } from './personal-data.ts';
import { alertPictures } from './queries.ts';
import { alertsOnBoard } from './sections/board-section.ts';
import { alertsSection } from './sections/briefing-section.ts';

export const alertsModule: SubjectModule = {
  name: 'alerts',
  jobs: (services) => {
    const { db, publications, now, quarantine: aside } = services;
    return [
      expireApprovalsJob({ db, notices: createApprovalNotices(publications), now, aside }),
      expireAlertsJob({ db, publications, composer: alertComposer, now, aside }),
      noApproverNoticeJob(() => noticeServices(services)),
    ];
  },
  onBoard: alertsOnBoard,
  briefingSection: alertsSection,
  personalData: alertPersonalData,
  findAuthor: findAlertAuthor,
  pictureReferences: alertPictures,
};
