import { z } from 'zod';
import { capital } from '../../language/capital.ts';
import { findZones, isZone, meantZones } from '../../language/zone.ts';
import { readSaidZone, sayZone } from '../../language/zone-place.ts';
import { type Argument, argument } from '../argument.ts';
import { bySearch } from '../asking/search.ts';
import { bad, good, type ReadContext, type Suggestion } from '../kind.ts';
import { writtenOf } from '../raw.ts';
import { mostOffered } from './pick.ts';

const offer = (name: string, { locale, now }: ReadContext): Suggestion => ({
  label: capital(sayZone(name, locale, now)),
  value: name,
});

async function suggest(
  typed: string,
  context: ReadContext,
  _given: unknown,
  limit: number,
): Promise<Suggestion[]> {
  return findZones(typed, limit, context.now).map((name) => offer(name, context));
}

/** An IANA time zone, found by its name or a city. */
export function zone(): Argument<string> {
  return argument<string, ReadContext>({
    name: 'zone',
    schema: z.string().refine(isZone),
    discord: { type: 'string', maxLength: 100 },
    takesRest: true,
    ask: bySearch(suggest),
    encode: (value) => value,
    suggest,
    read(raw, context) {
      const written = writtenOf(raw).trim();
      const said = readSaidZone(written);
      const meant = said === undefined ? meantZones(written) : [said];
      const found = meant.length > 0 ? meant : findZones(written, mostOffered, context.now);
      const [only] = found;
      if (only !== undefined && found.length === 1) return good(only);
      return bad(
        found.length === 0 ? 'kit.errors.noZone' : 'kit.errors.manyZones',
        { text: written },
        found.map((name) => offer(name, context)),
      );
    },
  });
}
