import type { RetentionRule } from '../schedule/retention.ts';
import { feedbackLimits } from './limits.ts';

/** Feedback that nobody can change any more is nobody's: it stays, without the person. */
export const unlinkFeedback: RetentionRule = {
  name: 'courseFeedbackPerson',
  keepMs: feedbackLimits.openMs,
  deleteBefore: (db, before) =>
    db.courseFeedback.updateMany({
      where: { personId: { not: null }, session: { endsAt: { lt: before } } },
      data: { personId: null, originAccountId: null },
    }),
};
