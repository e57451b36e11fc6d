import { recordAudit } from '../../context/audit.ts';
import type { Course, PrismaClient } from '../../database/generated/client.ts';
import type { OrganiserServices } from '../service.ts';

/** How many sessions pass a course. */
export interface PassRule {
  course: Course;
  /** In the run with most sessions, without cancelled ones. */
  total: number;
  /** Whether somebody can be at so many sessions. */
  isReachable: boolean;
}

async function countSessions(db: Pick<PrismaClient, 'session'>, courseId: string): Promise<number> {
  const runs = await db.session.groupBy({
    by: ['runId'],
    where: { courseId, cancelledAt: null },
    _count: true,
  });
  return Math.max(0, ...runs.map(({ _count: count }) => count));
}

async function describe(db: Pick<PrismaClient, 'session'>, course: Course): Promise<PassRule> {
  const total = await countSessions(db, course.id);
  const { passSessions, seatsPerPerson } = course;
  const most = Math.min(total, seatsPerPerson ?? total);
  return { course, total, isReachable: passSessions === null || passSessions <= most };
}

/**
 * Sets how many sessions of a run somebody must be at to complete a course; without a number nothing changes.
 * @param sessions from 0; 0 for any one session, as it is without a rule
 */
export async function setPassRule(
  { db, account }: OrganiserServices,
  course: Course,
  sessions: number | undefined,
): Promise<PassRule> {
  const passSessions = sessions === undefined ? course.passSessions : sessions || null;
  if (passSessions === course.passSessions) return describe(db, course);
  return db.$transaction(async (tx) => {
    const changed = await tx.course.update({ where: { id: course.id }, data: { passSessions } });
    await recordAudit(tx, {
      communityId: course.communityId,
      accountId: account.id,
      action: 'attendance.rule',
      details: { course: course.id, title: course.title, sessions: passSessions ?? 0 },
    });
    return describe(tx, changed);
  });
}
