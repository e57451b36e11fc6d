import type { Course } from '../database/generated/client.ts';
import { untranslatedFields } from '../language/translations.ts';
import { type Content, fields, heading, paragraph } from '../message/build.ts';
import { hostLink } from '../message/links/web-link.ts';
import type { Block } from '../message/message.ts';
import {
  type PreviewReader,
  previewFieldNames,
  previewInEachLanguage,
  withLocale,
} from '../message/preview/every-language.ts';
import { courseTextNames } from './editing/fields.ts';
import { localizedCourse } from './messages.ts';

/** A course as readers of one language see it. */
function courseBlocks(course: Course, { t, locale }: Pick<PreviewReader, 't' | 'locale'>): Block[] {
  const { title, summary } = localizedCourse(course, locale);
  const entries: [string, Content][] = [
    ...courseTextNames.flatMap((name): [string, Content][] =>
      course[name] === '' ? [] : [[t(`courses.${name}`), course[name]]],
    ),
    ...(course.linkUrl === null
      ? []
      : [[t('courses.link'), hostLink(course.linkUrl)] as [string, Content]]),
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
export const previewCourse = (previewer: PreviewReader, course: Course): Block[] =>
  previewInEachLanguage(previewer, {
    compose: (locale) => courseBlocks(course, withLocale(previewer, locale)),
    untranslatedFields: previewFieldNames(
      previewer,
      untranslatedFields({ title: course.title, summary: course.summary }, course.translations),
    ),
  });
