import type { RetentionRule } from '../../schedule/retention.ts';
import { notEndedWhere } from '../lifetime.ts';

/**
 * Cards whose events have been over for some days: nothing changes on them any more. Those of events that are gone and
 * of people who were erased wait as long for their last edit.
 */
export const inlineCardRetention: RetentionRule = {
  name: 'inlineCard',
  keepMs: 7 * 24 * 3_600_000,
  deleteBefore: (db, before) =>
    db.inlineCard.deleteMany({
      where: {
        OR: [
          { orphanedAt: null, event: { NOT: notEndedWhere(before) } },
          { orphanedAt: { lt: before } },
        ],
      },
    }),
};
