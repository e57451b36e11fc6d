import type { FailureReason, ReadingFailure } from './result.ts';

/** Characters of the text that a message quotes. */
const maxQuoteLength = 80;

function quote(text: string): string {
  const clean = text.replace(/\s+/gu, ' ').trim();
  return clean.length > maxQuoteLength
    ? `${clean.slice(0, maxQuoteLength).toWellFormed()}…`
    : clean;
}

/** The failure to read this text. */
export const readingFailure = (
  text: string,
  { key, params, choices }: FailureReason,
): ReadingFailure => ({
  ok: false,
  key,
  params: { text: quote(text), ...params },
  ...(choices && choices.length > 0 ? { choices } : {}),
});
