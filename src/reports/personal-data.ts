import type { PersonalData, PersonIdentifiers } from '../context/modules/personal-data.ts';
import { countLine, countLineIfAny } from '../context/modules/personal-rows.ts';

const madeBy = ({ accountIds }: PersonIdentifiers) => ({ accountId: { in: [...accountIds] } });

/** Reports of messages that these accounts wrote. */
const about = ({ accounts }: PersonIdentifiers) => ({
  OR: accounts.map(({ platform, platformId }) => ({ authorId: platformId, chat: { platform } })),
});

/** Reports that a person made, and those of messages that they wrote. */
export const reportPersonalData: PersonalData = {
  words: { keptTexts: 'reports.personalData.keptTexts', linked: null },
  show: async (db, person) => [
    await countLine('reports.kept', db.reportEntry.count({ where: madeBy(person) })),
  ],
  export: async (db, person) => ({
    reports: await db.reportEntry.findMany({
      where: madeBy(person),
      select: {
        ...{ reason: true, createdAt: true },
        report: { select: { excerpt: true, link: true } },
      },
    }),
    reportedMessages: await db.report.findMany({
      where: about(person),
      select: { excerpt: true, link: true, createdAt: true },
    }),
  }),
  describeErasure: async (tx, person) => ({
    erased: await countLineIfAny('reports.goes', tx.reportEntry.count({ where: madeBy(person) })),
  }),
  async erase(tx, person) {
    const reports = await tx.report.findMany({
      where: { OR: [about(person), { entries: { some: madeBy(person) } }] },
      select: { id: true, noticeId: true },
    });
    const ids = reports.map(({ id }) => id);
    // What moderators were told names the person.
    await tx.publication.deleteMany({
      where: { id: { in: reports.flatMap(({ noticeId }) => noticeId ?? []) } },
    });
    await tx.report.updateMany({ where: { id: { in: ids } }, data: { noticeId: null } });
    await tx.report.deleteMany({
      where: {
        id: { in: ids },
        OR: [about(person), { entries: { every: madeBy(person) } }],
      },
    });
    return undefined;
  },
};
