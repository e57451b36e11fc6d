import { z } from 'zod';
import { capitalize } from '../../../language/text/capitalize.ts';
import { formatZone, parseZoneName } from '../../../language/zones/format-zone.ts';
import { isTimeZone, matchZones, searchZones } from '../../../language/zones/zone.ts';
import { type Argument, argument } from '../../define/argument.ts';
import type { ParseContext } from '../../define/parse-context.ts';
import { err, ok, type Suggestion } from '../../define/parse-result.ts';
import { rawText } from '../../define/raw-value.ts';
import { maxSuggestions } from '../../limits.ts';
import { searchPicker } from '../../pickers/search-picker.ts';

const offer = (name: string, { locale, now }: ParseContext): Suggestion => ({
  label: capitalize(formatZone(name, locale, now)),
  value: name,
});

async function suggest(
  typed: string,
  context: ParseContext,
  _given: unknown,
  limit: number,
): Promise<Suggestion[]> {
  return searchZones(typed, limit, context.now).map((name) => offer(name, context));
}

/** An IANA time zone, found by its name or a city. */
export function timeZone(): Argument<string> {
  return argument<string, ParseContext>({
    name: 'zone',
    schema: z.string().refine(isTimeZone),
    discordOption: { type: 'string', maxLength: 100 },
    greedy: true,
    picker: searchPicker(suggest),
    encode: (value) => value,
    suggest,
    parse(raw, context) {
      const written = rawText(raw).trim();
      const said = parseZoneName(written);
      const meant = said === undefined ? matchZones(written) : [said];
      const found = meant.length > 0 ? meant : searchZones(written, maxSuggestions, context.now);
      const [only] = found;
      if (only !== undefined && found.length === 1) return ok(only);
      return err(
        found.length === 0 ? 'kit.errors.noZone' : 'kit.errors.manyZones',
        { text: written },
        found.map((name) => offer(name, context)),
      );
    },
  });
}
