import type { Course } from '../database/generated/client.ts';
import { inOneText } from '../language/translations.ts';
import { type Content, fields, heading, paragraph } from '../message/build.ts';
import {
  fieldNames,
  inEachLanguage,
  type Previewer,
  readingIn,
} from '../message/every-language.ts';
import { hostLink } from '../message/links.ts';
import type { Block } from '../message/message.ts';
import { courseWords } from './show.ts';

/** A course in a reader's words. */
function courseBlocks(course: Course, { t, locale }: Pick<Previewer, 't' | 'locale'>): Block[] {
  const { title, summary } = courseWords(course, locale);
  const entries: [string, Content][] = [
    ...(course.trainer === '' ? [] : [[t('courses.trainer'), course.trainer] as [string, Content]]),
    ...(course.sourceUrl === null
      ? []
      : [[t('courses.source'), hostLink(course.sourceUrl)] as [string, Content]]),
  ];
  return [
    heading(title),
    ...(summary === '' ? [] : [paragraph(summary)]),
    ...(entries.length === 0 ? [] : [fields(entries)]),
  ];
}

/** The course as readers of every language see it. */
export const previewCourse = (previewer: Previewer, course: Course): Block[] =>
  inEachLanguage(previewer, {
    compose: (locale) => courseBlocks(course, readingIn(previewer, locale)),
    oneText: fieldNames(
      previewer,
      inOneText({ title: course.title, summary: course.summary }, course.translations),
    ),
  });
