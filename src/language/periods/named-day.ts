import { alt, occursIn, phrase } from './parser/combinators.ts';
import { tokenize } from './parser/tokenizer.ts';
import { movingDays, namedDays } from './vocabulary/named-days.ts';

const dayName = alt<unknown[]>(phrase(namedDays), phrase(movingDays));

/** Whether a text contains the name of a day, which may also be part of a title or a person's name: Noel, Tết. */
export function containsNamedDay(text: string): boolean {
  return occursIn(dayName, tokenize(text) ?? []);
}
