import type { Matches } from './find-matching.ts';
import { type QueryTerm, queryTerms } from './query-terms.ts';
import type { Word } from './words.ts';

/** Words of one query that can be corrected. */
const maxCorrections = 3;
/** Events among which the word that was meant is chosen. */
const sampleSize = 20;

export interface CorrectionServices {
  find(terms: readonly QueryTerm[]): Promise<Matches>;
  /** Known words like one that was typed, the closest first. */
  similarWords(folded: string): Promise<string[]>;
  /** All words of each of the events. */
  readWords(ids: readonly string[]): Promise<readonly (readonly Word[])[]>;
}

/** What a word may have meant: itself, or words like it. */
type Slot = { typed: Word; options?: readonly string[] };

function termsOf(slots: readonly Slot[]): QueryTerm[] {
  const terms: QueryTerm[] = [];
  let run: Word[] = [];
  for (const { typed, options } of slots) {
    if (!options) {
      run.push(typed);
      continue;
    }
    const alternatives = options.map(
      (word) => ({ words: [word], kind: 'sequence', inPlace: false }) as const,
    );
    terms.push(...queryTerms(run), { typed: [typed], alternatives, related: [], names: [] });
    run = [];
  }
  return [...terms, ...queryTerms(run)];
}

/** Gives a slot its similar words; undefined where there are none. */
async function corrected(
  slots: readonly Slot[],
  at: number,
  { similarWords }: CorrectionServices,
): Promise<Slot[] | undefined> {
  const slot = slots[at];
  if (!slot || slot.options) return undefined;
  const options = await similarWords(slot.typed.folded);
  return options.length === 0 ? undefined : slots.with(at, { ...slot, options });
}

/** Corrects the words that no event has; the matches are empty where that is not possible. */
async function correctUnknown(
  words: readonly Word[],
  services: CorrectionServices,
): Promise<{ slots: Slot[]; matches: Matches }> {
  let slots: Slot[] = words.map((typed) => ({ typed }));
  let matches = await services.find(termsOf(slots));
  for (let count = 0; count < maxCorrections && 'unknown' in matches; count += 1) {
    const { typed } = matches.unknown;
    const at = slots.findIndex((slot) => !slot.options && typed.includes(slot.typed));
    const next = await corrected(slots, at, services);
    if (!next) break;
    slots = next;
    matches = await services.find(termsOf(slots));
  }
  return { slots, matches };
}

/** Corrects one word where every word is known, but no event has them all. */
async function correctOne(
  slots: readonly Slot[],
  services: CorrectionServices,
): Promise<{ slots: Slot[]; matches: Matches } | undefined> {
  for (const at of slots.keys()) {
    if (at >= maxCorrections) break;
    const next = await corrected(slots, at, services);
    if (!next) continue;
    const matches = await services.find(termsOf(next));
    if (matches.events.length > 0) return { slots: next, matches };
  }
  return undefined;
}

/** The option that most of the events have, and every word as the events write it. */
function choose({ typed, options }: Slot, events: readonly (readonly Word[])[]): Word {
  const countOf = (word: string) =>
    events.filter((words) => words.some(({ folded }) => folded === word)).length;
  const folded = (options ?? [typed.folded]).reduce((best, word) =>
    countOf(word) > countOf(best) ? word : best,
  );
  if (!options && typed.exact !== typed.folded) return typed;
  const written = events.flat().find((word) => word.folded === folded);
  return { exact: written?.exact ?? folded, folded };
}

/** Other words of a query that finds nothing, such as find something; undefined where there are none. */
export async function correctTypos(
  words: readonly Word[],
  services: CorrectionServices,
): Promise<Word[] | undefined> {
  const unknown = await correctUnknown(words, services);
  const found =
    unknown.matches.events.length > 0 || 'unknown' in unknown.matches
      ? unknown
      : await correctOne(unknown.slots, services);
  if (!found || found.matches.events.length === 0) return undefined;
  const texts = await services.readWords(
    found.matches.events.slice(0, sampleSize).map(({ id }) => id),
  );
  return found.slots.map((slot) => choose(slot, texts));
}
