import { defineBriefingSection } from '../../context/modules/briefing-section.ts';
import { untranslatedFields } from '../../language/translations.ts';
import { type CourseSessions, findOpenCourses } from '../queries.ts';
import { briefingCourseBlock } from './briefing-messages.ts';

const maxCourses = 20;

/** Courses with sessions that can be signed up for. */
export const trainingSection = defineBriefingSection<CourseSessions & { id: string }>({
  name: 'training',
  async collect(db, { communityId, now }) {
    const courses = await findOpenCourses(db, {
      communityId,
      now: new Date(now.epochMilliseconds),
    });
    return courses.slice(0, maxCourses).map((one) => ({ id: one.course.id, ...one }));
  },
  blocks: (row, reader) => [briefingCourseBlock(row, reader)],
  untranslatedTitle: ({ course: { title, translations } }) =>
    untranslatedFields({ title }, translations).length > 0 ? title : undefined,
});
