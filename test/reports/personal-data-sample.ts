import { expect } from 'vitest';
import { reportsModule } from '../../src/reports/module.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

export default {
  module: reportsModule,
  tables: { Report: 'exported', ReportEntry: 'exported' },
  exportedFields: ['reports', 'reportedMessages'],
  async create({ db, second, admin, bystander, communityId, word }) {
    const chatId = bystander.chat.id;
    const report = { communityId, chatId, excerpt: '' };
    const own = { accountId: second.id, reason: word };
    const others = { accountId: bystander.account.id };
    const told = () =>
      db.publication.create({
        data: {
          ...{ communityId, kind: 'notice', priority: 1, locale: 'vi' },
          audience: { to: 'chats', chatIds: [admin.chat.id] },
          messages: { vi: second.name },
        },
      });
    await db.report.create({
      data: { ...report, messageId: `1 ${word}`, entries: { create: own } },
    });
    const shared = await db.report.create({
      data: {
        ...{ ...report, messageId: '2', noticeId: (await told()).id },
        entries: { create: [own, others] },
      },
    });
    // A message of theirs, which somebody else reported.
    const written = { excerpt: word, authorId: second.platformId, noticeId: (await told()).id };
    await db.report.create({
      data: { ...report, ...written, messageId: '3', entries: { create: others } },
    });
    return async () => {
      const left = await db.report.findMany({ where: { chatId }, include: { entries: true } });
      expect(left).toMatchObject([{ id: shared.id, noticeId: null, entries: [others] }]);
    };
  },
} satisfies PersonalDataSample;
