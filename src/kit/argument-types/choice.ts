import { z } from 'zod';
import { hasMessage, translators } from '../../language/catalogue.ts';
import { locales } from '../../language/locale.ts';
import { capitalize } from '../../language/text/capitalize.ts';
import { fold } from '../../language/text/fold.ts';
import { type Argument, argument } from '../define/argument.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { err, ok, type ParseResult, type Suggestion } from '../define/parse-result.ts';
import { rawText } from '../define/raw-value.ts';
import { normalizeName } from '../names/normalize-name.ts';
import { buttonPicker } from '../pickers/button-picker.ts';

/** Suggestions for the values, translated. */
export const suggestionsFor =
  <Value extends string>(values: readonly Value[], words: string) =>
  ({ t }: ParseContext): Suggestion[] =>
    values.map((value) => ({ label: capitalize(t(`${words}.${value}`)), value }));

/** The names of a value in the languages that have one, apart from the reader's. */
const namesElsewhere = (key: string, { locale }: ParseContext): string[] =>
  locales
    .filter((other) => other !== locale && hasMessage(key, other))
    .map((other) => translators[other].t(key));

/** Whether part of a value's name, in any language, was typed. */
export function isNamed(
  { label, value }: Suggestion,
  typed: string,
  words: string,
  context: ParseContext,
): boolean {
  const wanted = fold(typed);
  const names = [label, ...namesElsewhere(`${words}.${value}`, context)];
  return value.startsWith(wanted) || names.some((name) => fold(name).includes(wanted));
}

/**
 * The value with this name or its translation into any language; the reader's language comes first. Ignores diacritics,
 * and accepts `_` or a space between words.
 */
export function parseChoice<Value extends string>(
  written: string,
  values: readonly Value[],
  words: string,
  context: ParseContext,
): ParseResult<Value> {
  const wanted = normalizeName(written);
  const found =
    values.find(
      (value) =>
        normalizeName(value) === wanted || normalizeName(context.t(`${words}.${value}`)) === wanted,
    ) ??
    values.find((value) =>
      namesElsewhere(`${words}.${value}`, context).some((name) => normalizeName(name) === wanted),
    );
  if (found !== undefined) return ok(found);
  return err(
    'kit.errors.notOffered',
    { text: written, offered: values.map((value) => context.t(`${words}.${value}`)).join(', ') },
    suggestionsFor(values, words)(context),
  );
}

/**
 * One of a few fixed values. `words` is the prefix of their message keys: with `alerts.severity`, the value `minor` has
 * the key `alerts.severity.minor`. Offered by autocomplete, since Discord's static choices reject typed text.
 */
export function choice<const Value extends string>(
  values: readonly Value[],
  words: string,
  name = 'choice',
): Argument<Value> {
  const offers = suggestionsFor(values, words);
  return argument<Value, ParseContext>({
    name,
    schema: z.enum(values),
    discordOption: { type: 'string', maxLength: 100 },
    greedy: true,
    picker: buttonPicker(offers),
    encode: (value) => value,
    formField(raw, context) {
      const read =
        raw === undefined ? undefined : parseChoice(rawText(raw), values, words, context);
      return {
        kind: 'one',
        options: offers(context),
        ...(read?.ok ? { value: read.value } : {}),
      };
    },
    async suggest(typed, context, _given, limit) {
      return offers(context)
        .filter((offer) => isNamed(offer, typed, words, context))
        .slice(0, limit);
    },
    parse: (raw, context) => parseChoice(rawText(raw), values, words, context),
  });
}
