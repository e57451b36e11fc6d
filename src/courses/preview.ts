import type { Course } from '../database/generated/client.ts';
import type { Locale } from '../language/locale.ts';
import { untranslated } from '../language/translations.ts';
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

/** The course as readers of every language see it. @param of the language that its organisers write in */
export const previewCourse = (previewer: Previewer, course: Course, of: Locale): Block[] =>
  inEachLanguage(previewer, {
    compose: (locale) => courseBlocks(course, readingIn(previewer, locale)),
    untranslated: (into) =>
      fieldNames(
        previewer,
        untranslated({ title: course.title, summary: course.summary }, course.translations, {
          of,
          into,
        }),
      ),
  });
