import type { CommandContext } from '../../context/command-context.ts';
import { localizedCourse } from '../../courses/messages.ts';
import type { Course } from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { heading, list, message, paragraph } from '../../message/build.ts';
import { picture } from '../../message/files.ts';
import { longestAlt, type Message } from '../../message/message.ts';
import { fileNameOf, sheetFile } from '../../message/sheets/sheet-file.ts';
import { truncate } from '../../message/text/truncate.ts';
import type { RatingsDrawing } from '../../pictures/drawing/drawing.ts';
import { type Answer, averageRating, countRatings, type FeedbackResults } from '../results.ts';

type Reader = Pick<CommandContext, 't' | 'locale' | 'drawer' | 'community'>;

/** Of what people wrote: how many are shown, and letters of each. The file has all. */
const shown = { words: 10, letters: 300 } as const;

/** One figure after the point. */
const oneDigit = (number: number, locale: string): string =>
  number.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

const summaryOf = (answers: readonly Answer[], { t, locale }: Reader): string =>
  t('feedback.results.summary', {
    average: oneDigit(averageRating(answers), locale),
    count: answers.length,
  });

/** How many gave each rating, as a chart. */
const drawingOf = (title: string, answers: readonly Answer[], reader: Reader): RatingsDrawing => ({
  ...{ kind: 'ratings', scheme: 'light', title, community: reader.community?.name ?? '' },
  summary: summaryOf(answers, reader),
  bars: countRatings(answers).map(({ rating, count }) => ({ label: String(rating), count })),
});

/** What people think of a course, for its organisers, with a chart once there are enough answers. */
export async function resultsMessage(
  course: Course,
  { count, answers }: FeedbackResults,
  reader: Reader,
): Promise<Message> {
  const { t, locale, drawer } = reader;
  const { title } = localizedCourse(course, locale);
  const head = heading(t('feedback.results.title', { title }));
  if (!answers) return message([head, paragraph(t('feedback.results.few', { count }))]);
  const summary = summaryOf(answers, reader);
  const lines = countRatings(answers).map((line) => t('feedback.results.line', line));
  const bytes = await drawer.draw(drawingOf(title, answers, reader));
  const alt = t('feedback.results.alt', { title, summary, says: lines.join('; ') });
  const written = answers.flatMap(({ words }) => (words === '' ? [] : [words]));
  const rest = written.length - shown.words;
  return message(
    [
      ...[head, paragraph(summary), list(lines)],
      ...(written.length === 0
        ? []
        : [
            paragraph(t('feedback.results.words')),
            list(written.slice(0, shown.words).map((words) => truncate(words, shown.letters))),
          ]),
      ...(rest > 0 ? [paragraph(t('feedback.results.more', { count: rest }))] : []),
    ],
    { files: [picture('feedback.png', 'image/png', bytes, truncate(alt, longestAlt))] },
  );
}

/**
 * Every answer about a course as an Excel file.
 * @throws UserError while there are too few
 */
export async function resultsFileMessage(
  course: Course,
  { answers }: FeedbackResults,
  { t, locale }: Reader,
): Promise<Message> {
  if (!answers) throw new UserError('feedback.errors.few');
  const { title } = localizedCourse(course, locale);
  const rows = answers.map(({ rating, words }) => [String(rating), words]);
  const header = [t('feedback.columns.rating'), t('feedback.columns.words')];
  const file = await sheetFile(fileNameOf(title, 'feedback'), [header, ...rows], 'xlsx');
  return message(
    [heading(t('feedback.results.title', { title })), paragraph(t('feedback.file.ready'))],
    { tone: 'success', files: [file] },
  );
}
