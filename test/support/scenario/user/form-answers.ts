import type { FormAnswer, VisibleFile } from '../../../../playground/driver/visible-message.ts';

const isFile = (one: string | VisibleFile): one is VisibleFile => typeof one === 'object';

/** An answer as it is typed where questions come one after the other. */
export function typedAnswer(answer: FormAnswer): {
  text: string;
  files: readonly VisibleFile[];
} {
  if (typeof answer === 'string') return { text: answer, files: [] };
  if (typeof answer === 'boolean') return { text: answer ? 'yes' : 'no', files: [] };
  const parts: readonly (string | VisibleFile)[] = answer;
  return {
    text: parts.filter((one) => !isFile(one)).join(', '),
    files: parts.filter(isFile),
  };
}

/** Answers as a transcript shows them: files by their names. */
export const writtenAnswers = (answers: Readonly<Record<string, FormAnswer>>): string =>
  JSON.stringify(answers, (key, value: unknown) => (key === 'bytes' ? undefined : value));
