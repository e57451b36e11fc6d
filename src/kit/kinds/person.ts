import { type Argument, argument } from '../argument.ts';
import { bad, good, type ReadContext } from '../kind.ts';
import { type PersonReference, pickedId, pickedPrefix, type RoleReference } from '../raw.ts';

/** How the program finds people by what is typed: `@name` or a display name. */
export type FindPeople<Context> = (
  typed: string,
  context: Context,
) => Promise<readonly PersonReference[]>;

async function readPerson<Context extends ReadContext>(
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

/** A person: a user option on Discord; a mention, a reply or a name on Telegram. */
export function person<Context extends ReadContext>(
  findPeople: FindPeople<Context>,
): Argument<PersonReference, Context> {
  return argument<PersonReference, Context>({
    name: 'person',
    discord: { type: 'user' },
    read(raw, context) {
      if (typeof raw === 'object') {
        return raw.kind === 'person' ? good(raw) : bad('kit.errors.noPerson', { text: raw.name });
      }
      return readPerson(pickedId(raw) ?? String(raw), context, findPeople);
    },
  });
}

/** A person, or a role of a Discord server. */
export function grantee<Context extends ReadContext>(
  findPeople: FindPeople<Context>,
): Argument<PersonReference | RoleReference, Context> {
  return argument<PersonReference | RoleReference, Context>({
    name: 'grantee',
    discord: { type: 'mentionable' },
    read(raw, context) {
      if (typeof raw === 'object') {
        return raw.kind === 'chat' ? bad('kit.errors.noPerson', { text: raw.name }) : good(raw);
      }
      return readPerson(pickedId(raw) ?? String(raw), context, findPeople);
    },
  });
}
