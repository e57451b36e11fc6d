import type { BilingualPhrases, PhraseTable } from '../parser/phrase-table.ts';
import { english } from './en/english.ts';
import { vietnamese } from './vi/vietnamese.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Phrases of one kind in both languages; both are always understood. */
export function phrasesFor<Kind extends keyof Vocabulary>(
  kind: Kind,
): BilingualPhrases<Vocabulary[Kind] extends PhraseTable<infer Value> ? Value : never>;
export function phrasesFor(kind: keyof Vocabulary): BilingualPhrases<unknown> {
  return { en: english[kind], vi: vietnamese[kind] };
}
