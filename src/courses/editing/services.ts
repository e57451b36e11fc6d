import type { PrismaClient } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import type { OrganiserServices } from '../service.ts';
import type { SeatNotices } from '../signups/seat-notices.ts';
import type { CourseDiff } from './diff.ts';

/** What those who have a seat or wait are told of a change, published within its transaction. */
export interface CourseNotices {
  changed(tx: Transaction, diff: CourseDiff, personIds: readonly string[]): Promise<void>;
}

export interface EditServices extends OrganiserServices {
  notices: CourseNotices & SeatNotices;
}

/** What previews need: nothing is written. */
export interface PlanServices {
  db: PrismaClient;
  now: Temporal.Instant;
}

/** A change, and how many people are told of it. */
export interface ChangePlan {
  diff: CourseDiff;
  people: number;
}
