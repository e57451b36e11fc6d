import { type Argument, argument } from '../argument.ts';
import { byPerson } from '../asking/person.ts';
import { bad, good, type ReadContext } from '../kind.ts';
import { type PersonReference, personReference, pickedId, pickedPrefix } from '../raw.ts';

/** How the program finds people by what is typed: `@name`, a platform's id or a display name. */
export type FindPeople<Context> = (
  typed: string,
  context: Context,
) => Promise<readonly PersonReference[]>;

/** The one person whom these words name, or who else could be meant. */
export async function readPerson<Context extends ReadContext>(
  written: string,
  context: Context,
  findPeople: FindPeople<Context>,
) {
  const found = await findPeople(written, context);
  const [only] = found;
  if (only !== undefined && found.length === 1) return good(only);
  return bad(
    found.length === 0 ? 'kit.errors.noPerson' : 'kit.errors.many',
    { text: written },
    found.map(({ name, username, platformId }) => ({
      label: username ? `${name} (@${username})` : name,
      value: `${pickedPrefix}${platformId}`,
    })),
  );
}

/** A person: a user option on Discord; a mention, a reply, the platform's own list or a name on Telegram. */
export function person<Context extends ReadContext>(
  findPeople: FindPeople<Context>,
): Argument<PersonReference, Context> {
  return argument<PersonReference, Context>({
    name: 'person',
    schema: personReference,
    discord: { type: 'user' },
    ask: byPerson,
    encode: (value) => value,
    read(raw, context) {
      if (typeof raw === 'object') {
        return raw.kind === 'person' ? good(raw) : bad('kit.errors.noPerson', { text: raw.name });
      }
      return readPerson(pickedId(raw) ?? String(raw), context, findPeople);
    },
  });
}
