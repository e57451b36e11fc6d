import type { Community, Course, Session } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import {
  type SentToPeople,
  type WriteServices,
  writeToPeople,
} from '../../notifications/write-to-people.ts';
import { type CourseGroup, courseGroupWhere } from './recipients.ts';

/** What organisers write to people of a course. */
export interface CourseWriting {
  course: Course;
  /** The only session, when one was chosen. */
  session?: Session | undefined;
  group: CourseGroup;
  text: string;
}

/** Sends what organisers write, within the transaction that records it. */
export interface CourseWritingNotices {
  /** @returns the id of the publication */
  written(
    tx: Transaction,
    writing: CourseWriting,
    recipients: { community: Community; personIds: readonly string[] },
  ): Promise<string>;
}

/**
 * Writes to each of a group of a course in private.
 * @throws UserError when nobody of them can be reached
 */
export function writeToCourse(
  { notices, ...services }: WriteServices & { notices: CourseWritingNotices },
  writing: CourseWriting,
): Promise<SentToPeople> {
  const { course, session, group } = writing;
  const { id, communityId, title } = course;
  return writeToPeople(services, {
    to: courseGroupWhere(course, session, group),
    audit: { communityId, action: 'roster.message', details: { course: id, title, group } },
    async publish(tx, personIds) {
      const community = await tx.community.findUniqueOrThrow({ where: { id: communityId } });
      return notices.written(tx, writing, { community, personIds });
    },
  });
}
