import type { Community, Course } from '../../database/generated/client.ts';
import { mergeTranslations } from '../../language/merge-translations.ts';
import { fold } from '../../language/text/fold.ts';
import { allTexts, otherLocale, type Translations } from '../../language/translations.ts';
import { nextPicture, type PictureColumns } from '../../pictures/next-picture.ts';
import type { CourseInput } from './arguments.ts';
import { type CourseTextName, type courseLinks, courseTextNames } from './fields.ts';

type StoredContent = Pick<Course, CourseTextName | 'title' | 'summary' | 'seatsPerPerson'> &
  PictureColumns &
  Record<(typeof courseLinks)[keyof typeof courseLinks], string | null>;

/** The columns of a course that organisers can change. */
export type CourseContent = StoredContent & { translations: Translations; searchText: string };

/** A course of which nothing is entered yet: each person may have one seat in it. */
const emptyCourse: StoredContent & Pick<Course, 'translations'> = {
  ...{ title: '', summary: '', trainer: '', place: '', language: '', level: '', price: '' },
  ...{ sourceUrl: null, linkUrl: null, seatsPerPerson: 1, translations: {} },
  ...{ pictureHash: null, pictureAlt: '' },
};

const link = (given: string | undefined, before: string | null): string | null =>
  given === undefined ? before : given || null;

/** The content of a course after an edit. @param before without one, that of a new course */
export function courseContent(
  input: CourseInput,
  community: Pick<Community, 'locale'>,
  before: StoredContent & Pick<Course, 'translations'> = emptyCourse,
): CourseContent {
  const texts = {
    title: input.title ?? before.title,
    summary: input.summary ?? before.summary,
  };
  const picture = nextPicture(before, input);
  const changed = [
    ...(['title', 'summary'] as const).filter((name) => texts[name] !== before[name]),
    ...(picture.pictureAlt === before.pictureAlt ? [] : ['alt']),
  ];
  const translations = mergeTranslations(
    before.translations,
    otherLocale(community.locale),
    {
      ...(input.other_title === undefined ? {} : { title: input.other_title }),
      ...(input.other_summary === undefined ? {} : { summary: input.other_summary }),
      ...(input.other_alt === undefined ? {} : { alt: input.other_alt }),
    },
    changed,
  );
  const short = { ...before, ...texts };
  for (const name of courseTextNames) short[name] = input[name] ?? before[name];
  const { title, summary, trainer, place, language, level, price } = short;
  return {
    ...{ title, summary, trainer, place, language, level, price },
    linkUrl: link(input.link, before.linkUrl),
    sourceUrl: link(input.source, before.sourceUrl),
    ...picture,
    seatsPerPerson: input.seats_each ?? before.seatsPerPerson,
    translations,
    searchText: fold(allTexts([title, summary, trainer, place, language, level], translations)),
  };
}
