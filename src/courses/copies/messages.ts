import type { CommandContext } from '../../context/command-context.ts';
import type { Course } from '../../database/generated/client.ts';
import { formatTimeRange } from '../../language/format-date.ts';
import { button, heading, list, message, paragraph, textMessage } from '../../message/build.ts';
import type { Action, Block, Message } from '../../message/message.ts';
import { type CourseReader, localizedCourse } from '../messages.ts';
import type { CopiedSession, CopyPlan } from './copy.ts';

/** Sessions that are listed; the others are counted. */
const maxListed = 12;

function sessionsBlock(sessions: readonly CopiedSession[], reader: CourseReader): Block {
  const { t, locale, zone, now } = reader;
  const lines = sessions
    .slice(0, maxListed)
    .map(({ startsAt, endsAt, place, seats }) =>
      [
        formatTimeRange(
          { start: startsAt.toTemporalInstant(), end: endsAt.toTemporalInstant(), zone },
          locale,
          now,
        ),
        place,
        `${t('courses.seats')}: ${seats}`,
      ]
        .filter((part) => part !== '')
        .join(' · '),
    );
  const more = sessions.length - lines.length;
  return list([...lines, ...(more > 0 ? [t('courses.copy.more', { count: more })] : [])]);
}

/** Asks whether to make the copy, with the sessions that it would have. */
export function copyQuestionMessage(
  source: Course,
  { content, sessions }: CopyPlan,
  args: Action['args'],
  reader: CourseReader & Pick<CommandContext, 'account'>,
): Message {
  const { t, account, locale } = reader;
  const call = (step: string, given: Action['args']) => ({
    command: 'course copy',
    step,
    args: given,
    account: account.id,
    answer: 'update' as const,
  });
  return message(
    [
      paragraph(t('courses.copy.ask', { course: localizedCourse(source, locale).title })),
      heading(content.title),
      sessionsBlock(sessions, reader),
      paragraph(t('courses.copy.opens')),
    ],
    {
      buttons: [
        [
          button(
            t('courses.copy.button'),
            { ...call('confirm', { course: `id:${source.id}`, ...args }), once: true },
            'primary',
          ),
          button(t('courses.ask.leave'), call('leave', {})),
        ],
      ],
    },
  );
}

export const copiedMessage = (
  { course, sessions }: { course: Course; sessions: readonly CopiedSession[] },
  reader: CourseReader,
): Message =>
  textMessage(
    reader.t('courses.copy.done', {
      course: localizedCourse(course, reader.locale).title,
      count: sessions.length,
    }),
    { tone: 'success' },
  );
