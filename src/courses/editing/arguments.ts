import { clearable, clearToken } from '../../kit/argument-types/clearable.ts';
import { integer } from '../../kit/argument-types/integer.ts';
import { publishedText } from '../../kit/argument-types/published-text.ts';
import { webLink } from '../../kit/argument-types/web-link.ts';
import { type PictureChange, pictureChangeArguments } from '../../pictures/picture-arguments.ts';
import { storedPictureArgument } from '../../pictures/picture-input.ts';
import { type CourseTextName, courseTexts } from './fields.ts';

/** What organisers enter of a course; the empty text clears a field. */
export type CourseInput = {
  [Name in
    | CourseTextName
    | 'title'
    | 'summary'
    | 'source'
    | 'link'
    | 'other_title'
    | 'other_summary']?: string | undefined;
} & { seats_each?: number | undefined } & Partial<PictureChange>;

const title = () => publishedText({ max: 200 });
const summary = () => publishedText({ max: 1500 });
const shortText = (name: CourseTextName) => publishedText({ max: courseTexts[name] });
/** How many sessions of a course one person may have a seat in. */
const seatsEach = () => integer({ min: 1, max: 50 }).optional();

/** The arguments of `course new`. */
export const newCourseArguments = () => ({
  title: title(),
  summary: summary().optional(),
  trainer: shortText('trainer').optional(),
  source: webLink().optional(),
  other_title: title().optional(),
  other_summary: summary().optional(),
  place: shortText('place').optional(),
  link: webLink().optional(),
  language: shortText('language').optional(),
  level: shortText('level').optional(),
  price: shortText('price').optional(),
  seats_each: seatsEach(),
});

/** The arguments of `course edit`: all optional, and fields can be cleared. */
export const editCourseArguments = () => ({
  title: title().optional(),
  summary: clearable(summary()).optional(),
  trainer: clearable(shortText('trainer')).optional(),
  source: clearable(webLink()).optional(),
  other_title: clearable(title()).optional(),
  other_summary: clearable(summary()).optional(),
  place: clearable(shortText('place')).optional(),
  link: clearable(webLink()).optional(),
  language: clearable(shortText('language')).optional(),
  level: clearable(shortText('level')).optional(),
  price: clearable(shortText('price')).optional(),
  seats_each: seatsEach(),
  ...pictureChangeArguments(),
  ...storedPictureArgument,
});

/** The arguments of a button that passes an input on. */
export const encodeCourseInput = ({
  picture,
  without_picture,
  ...input
}: CourseInput): Record<string, string | number> => ({
  ...Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value === '' ? clearToken : value] as const],
    ),
  ),
  ...(picture === undefined ? {} : { picture_hash: picture }),
  ...(without_picture ? { without_picture: 'true' } : {}),
});
