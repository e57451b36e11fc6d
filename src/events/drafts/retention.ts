import type { RetentionRule } from '../../schedule/retention.ts';

/** Drafts of what has long been over: they cannot be published any more. Templates stay. */
export const draftRetention: RetentionRule = {
  name: 'eventDraft',
  keepMs: 90 * 24 * 3_600_000,
  deleteBefore: (db, before) =>
    db.eventDraft.deleteMany({ where: { templateName: null, endsAt: { lt: before } } }),
};
