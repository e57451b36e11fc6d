import { peopleModule } from '../../src/people/module.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

export default {
  module: peopleModule,
  tables: {
    Account: 'exported',
    Chat: 'exported',
    Code: 'exported',
    LinkHistory: 'hashed',
    Person: 'exported',
  },
  linkedOtherwise: ['Account'],
  exportedFields: ['accounts', 'typedCodes'],
  async create({ db, accountIds, second, bystander, word, communityId, at, later }) {
    for (const accountId of accountIds) {
      await db.code.create({
        data: { hash: crypto.randomUUID(), kind: 'link', accountId, expiresAt: later },
      });
    }
    // A code of somebody else’s that this person typed, and what its maker was asked.
    const code = await db.code.create({
      data: {
        hash: crypto.randomUUID(),
        kind: 'link',
        accountId: bystander.account.id,
        expiresAt: later,
        redeemedAt: at,
        redeemedBy: { accountId: second.id },
      },
    });
    await db.publication.create({
      data: {
        communityId,
        kind: 'notice',
        priority: 1,
        audience: { to: 'chats', chatIds: [bystander.chat.id] },
        messages: {
          vi: {
            blocks: [{ kind: 'paragraph', content: [{ kind: 'text', text: word }] }],
            buttons: [[{ action: { args: { code: code.id } } }]],
          },
        },
        locale: 'vi',
      },
    });
    return undefined;
  },
} satisfies PersonalDataSample;
