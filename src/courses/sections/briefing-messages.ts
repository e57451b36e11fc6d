import type { SectionReader } from '../../context/modules/briefing-section.ts';
import { bold, paragraph } from '../../message/build.ts';
import type { Block } from '../../message/message.ts';
import { formatSeatsLeft, localizedCourse, sharedSessionTime } from '../messages.ts';
import type { CourseSessions } from '../queries.ts';

/** A course in a briefing: its title and its sessions with their free seats. */
export function briefingCourseBlock(
  { course, sessions }: CourseSessions,
  reader: SectionReader,
): Block {
  const { title } = localizedCourse(course, reader.locale);
  return paragraph([
    bold(title),
    ...sessions.flatMap((one) => [
      '\n',
      ...[sharedSessionTime(one.session)].flat(),
      ` · ${formatSeatsLeft(one, reader)}`,
    ]),
  ]);
}
