import type { Token } from './parser/tokenizer.ts';
import {
  asked,
  fillers,
  placeWords,
  questionEnds,
  questionStarts,
  refersBack,
} from './vocabulary/fillers.ts';
import { isTimeWord } from './vocabulary/time-words.ts';

/** Nobody writes more of them in a row. */
const maxFillers = 6;

const matchesAt = (tokens: readonly Token[], at: number, words: readonly string[]) =>
  at >= 0 && words.every((word, index) => tokens[at + index]?.folded === word);

/** Words of a question about a day are fewer. */
const maxQuestionWords = 8;

/** Of the last words of a question, so many can be particles. */
const particlesAfterQuestion = 3;

/** Whether a question about a day begins here: `có gì`, `còn ai`, `bên mình có`, `any`. */
function beginsQuestion(tokens: readonly Token[], at: number): boolean {
  const [word = '', next = ''] = tokens.slice(at, at + 2).map(({ folded }) => folded);
  if (!questionStarts.has(word)) return false;
  if (word === 'ben') return next === 'minh';
  if (word === 'con') return asked.has(next);
  // “có” alone also says that somebody has something.
  const ends = tokens.slice(-particlesAfterQuestion).some(({ folded }) => questionEnds.has(folded));
  return word !== 'co' || asked.has(next) || ends;
}

/** `buổi nào` and `buổi gì` are no part of a day. */
const isAsked = (token: Token, next: Token | undefined): boolean =>
  token.folded === 'buoi' && asked.has(next?.folded ?? '');

/** The tokens without a question at the end that says nothing of the time, nor of a place: `cn có workshop ko`, `mon-wed, any slots?` */
function withoutQuestion(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex((_, index) => index > 0 && beginsQuestion(tokens, index));
  const question = at < 0 ? [] : tokens.slice(at);
  const isPlain = question.every(
    (token, index) =>
      token.kind === 'word' &&
      (!isTimeWord(token) || isAsked(token, question[index + 1])) &&
      !placeWords.has(token.folded),
  );
  return question.length > 1 && question.length <= maxQuestionWords && isPlain
    ? tokens.slice(0, at)
    : tokens;
}

/** The tokens of a text without polite and other words around it: `mai nha bot`, `what's on tomorrow`, `mai có gì không`. */
export function withoutFillers(tokens: readonly Token[]): Token[] {
  const phrases = fillers();
  let rest = [...withoutQuestion(tokens)];
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
    if (!first && !last) return [...withoutQuestion(rest)];
  }
  return [...withoutQuestion(rest)];
}
