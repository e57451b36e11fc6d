import { communitiesModule } from '../../src/communities/module.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

export default {
  module: communitiesModule,
  tables: {
    AuditEntry: 'exported',
    Community: 'nobody',
    Connection: 'nobody',
    DisconnectedSpace: 'nobody',
    Membership: 'exported',
    RoleGrant: 'exported',
    Subscription: 'exported',
  },
  linkedOtherwise: ['Membership', 'RoleGrant'],
  exportedFields: ['memberships', 'grants', 'actsAboutMe'],
  async create({ db, call: { person }, admin, chat, communityId, accountIds, name }) {
    await db.membership.create({ data: { personId: person.id, communityId } });
    await db.subscription.create({ data: { chatId: chat.id, communityId, topic: 'events' } });
    await db.roleGrant.create({ data: { communityId, role: 'editor', personId: person.id } });
    for (const accountId of accountIds) {
      await db.auditEntry.create({ data: { communityId, accountId, action: 'item.add' } });
    }
    const byAdmin = { communityId, accountId: admin.account.id };
    await db.auditEntry.create({
      data: {
        ...byAdmin,
        action: 'role.grant',
        details: { role: 'editor', to: name, person: person.id },
      },
    });
    await db.auditEntry.create({
      data: { ...byAdmin, action: 'delivery.settle', details: { chat: name } },
    });
    return undefined;
  },
} satisfies PersonalDataSample;
