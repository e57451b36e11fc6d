import type { RetentionRule } from '../../schedule/retention.ts';

const keepMs = 7 * 24 * 3_600_000;

/** Addresses of pages about sessions that are over: they open nothing any more. */
export const attendancePageRetention: RetentionRule = {
  name: 'attendancePage',
  keepMs,
  deleteBefore: (db, before) =>
    db.attendancePage.deleteMany({ where: { session: { endsAt: { lt: before } } } }),
};

/** What codes of sessions that are over were derived from. */
export const checkInKeyRetention: RetentionRule = {
  name: 'checkInKey',
  keepMs,
  deleteBefore: (db, before) =>
    db.checkInKey.deleteMany({ where: { session: { endsAt: { lt: before } } } }),
};
