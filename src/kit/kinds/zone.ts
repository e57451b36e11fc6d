import { findZones, readZone, zoneLabel } from '../../language/zone.ts';
import { type Argument, argument } from '../argument.ts';
import { bad, good, type ReadContext } from '../kind.ts';

/** Most values that Discord shows in one autocomplete. */
const mostOffered = 25;

/** An IANA time zone, found by its name or a city. */
export function zone(): Argument<string> {
  return argument<string, ReadContext>({
    name: 'zone',
    discord: { type: 'string', maxLength: 100 },
    takesRest: true,
    async suggest(typed, { now }) {
      return findZones(typed, mostOffered, now).map((name) => ({
        label: zoneLabel(name, now),
        value: name,
      }));
    },
    read(raw, { now }) {
      const written = (typeof raw === 'object' ? raw.name : String(raw)).trim();
      const exact = readZone(written);
      if (exact !== undefined) return good(exact);
      const found = findZones(written, mostOffered, now);
      const [only] = found;
      if (only !== undefined && found.length === 1) return good(only);
      return bad(
        found.length === 0 ? 'kit.errors.noZone' : 'kit.errors.manyZones',
        { text: written },
        found.map((name) => ({ label: zoneLabel(name, now), value: name })),
      );
    },
  });
}
