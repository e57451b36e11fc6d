import { z } from 'zod';
import { fold } from '../../language/fold.ts';
import { type Argument, argument } from '../argument.ts';
import { joined, ticked } from '../asking/panel.ts';
import { byTicking } from '../asking/several.ts';
import { bad, good, type ReadContext } from '../kind.ts';
import { writtenOf } from '../raw.ts';
import { offersOf, readOffered } from './choice.ts';

/**
 * Several of a few fixed values, each once, in the order of `values`: `alerts, events`. Words as for `choice`.
 * @param alias what else a value may be called
 */
export function choices<const Value extends string>(
  values: readonly Value[],
  words: string,
  alias: (written: string) => Value | undefined = () => undefined,
): Argument<readonly Value[]> {
  const offers = offersOf(values, words);
  const readOne = (written: string, context: ReadContext) => {
    const other = alias(written);
    return other === undefined ? readOffered(written, values, words, context) : good(other);
  };
  return argument<readonly Value[], ReadContext>({
    name: 'choices',
    schema: z.array(z.enum(values)).min(1),
    discord: { type: 'string', maxLength: 400 },
    takesRest: true,
    ask: byTicking(offers),
    encode: (chosen) => joined(chosen),
    /** What is typed stays, and each value that is not in it yet is offered behind it. */
    async suggest(typed, context, _given, limit) {
      const parts = ticked(typed);
      const isOpen = !/,\s*$/.test(typed) && parts.length > 0;
      const last = isOpen ? fold(parts.at(-1) ?? '') : '';
      const before = (isOpen ? parts.slice(0, -1) : parts).flatMap((part) => {
        const read = readOne(part, context);
        return read.ok ? [read.value] : [];
      });
      const labels = new Map(offers(context).map(({ label, value }) => [value, label]));
      return values
        .filter((value) => !before.includes(value))
        .filter(
          (value) => fold(labels.get(value) ?? value).includes(last) || value.startsWith(last),
        )
        .map((value) => [...before, value])
        .map((chosen) => ({
          label: joined(chosen.map((value) => labels.get(value) ?? value)),
          value: joined(chosen),
        }))
        .slice(0, limit);
    },
    read(raw, context) {
      const parts = ticked(writtenOf(raw));
      const chosen = new Set<Value>();
      for (const part of parts) {
        const read = readOne(part, context);
        if (!read.ok) return bad(read.problem.key, read.problem.params);
        chosen.add(read.value);
      }
      return chosen.size === 0
        ? bad('kit.errors.missing')
        : good(values.filter((value) => chosen.has(value)));
    },
  });
}
