import { z } from 'zod';
import { type Argument, argument } from '../define/argument.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { err, ok } from '../define/parse-result.ts';
import { rawText } from '../define/raw-value.ts';
import { multiSelectPicker } from '../pickers/multi-select-picker.ts';
import { joinValues, splitValues } from '../pickers/value-list.ts';
import { isNamed, parseChoice, suggestionsFor } from './choice.ts';

/**
 * Several of a few fixed values, without duplicates, in the order of `values`: `alerts, events`. `words` as for `choice`.
 * @param alias other accepted names of a value
 */
export function choices<const Value extends string>(
  values: readonly Value[],
  words: string,
  alias: (written: string) => Value | undefined = () => undefined,
): Argument<readonly Value[]> {
  const offers = suggestionsFor(values, words);
  const readOne = (written: string, context: ParseContext) => {
    const other = alias(written);
    return other === undefined ? parseChoice(written, values, words, context) : ok(other);
  };
  return argument<readonly Value[], ParseContext>({
    name: 'choices',
    schema: z.array(z.enum(values)).min(1),
    discordOption: { type: 'string', maxLength: 400 },
    greedy: true,
    picker: multiSelectPicker(offers),
    encode: (chosen) => joinValues(chosen),
    formField(raw, context) {
      const parts = raw === undefined ? [] : splitValues(rawText(raw));
      const chosen = parts.flatMap((part) => {
        const read = readOne(part, context);
        return read.ok ? [read.value] : [];
      });
      return { kind: 'several', options: offers(context), values: [...new Set(chosen)] };
    },
    /** Suggests the typed text followed by each value that it does not contain yet. */
    async suggest(typed, context, _given, limit) {
      const parts = splitValues(typed);
      const isOpen = !/,\s*$/.test(typed) && parts.length > 0;
      const last = isOpen ? (parts.at(-1) ?? '') : '';
      const before = (isOpen ? parts.slice(0, -1) : parts).flatMap((part) => {
        const read = readOne(part, context);
        return read.ok ? [read.value] : [];
      });
      const labels = new Map(offers(context).map(({ label, value }) => [value, label]));
      return values
        .filter((value) => !before.includes(value))
        .filter((value) =>
          isNamed({ label: labels.get(value) ?? value, value }, last, words, context),
        )
        .map((value) => [...before, value])
        .map((chosen) => ({
          label: joinValues(chosen.map((value) => labels.get(value) ?? value)),
          value: joinValues(chosen),
        }))
        .slice(0, limit);
    },
    parse(raw, context) {
      const parts = splitValues(rawText(raw));
      const chosen = new Set<Value>();
      for (const part of parts) {
        const read = readOne(part, context);
        if (!read.ok) return err(read.error.key, read.error.params);
        chosen.add(read.value);
      }
      return chosen.size === 0
        ? err('kit.errors.missing')
        : ok(values.filter((value) => chosen.has(value)));
    },
  });
}
