import { fold } from '../../language/fold.ts';
import { type Argument, argument } from '../argument.ts';
import { bad, good, type ReadContext } from '../kind.ts';

/**
 * One of a few fixed values. `words` is the prefix of their names in the catalogue: `alerts.severity` finds `alerts.severity.minor`.
 * Discord's static choices would refuse what a person types, so they are offered by autocomplete.
 */
export function choice<const Value extends string>(
  values: readonly Value[],
  words: string,
): Argument<Value> {
  const offers = ({ t }: ReadContext) =>
    values.map((value) => ({ label: t(`${words}.${value}`), value }));
  return argument<Value, ReadContext>({
    name: 'choice',
    discord: { type: 'string', maxLength: 100 },
    choices: offers,
    async suggest(typed, context) {
      const wanted = fold(typed);
      return offers(context).filter(
        ({ label, value }) => fold(label).includes(wanted) || value.startsWith(wanted),
      );
    },
    read(raw, context) {
      const written = typeof raw === 'object' ? raw.name : String(raw);
      const wanted = fold(written);
      const found = values.find(
        (value) => fold(value) === wanted || fold(context.t(`${words}.${value}`)) === wanted,
      );
      if (found !== undefined) return good(found);
      const offered = offers(context);
      return bad(
        'kit.errors.notOffered',
        { text: written, offered: offered.map(({ label }) => label).join(', ') },
        offered,
      );
    },
  });
}
