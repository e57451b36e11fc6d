import { formatInstant } from '../../language/format-date.ts';
import { isolateBidi } from '../../language/text/bidi.ts';
import { askButton, bold, button, message, paragraph, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { accountApps } from '../../people/account-apps-view.ts';
import { accountNames } from '../../people/account-names.ts';
import { type CourseReader, formatSessionTime, localizedCourse } from '../messages.ts';
import { answerLines } from '../questions/answers/answer-lines-view.ts';
import type { Application, ApplicationQueue } from './applications.ts';
import type { Decision } from './decisions/decide.ts';

const nameOf = ({ person }: Application): string =>
  isolateBidi(accountNames(person?.accounts ?? []));

function applicationBlock(application: Application, number: number, reader: CourseReader) {
  const { locale, zone, now } = reader;
  const { session, person, note, createdAt, answers } = application;
  return paragraph([
    `${number}. `,
    bold(accountNames(person?.accounts ?? [])),
    ` (${accountApps(person?.accounts ?? [], reader)})`,
    `\n${localizedCourse(session.course, locale).title} · ${formatSessionTime(session, reader)}`,
    `\n${reader.t('applications.since', {
      when: formatInstant(createdAt.toTemporalInstant(), zone, locale, now),
    })}`,
    ...(note === '' ? [] : [`\n${reader.t('courses.column.note')}: ${note}`]),
    ...answerLines(answers).map((line) => `\n${line}`),
  ]);
}

/** Who waits for a decision, first come first, each with buttons to decide. */
export function queueMessage(
  { applications, total }: ApplicationQueue,
  reader: CourseReader,
): Message {
  const { t } = reader;
  if (applications.length === 0) return textMessage(t('applications.none'));
  const more = total - applications.length;
  return message(
    [
      paragraph(t('applications.count', { count: total })),
      ...applications.map((one, index) => applicationBlock(one, index + 1, reader)),
      ...(more > 0 ? [paragraph(t('applications.more', { count: more }))] : []),
    ],
    {
      buttons: applications.map((one, index) => {
        const args = { application: `id:${one.id}` };
        const number = index + 1;
        const choose = one.session.course.communityId;
        return [
          button(
            t('applications.approve', { number }),
            { command: 'application list', step: 'approve', args, choose },
            'primary',
          ),
          askButton(
            t('applications.reject', { number }),
            { command: 'application reject', args, choose },
            ['reason'],
          ),
        ];
      }),
    },
  );
}

/** What was decided, with a button to what is still to be decided. */
export function decidedMessage(
  { outcome, session }: Decision,
  application: Application,
  reader: CourseReader,
): Message {
  const { t, locale } = reader;
  return textMessage(
    t(`applications.done.${outcome}`, {
      who: nameOf(application),
      course: localizedCourse(session.course, locale).title,
      when: formatSessionTime(session, reader),
    }),
    {
      tone: 'success',
      buttons: [
        [
          button(t('applications.next'), {
            command: 'application list',
            args: {},
            choose: session.course.communityId,
          }),
        ],
      ],
    },
  );
}
