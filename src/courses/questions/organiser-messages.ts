import type { CommandContext } from '../../context/command-context.ts';
import type { CourseQuestion } from '../../database/generated/client.ts';
import {
  askButton,
  bold,
  button,
  type Content,
  heading,
  list,
  message,
  paragraph,
} from '../../message/build.ts';
import type { Block, Button, Message } from '../../message/message.ts';
import { type CourseReader, localizedCourse } from '../messages.ts';
import type { CourseQuestions } from './edit-questions.ts';

type Reader = CourseReader & Pick<CommandContext, 'account'>;

function questionLine(
  { label, kind, options, isRequired }: CourseQuestion,
  number: number,
  { t }: Reader,
): Content {
  const rule = t(`questions.rule.${isRequired ? 'required' : 'optional'}.${kind}`);
  return [
    `${number}. `,
    bold(label),
    ` (${rule})`,
    ...(options.length === 0 ? [] : [`\n${options.join(' · ')}`]),
  ];
}

/** Buttons to change the order of questions and to remove them, numbered as the lines are. */
function questionButtons(questions: readonly CourseQuestion[], { t, account }: Reader): Button[][] {
  const act = (step: string, { id }: CourseQuestion) => ({
    ...{ command: 'question list', step, args: { question: `id:${id}` } },
    ...{ account: account.id, answer: 'update' as const },
  });
  const numbered = questions.map((question, index) => ({ question, number: index + 1 }));
  const ups = numbered
    .slice(1)
    .map(({ question, number }) => button(t('questions.up', { number }), act('up', question)));
  const removals = numbered.map(({ question, number }) =>
    button(t('questions.remove', { number }), act('remove', question)),
  );
  return [ups.slice(0, 5), ups.slice(5), removals.slice(0, 5), removals.slice(5)];
}

function consentBlocks({ consent }: CourseQuestions, { t }: Reader): Block[] {
  if (!consent) return [paragraph(t('questions.noConsent'))];
  return [
    paragraph(bold(t('questions.consentVersion', { version: consent.version }))),
    paragraph(consent.text),
  ];
}

/** What a course asks whoever signs up, and by which rules. */
export function questionsMessage(asked: CourseQuestions, reader: Reader): Message {
  const { t, locale } = reader;
  const { course, questions } = asked;
  const { title } = localizedCourse(course, locale);
  const args = { course: `id:${course.id}` };
  const choose = course.communityId;
  const ask = (label: string, command: string, names: string[]) =>
    askButton(t(`questions.${label}`), { command, args, choose }, names);
  return message(
    [
      heading(t('questions.title', { course: title })),
      ...(questions.length === 0
        ? [paragraph(t('questions.none'))]
        : questions.map((question, index) => paragraph(questionLine(question, index + 1, reader)))),
      ...consentBlocks(asked, reader),
      list([
        t(`questions.until.${course.answersCloseMinutes === 0 ? 'start' : 'before'}`, {
          minutes: course.answersCloseMinutes,
        }),
        t('questions.kept', { days: course.retentionDays }),
        t('questions.who'),
      ]),
    ],
    {
      buttons: [
        ...questionButtons(questions, reader).filter((row) => row.length > 0),
        [
          ask('add', 'question add', ['question', 'kind', 'options', 'required']),
          ask('setConsent', 'question list', ['consent']),
        ],
      ],
    },
  );
}

/** Asks whether to remove a question. @param count answers that go with it */
export function removeQuestionMessage(
  { id, label }: CourseQuestion,
  count: number,
  { t, account }: Reader,
): Message {
  const act = (step: string, args: Record<string, string>) => ({
    ...{ command: 'question list', step, args },
    ...{ account: account.id, answer: 'update' as const },
  });
  return message([paragraph(t('questions.removeAsk', { label, count }))], {
    tone: 'warning',
    buttons: [
      [
        button(t('questions.removeDo'), act('confirm', { question: `id:${id}` }), 'danger'),
        button(t('courses.ask.leave'), act('leave', {})),
      ],
    ],
  });
}
