import { z } from 'zod';
import { capital } from '../../language/capital.ts';
import { fold } from '../../language/fold.ts';
import { type Argument, argument } from '../argument.ts';
import { byButtons } from '../asking/buttons.ts';
import { bad, good, type KindName, type Read, type ReadContext, type Suggestion } from '../kind.ts';
import { spelled } from '../names.ts';
import { writtenOf } from '../raw.ts';

/** The offer of each value, in the reader's words. */
export const offersOf =
  <Value extends string>(values: readonly Value[], words: string) =>
  ({ t }: ReadContext): Suggestion[] =>
    values.map((value) => ({ label: capital(t(`${words}.${value}`)), value }));

/** The value whose name or word this is, with or without marks, with `_` or a space between its words. */
export function readOffered<Value extends string>(
  written: string,
  values: readonly Value[],
  words: string,
  context: ReadContext,
): Read<Value> {
  const wanted = spelled(written);
  const found = values.find(
    (value) => spelled(value) === wanted || spelled(context.t(`${words}.${value}`)) === wanted,
  );
  if (found !== undefined) return good(found);
  return bad(
    'kit.errors.notOffered',
    { text: written, offered: values.map((value) => context.t(`${words}.${value}`)).join(', ') },
    offersOf(values, words)(context),
  );
}

/**
 * One of a few fixed values. `words` is the prefix of their names in the catalogue: `alerts.severity` finds `alerts.severity.minor`.
 * Discord's static choices would refuse what a person types, so they are offered by autocomplete.
 */
export function choice<const Value extends string>(
  values: readonly Value[],
  words: string,
  name: Extract<KindName, 'choice' | 'language'> = 'choice',
): Argument<Value> {
  const offers = offersOf(values, words);
  return argument<Value, ReadContext>({
    name,
    schema: z.enum(values),
    discord: { type: 'string', maxLength: 100 },
    takesRest: true,
    ask: byButtons(offers),
    encode: (value) => value,
    async suggest(typed, context, _given, limit) {
      const wanted = fold(typed);
      return offers(context)
        .filter(({ label, value }) => fold(label).includes(wanted) || value.startsWith(wanted))
        .slice(0, limit);
    },
    read: (raw, context) => readOffered(writtenOf(raw), values, words, context),
  });
}
