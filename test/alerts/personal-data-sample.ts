import { expect } from 'vitest';
import { alertsModule } from '../../src/alerts/module.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

export default {
  module: alertsModule,
  tables: {
    Alert: 'exported',
    AlertVersion: 'exported',
    Approval: 'hashed',
    Approver: 'exported',
  },
  linkedOtherwise: ['Approver'],
  exportedFields: ['alerts', 'approver'],
  // What an alert said was said to all; who said it is gone.
  publishedTexts: ['AlertVersion'],
  async create({ db, call, admin, bystander, accountIds, communityId, word, later }) {
    await db.approver.create({
      data: {
        communityId,
        personId: call.person.id,
        accountFingerprints: ['a hash'],
        accountIds: [...accountIds],
        addedBy: 'another hash',
        addedById: admin.account.id,
      },
    });
    // Whom they have put on the list stays there.
    await db.approver.create({
      data: {
        communityId,
        personId: bystander.person.id,
        accountFingerprints: ['a third hash'],
        accountIds: [bystander.account.id],
        addedBy: 'their hash',
        addedById: call.account.id,
      },
    });
    const texts = { title: word, text: word, sourceUrl: 'https://a.example' };
    const { id } = await db.alert.create({
      data: {
        communityId,
        authorId: call.account.id,
        state: 'active',
        severity: 'minor',
        expiresAt: later,
        versions: { create: { number: 1, grade: 'first', ...texts } },
      },
    });
    return async () => {
      expect(await db.alert.findUniqueOrThrow({ where: { id } })).toMatchObject({ authorId: null });
      expect(await db.approver.count({ where: { personId: bystander.person.id } })).toBe(1);
    };
  },
} satisfies PersonalDataSample;
