import type { PersonalData } from '../context/modules/personal-data.ts';
import { countLineIfAny, mergeByOrigin, splitByOrigin } from '../context/modules/personal-rows.ts';

const rows = { table: 'CourseFeedback', key: 'sessionId' } as const;

/** Feedback on courses while it is somebody's. Ratings of somebody who was erased still count, without the person and their words. */
export const feedbackPersonalData: PersonalData = {
  words: {
    keptTexts: 'feedback.personalData.keptTexts',
    linked: 'feedback.personalData.linked',
  },
  show: (db, { personId }) =>
    countLineIfAny('feedback.personalData.kept', db.courseFeedback.count({ where: { personId } })),
  export: async (db, { personId }) => ({
    courseFeedback: await db.courseFeedback.findMany({
      where: { personId },
      omit: { originAccountId: true },
      include: { session: { select: { startsAt: true, course: { select: { title: true } } } } },
    }),
  }),
  describeErasure: async (tx, { personId }) => ({
    anonymized: await countLineIfAny(
      'feedback.personalData.stays',
      tx.courseFeedback.count({ where: { personId } }),
    ),
  }),
  async erase(tx, { personId }) {
    await tx.courseFeedback.updateMany({
      where: { personId },
      data: { personId: null, originAccountId: null, words: '' },
    });
    return undefined;
  },
  merge: (tx, people) => mergeByOrigin(tx, rows, people),
  split: (tx, account) => splitByOrigin(tx, rows.table, account),
};
