import { formatInstant } from '../../../language/format-date.ts';
import { askButton, bold, button, heading, message, paragraph } from '../../../message/build.ts';
import type { Block, Button, Message } from '../../../message/message.ts';
import { type CourseReader, formatSessionTime, localizedCourse } from '../../messages.ts';
import { questionsPerPage } from '../questions.ts';
import { answerText } from './answer-lines-view.ts';
import { type AskedQuestion, countMissing, type SignupForm } from './form-state.ts';
import { encodeAnswer } from './read-answer.ts';

function consentBlocks({ consent, consentedAt }: SignupForm, reader: CourseReader): Block[] {
  if (!consent) return [];
  const { t, locale, zone, now } = reader;
  return [
    paragraph(bold(t('questions.consentVersion', { version: consent.version }))),
    paragraph(consent.text),
    paragraph(
      consentedAt
        ? t('questions.agreed', {
            when: formatInstant(consentedAt.toTemporalInstant(), zone, locale, now),
          })
        : t('questions.notAgreed'),
    ),
  ];
}

function questionBlock(
  { question, values }: AskedQuestion,
  number: number,
  { t }: Pick<CourseReader, 't'>,
): Block {
  const empty = question.isRequired ? 'missing' : 'unanswered';
  return paragraph([
    `${number}. `,
    bold(question.label),
    `\n${values ? answerText(values) : t(`questions.${empty}`)}`,
  ]);
}

/** Buttons that ask for a page of answers each, with those that were given. */
function answerButtons(
  { signup, asked, consent, consentedAt, isOpen }: SignupForm,
  { t }: Pick<CourseReader, 't'>,
): Button[] {
  if (!isOpen) return [];
  const agrees = consent && !consentedAt;
  const base = {
    signup: `id:${signup.id}`,
    ...(agrees ? { consent: String(consent.version) } : {}),
  };
  const choose = signup.session.course.communityId;
  if (asked.length === 0)
    return agrees
      ? [
          button(
            t('questions.agree'),
            { command: 'question answer', args: base, choose },
            'primary',
          ),
        ]
      : [];
  const pages = Math.ceil(asked.length / questionsPerPage);
  return Array.from({ length: pages }, (_, page) => {
    const start = page * questionsPerPage;
    const shown = asked.slice(start, start + questionsPerPage);
    const given = shown.flatMap(({ question, values }, index) =>
      values ? [[`answer${index + 1}`, encodeAnswer(question, values)]] : [],
    );
    const label = agrees ? 'agreeAndAnswer' : given.length > 0 ? 'change' : 'answer';
    const part = pages === 1 ? '' : ` (${start + 1}–${start + shown.length})`;
    return askButton(
      `${t(`questions.${label}`)}${part}`,
      {
        command: 'question answer',
        args: { ...base, page: String(page), ...Object.fromEntries(given) },
        choose,
      },
      shown.map((_one, index) => `answer${index + 1}`),
    );
  });
}

/** What the reader is asked with a signup, what they answered, and what is missing. */
export function signupFormMessage(
  form: SignupForm,
  { isSaved }: { isSaved: boolean },
  reader: CourseReader,
): Message {
  const { t, locale, zone, now } = reader;
  const { signup, asked, consent, until, isOpen } = form;
  const { course } = signup.session;
  const missing = countMissing(form);
  const isEmpty = asked.length === 0 && !consent;
  const rule = {
    when: formatInstant(until.toTemporalInstant(), zone, locale, now),
    days: course.retentionDays,
  };
  return message(
    [
      heading(localizedCourse(course, locale).title),
      paragraph(formatSessionTime(signup.session, reader)),
      ...(isSaved ? [paragraph(t('questions.saved'))] : []),
      ...(isEmpty ? [paragraph(t('questions.nothing'))] : []),
      ...consentBlocks(form, reader),
      ...asked.map((one, index) => questionBlock(one, index + 1, reader)),
      ...(missing > 0 && isOpen ? [paragraph(bold(t('questions.todo', { count: missing })))] : []),
      ...(isEmpty ? [] : [paragraph(t(`questions.${isOpen ? 'open' : 'over'}`, rule))]),
    ],
    {
      tone: isSaved && missing === 0 ? 'success' : 'plain',
      buttons: [answerButtons(form, reader)],
    },
  );
}
