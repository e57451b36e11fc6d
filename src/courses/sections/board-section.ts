import { type BoardSection, boardTextLimits } from '../../context/modules/board-section.ts';
import { bold, button, contentParts } from '../../message/build.ts';
import { truncate } from '../../message/text/truncate.ts';
import { formatSeatsLeft, localizedCourse, sharedSessionTime } from '../messages.ts';
import { findOpenCourses, type SessionOccupancy } from '../queries.ts';

const limits = { courses: 5, sessions: 2 } as const;

const hasFreeSeat = ({ session, taken }: SessionOccupancy): boolean => session.seats > taken;

/** Open courses with sessions that have free seats, with those sessions alone. */
export const coursesOnBoard: BoardSection = {
  order: 30,
  title: ({ t }) => t('board.training'),
  async entries(db, query) {
    const free = (await findOpenCourses(db, query))
      .map(({ course, sessions }) => ({
        course,
        sessions: sessions.filter(hasFreeSeat).slice(0, limits.sessions),
      }))
      .filter(({ sessions }) => sessions.length > 0);
    return free.slice(0, limits.courses).map(({ course, sessions }) => (reader) => [
      bold(truncate(localizedCourse(course, reader.locale).title, boardTextLimits.title)),
      ...sessions.flatMap((one) => [
        ' · ',
        ...contentParts(sharedSessionTime(one.session)),
        ` (${formatSeatsLeft(one, reader)})`,
      ]),
    ]);
  },
  button: ({ t }) =>
    button(t('board.allTraining'), { command: 'board', step: 'training', args: {} }),
};
