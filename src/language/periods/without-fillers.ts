import type { Token } from './parser/tokenizer.ts';
import { fillers, refersBack } from './vocabulary/fillers.ts';

/** Nobody writes more of them in a row. */
const maxFillers = 6;

const matchesAt = (tokens: readonly Token[], at: number, words: readonly string[]) =>
  at >= 0 && words.every((word, index) => tokens[at + index]?.folded === word);

/** The tokens of a text without polite and other words around it: `mai nha bot`, `what's on tomorrow`, `mai có gì không`. */
export function withoutFillers(tokens: readonly Token[]): Token[] {
  const phrases = fillers();
  let rest = [...tokens];
  for (let count = 0; count < maxFillers; count += 1) {
    const all = rest;
    const first = phrases.before
      .get(all[0]?.folded ?? '')
      ?.find((words) => matchesAt(all, 0, words));
    if (first) rest = rest.slice(first.length);
    const left = rest;
    const [beforeLast = '', end = ''] = left.slice(-2).map(({ folded }) => folded);
    const last = refersBack(beforeLast, end)
      ? undefined
      : phrases.after
          .get(left.at(-1)?.folded ?? '')
          ?.find((words) => matchesAt(left, left.length - words.length, words));
    if (last) rest = rest.slice(0, rest.length - last.length);
    if (!first && !last) return rest;
  }
  return rest;
}
