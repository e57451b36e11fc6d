import { type Argument, argument } from '../argument.ts';
import { inWords } from '../asking/words.ts';
import { bad, good, type ReadContext } from '../kind.ts';
import { distinctLabels, wholeFits } from '../labels.ts';
import { pickedId, pickedPrefix, type RoleReference, roleReference, writtenOf } from '../raw.ts';

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
      if (id !== undefined) {
        const picked = all.find(({ platformId }) => platformId === id);
        return picked ? good(picked) : bad('kit.errors.noRole', { text: written });
      }
      const labels = distinctLabels(
        all.map(({ platformId, name }) => ({ id: platformId, label: name, details: [] })),
      );
      const named = all.map((one, at) => ({
        one,
        ...{ id: one.platformId, label: one.name, shown: labels[at] ?? '', names: [], details: [] },
      }));
      for (const fit of wholeFits(written)) {
        const fitting = named.filter(fit);
        const [only] = fitting;
        if (only && fitting.length === 1) return good(only.one);
        if (only) {
          return bad(
            'kit.errors.many',
            { text: written },
            fitting.map(({ shown, one }) => ({
              label: shown,
              value: `${pickedPrefix}${one.platformId}`,
            })),
          );
        }
      }
      return bad('kit.errors.noRole', { text: written });
    },
  });
}
