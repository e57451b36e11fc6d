import { type Argument, argument } from '../argument.ts';
import { inWords } from '../asking/words.ts';
import { bad, good, type ReadContext } from '../kind.ts';
import { pickedId, type RoleReference, roleReference, writtenOf } from '../raw.ts';

/** The roles of the place in which somebody acts; none where the platform has no roles. */
export type RolesHere<Context> = (context: Context) => Promise<readonly RoleReference[]>;

/** A role of a Discord server. Telegram has none: there it is refused, kindly. */
export function role<Context extends ReadContext>(
  rolesHere: RolesHere<Context>,
): Argument<RoleReference, Context> {
  return argument<RoleReference, Context>({
    name: 'role',
    schema: roleReference,
    discord: { type: 'role' },
    ask: inWords,
    encode: (value) => value,
    async read(raw, context) {
      if (typeof raw === 'object' && raw.kind === 'role') return good(raw);
      const written = writtenOf(raw);
      const all = await rolesHere(context);
      if (all.length === 0) return bad('kit.errors.noRoles');
      const id = pickedId(raw);
      const found = all.find(({ platformId, name }) =>
        id === undefined ? name.toLowerCase() === written.toLowerCase() : platformId === id,
      );
      return found ? good(found) : bad('kit.errors.noRole', { text: written });
    },
  });
}
