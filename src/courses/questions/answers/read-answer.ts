import type { CourseQuestion } from '../../../database/generated/client.ts';
import { number } from '../../../kit/argument-types/number.ts';
import { text } from '../../../kit/argument-types/text.ts';
import type { ParseContext } from '../../../kit/define/parse-context.ts';
import { err, ok, type ParseResult, type Suggestion } from '../../../kit/define/parse-result.ts';
import { type RawValue, rawText } from '../../../kit/define/raw-value.ts';
import { fold } from '../../../language/text/fold.ts';
import { questionLimits } from '../questions.ts';

/** Any number that people mean. */
const largest = 1e12;
const written = text({ max: questionLimits.answer, isMultiline: true }).type;
const counted = number({ min: -largest, max: largest }).type;

/** Stands for an option in buttons and lists: `#1`. */
const tokenOf = (index: number): string => `#${index + 1}`;

/** The options of a question as values that are read back. */
export const optionSuggestions = ({ options }: Pick<CourseQuestion, 'options'>): Suggestion[] =>
  options.map((label, index) => ({ label, value: tokenOf(index) }));

function findOption({ options }: Pick<CourseQuestion, 'options'>, part: string) {
  const words = fold(part);
  return (
    options.find((_option, index) => tokenOf(index) === part) ??
    options.find((option) => fold(option) === words)
  );
}

function readOptions(
  question: Pick<CourseQuestion, 'kind' | 'options'>,
  raw: RawValue,
): ParseResult<readonly string[]> {
  const parts = rawText(raw)
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const chosen = new Set<string>();
  for (const part of parts) {
    const option = findOption(question, part);
    if (option === undefined)
      return err('questions.errors.noOption', { text: part }, optionSuggestions(question));
    chosen.add(option);
  }
  if (chosen.size === 0) return err('kit.errors.missing');
  if (question.kind === 'choice' && chosen.size > 1) return err('questions.errors.oneOnly');
  return ok(question.options.filter((option) => chosen.has(option)));
}

/** Reads an answer to a question, as a list of values. */
export async function readAnswer(
  question: Pick<CourseQuestion, 'kind' | 'options'>,
  raw: RawValue,
  context: ParseContext,
): Promise<ParseResult<readonly string[]>> {
  if (question.kind === 'choice' || question.kind === 'several') return readOptions(question, raw);
  const read = await (question.kind === 'number'
    ? counted.parse(raw, context, {})
    : written.parse(raw, context, {}));
  return read.ok ? ok([String(read.value)]) : read;
}

/** An answer as {@link readAnswer} reads it. */
export const encodeAnswer = (
  { options }: Pick<CourseQuestion, 'options'>,
  values: readonly string[],
): string =>
  values
    .map((value) => (options.includes(value) ? tokenOf(options.indexOf(value)) : value))
    .join(', ');
