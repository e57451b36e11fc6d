import type { Course, Session } from '../../database/generated/client.ts';
import { type Content, strike } from '../../message/build.ts';
import { hostLink } from '../../message/links/web-link.ts';
import { pictureOf } from '../../pictures/picture-view.ts';
import { type CourseDiff, isMoved } from '../editing/diff.ts';
import { courseTextNames } from '../editing/fields.ts';
import { type CourseReader, localizedCourse } from '../messages.ts';

type Difference = [string, Content];

/** `before → after`; without an arrow where there was nothing before. */
const replaced = (before: string, after: string): Content => [
  ...(before === '' ? [] : [strike(before), ' → ']),
  after === '' ? '–' : after,
];

const textDifference = (label: string, before: string, after: string): Difference[] =>
  before === after ? [] : [[label, replaced(before, after)]];

const linkDifference = (
  label: string,
  before: string | null,
  after: string | null,
): Difference[] => (before === after ? [] : [[label, after === null ? '–' : hostLink(after)]]);

function courseDifferences(
  { before, after }: Pick<CourseDiff, 'before' | 'after'>,
  { t, locale }: Pick<CourseReader, 't' | 'locale'>,
): Difference[] {
  const [was, is] = [localizedCourse(before, locale), localizedCourse(after, locale)];
  return [
    ...textDifference(t('courses.title'), was.title, is.title),
    ...courseTextNames.flatMap((name) =>
      textDifference(t(`courses.${name}`), before[name], after[name]),
    ),
    ...linkDifference(t('courses.link'), before.linkUrl, after.linkUrl),
  ];
}

/** Another picture, or another text for it, is told by what it shows. */
function pictureDifference(
  { before, after }: Pick<CourseDiff, 'before' | 'after'>,
  { t, locale }: Pick<CourseReader, 't' | 'locale'>,
): Difference[] {
  const [was, is] = [pictureOf(before, locale), pictureOf(after, locale)];
  return was?.hash === is?.hash && was?.alt === is?.alt
    ? []
    : [[t('courses.picture'), is?.alt ?? '–']];
}

/** What only organisers are shown: it changes nothing for those who have a seat. */
function quietDifferences(
  { before, after }: Pick<CourseDiff, 'before' | 'after'>,
  { t, locale }: Pick<CourseReader, 't' | 'locale'>,
): Difference[] {
  const [was, is] = [
    localizedCourse(before, locale).summary,
    localizedCourse(after, locale).summary,
  ];
  const seats = ({ seatsPerPerson }: Course) =>
    seatsPerPerson === null ? '' : String(seatsPerPerson);
  return [
    ...(was === is ? [] : [[t('courses.summary'), is === '' ? '–' : is] as Difference]),
    ...linkDifference(t('courses.source'), before.sourceUrl, after.sourceUrl),
    ...textDifference(t('courses.seatsEach'), seats(before), seats(after)),
    ...pictureDifference({ before, after }, { t, locale }),
  ];
}

function sessionDifferences(
  session: { before: Session; after: Session },
  { t }: Pick<CourseReader, 't'>,
  when: (session: Session) => Content,
): Difference[] {
  const { before, after } = session;
  return [
    ...(isMoved(session)
      ? ([
          [t('courses.when'), when(after)],
          [t('courses.previously'), when(before)],
        ] as Difference[])
      : []),
    ...textDifference(t('courses.place'), before.place, after.place),
  ];
}

/** What those who have a seat or wait are told of a change, each with its label. @param when how times are written */
export const describeDifferences = (
  diff: CourseDiff,
  reader: Pick<CourseReader, 't' | 'locale'>,
  when: (session: Session) => Content,
): Difference[] => [
  ...courseDifferences(diff, reader),
  ...(diff.session ? sessionDifferences(diff.session, reader, when) : []),
];

/** The same with what concerns organisers alone. */
export const describeAllDifferences = (
  diff: CourseDiff,
  reader: Pick<CourseReader, 't' | 'locale'>,
  when: (session: Session) => Content,
): Difference[] => [
  ...describeDifferences(diff, reader, when),
  ...quietDifferences(diff, reader),
  ...(diff.session
    ? textDifference(
        reader.t('courses.seats'),
        String(diff.session.before.seats),
        String(diff.session.after.seats),
      )
    : []),
];
