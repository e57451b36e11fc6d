import type { CommandContext } from '../../context/command-context.ts';
import { localizedCourse } from '../../courses/messages.ts';
import type { Course } from '../../database/generated/client.ts';
import { button, footer, message, paragraph, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { IssuePlan } from '../issue.ts';

type Reader = Pick<CommandContext, 't' | 'locale' | 'account'>;

/** Who would get a certificate, and what is known of their names. */
export function issuePreviewMessage(
  course: Course,
  sessionId: string | undefined,
  { holders, holding }: IssuePlan,
  { t, locale, account }: Reader,
): Message {
  const { title } = localizedCourse(course, locale);
  if (holders.length === 0)
    return textMessage(t('commands.certificate_issue.nobody', { course: title, holding }));
  const named = holders.filter(({ known }) => known !== undefined).length;
  const notes = [
    t('commands.certificate_issue.unnamed', { count: holders.length - named }),
    t('commands.certificate_issue.named', { count: named }),
    t('commands.certificate_issue.holding', { count: holding }),
  ].filter((note) => note !== '');
  const action = (step: string) => ({
    ...{ command: 'certificate issue', step, account: account.id, answer: 'update' as const },
    args: {
      course: `id:${course.id}`,
      ...(sessionId === undefined ? {} : { session: `id:${sessionId}` }),
    },
  });
  const count = holders.length;
  return message(
    [
      paragraph(t('commands.certificate_issue.ask', { course: title, count })),
      paragraph(notes.join('\n')),
      footer(t('commands.certificate_issue.preview')),
    ],
    {
      buttons: [
        [
          button(
            t('commands.certificate_issue.confirm', { count }),
            { ...action('confirm'), once: true },
            'success',
          ),
          button(t('commands.certificate_issue.leave'), action('leave')),
        ],
      ],
    },
  );
}

export const issuedMessage = (
  course: Course,
  count: number,
  { t, locale }: Pick<Reader, 't' | 'locale'>,
): Message =>
  textMessage(
    t('commands.certificate_issue.done', { course: localizedCourse(course, locale).title, count }),
    { tone: 'success' },
  );
