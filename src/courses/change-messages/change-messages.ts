import type { Session } from '../../database/generated/client.ts';
import { translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import { button, type Content, fields, heading, message } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { type CourseDiff, isMoved } from '../editing/diff.ts';
import { localizedCourse, sharedSessionTime } from '../messages.ts';
import { describeDifferences } from './differences-view.ts';

/** Which session it is about, where the differences do not say it. */
function sessionFields(
  { action, session, after }: CourseDiff,
  t: (key: string) => string,
): (readonly [string, Content])[] {
  if (!session) return [];
  const { place } = session.after;
  const shownPlace = place === '' ? after.place : place;
  return [
    ...(isMoved(session) ? [] : [[t('courses.when'), sharedSessionTime(session.after)] as const]),
    ...(action === 'reopen' && shownPlace !== ''
      ? [[t('courses.place'), shownPlace] as const]
      : []),
  ];
}

function changeMessage(diff: CourseDiff, locale: Locale): Message {
  const { t } = translators[locale];
  const { action, after, reason, session, cause } = diff;
  const when = (one: Session) => sharedSessionTime(one);
  const entries = [
    ...describeDifferences(diff, { t, locale }, when),
    ...sessionFields(diff, t),
    ...(reason === undefined ? [] : [[t('courses.reason'), reason] as const]),
    ...(cause ? [[t('courses.reason'), t('courses.tooFew', cause)] as const] : []),
  ];
  const title = localizedCourse(after, locale).title;
  return message(
    [
      heading(t(`courses.changed.${action}${session ? 'Session' : ''}`, { title })),
      ...(entries.length === 0 ? [] : [fields(entries)]),
    ],
    {
      tone: action === 'cancel' ? 'warning' : 'plain',
      buttons: [[button(t('courses.mine'), { command: 'mine', args: {} })]],
    },
  );
}

/** What has changed of a course, in each language, for those who have a seat or wait. */
export const changeMessages = (diff: CourseDiff): Record<Locale, Message> => ({
  en: changeMessage(diff, 'en'),
  vi: changeMessage(diff, 'vi'),
});
