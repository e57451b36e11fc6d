import type { Course } from '../../database/generated/client.ts';

/** The short texts of a course, in the order in which they are shown, with their longest length. */
export const courseTexts = {
  trainer: 200,
  place: 200,
  language: 60,
  level: 60,
  price: 60,
} as const satisfies Partial<Record<keyof Course, number>>;

export type CourseTextName = keyof typeof courseTexts;

export const courseTextNames = [
  'trainer',
  'place',
  'language',
  'level',
  'price',
] as const satisfies readonly CourseTextName[];

/** The links of a course, by the argument that sets each. */
export const courseLinks = { link: 'linkUrl', source: 'sourceUrl' } as const satisfies Readonly<
  Record<string, keyof Course>
>;

export type CourseLinkName = keyof typeof courseLinks;
