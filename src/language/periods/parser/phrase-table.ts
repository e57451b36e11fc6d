/** Phrases with their meanings. Words are separated by single spaces. */
export type PhraseTable<Value> = Readonly<Record<string, Value>>;

/** Phrases of one kind in each language. */
export interface BilingualPhrases<Value> {
  readonly en: PhraseTable<Value>;
  readonly vi: PhraseTable<Value>;
}
