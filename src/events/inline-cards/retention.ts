import type { RetentionRule } from '../../schedule/retention.ts';
import { notEndedWhere } from '../lifetime.ts';

/** Cards whose events have been over for some days: nothing changes on them any more. */
export const inlineCardRetention: RetentionRule = {
  name: 'inlineCard',
  keepMs: 7 * 24 * 3_600_000,
  deleteBefore: (db, before) =>
    db.inlineCard.deleteMany({
      where: {
        OR: [
          { event: { NOT: notEndedWhere(before) } },
          // Of events that are gone and of people who were erased, where the last edit never succeeded.
          { eventId: null, createdAt: { lt: before } },
          { accountId: null, createdAt: { lt: before } },
        ],
      },
    }),
};
