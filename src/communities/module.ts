import { noticeServices } from '../context/modules/notice-services.ts';
import type { SubjectModule } from '../context/modules/subject-module.ts';
import { closedChatNoticeJob } from './chats/closed-chat-notice.ts';
import { recheckClosedChatsJob } from './chats/recheck-closed-chats.ts';
import { communityPersonalData } from './personal-data.ts';
import { repairTimeZonesJob } from './repair-time-zones.ts';

export const communitiesModule: SubjectModule = {
  name: 'communities',
  jobs: (services) => {
    const { db, platformPermissions, quarantine: aside, log, zone } = services;
    return [
      closedChatNoticeJob(() => noticeServices(services)),
      recheckClosedChatsJob({ db, platformPermissions, aside }),
      repairTimeZonesJob({ db, log: log.child({ module: 'communities' }), zone }),
    ];
  },
  personalData: communityPersonalData,
};
