import { readPeriod } from '../../language/periods/index.ts';
import { questionWords } from './question-words.ts';

/** What a question asks for: the arguments of `/events`, each as it was written. */
export interface EventQuestion {
  when?: string;
  place?: string;
  query?: string;
}

/** Longer texts are no questions of ours; the limits also bound the work. */
const longest = { text: 200, words: 18, period: 8 } as const;

/** A word that opens a question is one of its first. */
const openingWords = 4;

interface Word {
  text: string;
  /** In lower case, without apostrophes. */
  plain: string;
}

const wordsOf = (text: string): Word[] =>
  text
    .split(/\s+/u)
    .map((word) => word.replace(/^[“"'(]+|[”"')?!,;:…]+$|\.$/gu, ''))
    .filter((word) => word !== '')
    .map((word) => ({
      text: word,
      plain: word.normalize('NFC').toLowerCase().replace(/[’'`]/g, ''),
    }));

const written = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');

/** The words without the first phrase that asks; undefined when there is none. */
function withoutAsking(words: readonly Word[]): Word[] | undefined {
  for (const phrase of questionWords().asking) {
    const at = words.findIndex((_, index) =>
      phrase.every((forms, offset) => forms.has(words[index + offset]?.plain ?? '')),
    );
    if (at !== -1) return [...words.slice(0, at), ...words.slice(at + phrase.length)];
  }
  return undefined;
}

/** Whether words ask for something, whatever it is: `any markets …`, `có lễ hội nào … không`. */
function isAskingForSomething(words: readonly Word[]): boolean {
  const { openings, existence, closings } = questionWords();
  if (words.slice(0, openingWords).some(({ plain }) => openings.has(plain))) return true;
  const holds = (set: ReadonlySet<string>) => words.some(({ plain }) => set.has(plain));
  return holds(existence) && holds(closings);
}

/** The words without particles at both ends. */
function trimmed(words: readonly Word[]): Word[] {
  const { particles } = questionWords();
  const isSaying = ({ plain }: Word) => !particles.has(plain);
  const first = words.findIndex(isSaying);
  return first === -1 ? [] : words.slice(first, words.findLastIndex(isSaying) + 1);
}

function isPeriod(text: string, today: Temporal.PlainDate): boolean {
  const read = readPeriod(text, { today });
  return read.ok || read.key === 'dates.errors.ambiguous';
}

/** Whether there is a period among these words, one that was not taken for the answer. */
const holdsPeriod = (words: readonly Word[], today: Temporal.PlainDate): boolean =>
  splitAtPeriod(words, today).when !== undefined;

/** The longest run of words that is a period, and the words around it. */
function splitAtPeriod(
  words: readonly Word[],
  today: Temporal.PlainDate,
): { when?: string; others: Word[][] } {
  for (let length = Math.min(words.length, longest.period); length > 0; length -= 1)
    for (let start = 0; start + length <= words.length; start += 1) {
      const when = written(words.slice(start, start + length));
      if (isPeriod(when, today))
        return { when, others: [words.slice(0, start), words.slice(start + length)] };
    }
  return { others: [[...words]] };
}

/** What stands after a word such as “in”, and what stands before it. */
function splitAtPlace(words: readonly Word[]): { query: Word[]; place: Word[] } {
  const { placeWords } = questionWords();
  const at = words.findLastIndex(
    ({ plain }, index) => placeWords.has(plain) && index < words.length - 1,
  );
  return at === -1
    ? { query: [...words], place: [] }
    : { query: words.slice(0, at), place: words.slice(at + 1) };
}

/**
 * Reads a question for events in either language: `cuối tuần này có gì ở Huế?`, `what's on tomorrow night in Hanoi`. Days
 * alone are one, too.
 * @returns undefined when it asks for something else, or for nothing
 */
export function readEventQuestion(
  text: string,
  today: Temporal.PlainDate,
): EventQuestion | undefined {
  if (text.length > longest.text) return undefined;
  const words = wordsOf(text);
  if (words.length === 0 || words.length > longest.words) return undefined;
  if (isPeriod(written(words), today)) return { when: written(words) };
  const rest = withoutAsking(words);
  const question = splitQuestion(rest ?? words, today);
  if (rest) return question;
  // Without a phrase that asks for events, days make it a question of ours: alone, with a place, or with words that ask.
  const isQuestion =
    question?.when !== undefined && (question.query === undefined || isAskingForSomething(words));
  return isQuestion ? question : undefined;
}

/** The days and the place that words name, and what else they say; undefined where they name two different days. */
function splitQuestion(
  words: readonly Word[],
  today: Temporal.PlainDate,
): EventQuestion | undefined {
  const { when, others } = splitAtPeriod(trimmed(words), today);
  const parts = others.map(trimmed).map(splitAtPlace);
  const query = written(parts.flatMap((part) => trimmed(part.query)));
  const place = written(parts.flatMap((part) => part.place));
  // Two different days, and a place without a letter, are something else.
  if (others.some((part) => holdsPeriod(part, today))) return undefined;
  if (place !== '' && !/\p{L}/u.test(place)) return undefined;
  return {
    ...(when === undefined ? {} : { when }),
    ...(place === '' ? {} : { place }),
    ...(query === '' ? {} : { query }),
  };
}

/**
 * Reads what is typed where nothing but events is looked for, so that no word needs to ask for them: `phim cuối tuần
 * này`. What is too long to be split is a query as it stands.
 */
export function readEventSearch(text: string, today: Temporal.PlainDate): EventQuestion {
  const words = wordsOf(text);
  if (text.length > longest.text || words.length > longest.words) return { query: text };
  if (isPeriod(written(words), today)) return { when: written(words) };
  return splitQuestion(withoutAsking(words) ?? words, today) ?? { query: text };
}
