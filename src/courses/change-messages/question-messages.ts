import type { CommandContext } from '../../context/command-context.ts';
import type { DateValue } from '../../kit/argument-types/dates/date.ts';
import { locales } from '../../language/locale.ts';
import { button, fields, message, paragraph, textMessage } from '../../message/build.ts';
import type { Action, Block, Message } from '../../message/message.ts';
import { zoneConversionNote } from '../../message/preview/zone-conversion.ts';
import { pictureOf } from '../../pictures/picture-view.ts';
import type { CourseAction, CourseDiff } from '../editing/diff.ts';
import type { ChangePlan } from '../editing/services.ts';
import { type CourseReader, formatSessionTime, localizedCourse } from '../messages.ts';
import { describeAllDifferences } from './differences-view.ts';

type OrganiserReader = CourseReader & Pick<CommandContext, 'account'>;

/** What a change is about, for its question and its result. */
const subjectOf = ({ after, session }: CourseDiff, reader: CourseReader) => ({
  course: localizedCourse(after, reader.locale).title,
  ...(session ? { when: formatSessionTime(session.before, reader) } : {}),
});

/** The key of a message about a course or about one session. */
const keyOf = (name: 'ask' | 'done', { action, session }: CourseDiff): string =>
  `courses.${name}.${action}${session ? 'Session' : ''}`;

/** The differences in the reader's language, else in the first one that has any. */
function differenceBlocks(diff: CourseDiff, reader: CourseReader): Block[] {
  const entries = [reader.locale, ...locales.filter((locale) => locale !== reader.locale)]
    .map((locale) =>
      describeAllDifferences(diff, { t: reader.t, locale }, (session) =>
        formatSessionTime(session, reader),
      ),
    )
    .find((differences) => differences.length > 0);
  return entries ? [fields(entries)] : [];
}

const commands: Readonly<Record<CourseAction, string>> = {
  edit: 'course edit',
  move: 'course move',
  cancel: 'course cancel',
  reopen: 'course reopen',
};

/** Asks whether to change a course or a session: what would change, and how many would be told. */
export function changeQuestionMessage(
  { diff, people }: ChangePlan,
  { args, when }: { args: Action['args']; when?: DateValue | undefined },
  reader: OrganiserReader,
): Message {
  const { t, account } = reader;
  const { action, session, reason, after } = diff;
  const call = (step: string, given: Action['args']) => ({
    command: commands[action],
    step,
    args: given,
    account: account.id,
    answer: 'update' as const,
  });
  const target = {
    course: `id:${after.id}`,
    ...(session ? { session: `id:${session.after.id}` } : {}),
  };
  return message(
    [
      paragraph(t(keyOf('ask', diff), subjectOf(diff, reader))),
      ...zoneConversionNote(when, reader),
      ...differenceBlocks(diff, reader),
      ...(reason === undefined ? [] : [fields([[t('courses.reason'), reason]])]),
      paragraph(t('courses.ask.tells', { people })),
    ],
    {
      tone: action === 'cancel' ? 'warning' : 'plain',
      picture: action === 'edit' ? pictureOf(after, reader.locale) : undefined,
      buttons: [
        [
          button(
            t(`courses.ask.${action}Button`),
            { ...call('confirm', { ...target, ...args }), once: true },
            action === 'cancel' ? 'danger' : 'primary',
          ),
          button(t('courses.ask.leave'), call('leave', {})),
        ],
      ],
    },
  );
}

/** What was done, and how many people are told. */
export const changeResultMessage = ({ diff, people }: ChangePlan, reader: CourseReader): Message =>
  textMessage(
    [
      reader.t(keyOf('done', diff), subjectOf(diff, reader)),
      ' ',
      reader.t('courses.ask.told', { people }),
    ],
    { tone: 'success' },
  );

/** The answer when an organiser decides against a change. */
export const courseLeftMessage = ({ t }: Pick<CourseReader, 't'>): Message =>
  textMessage(t('courses.ask.left'));
