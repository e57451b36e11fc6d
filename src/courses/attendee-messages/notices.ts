import type { Publications } from '../../delivery/publications.ts';
import { translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import { courseOrigin } from '../signups/origin.ts';
import { courseWritingMessage } from './messages.ts';
import type { CourseWritingNotices } from './send.ts';

/** Publishes what organisers write to people of a course. */
export const createCourseWritingNotices = (
  publications: Pick<Publications, 'publish'>,
): CourseWritingNotices => ({
  written(tx, writing, { community, personIds }) {
    const compose = (locale: Locale) =>
      courseWritingMessage(writing, community, { ...translators[locale], locale });
    return publications.publish(tx, {
      ...{ communityId: community.id, kind: 'notice', locale: community.locale },
      origin: courseOrigin(writing.course.id),
      audience: { to: 'people', personIds },
      messages: { en: compose('en'), vi: compose('vi') },
    });
  },
});
