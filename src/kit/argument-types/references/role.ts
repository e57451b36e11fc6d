import { type Argument, argument } from '../../define/argument.ts';
import type { ParseContext } from '../../define/parse-context.ts';
import { err, ok } from '../../define/parse-result.ts';
import {
  type RoleReference,
  rawText,
  roleReference,
  selectedId,
  selectedIdPrefix,
} from '../../define/raw-value.ts';
import { distinctLabels } from '../../pickers/search/distinct-labels.ts';
import { exactMatchers } from '../../pickers/search/label-matching.ts';
import { textPicker } from '../../pickers/text-picker.ts';

/** Lists the roles of the current chat's server; empty where the platform has no roles. */
export type RoleLister<Context> = (context: Context) => Promise<readonly RoleReference[]>;

/** A role of a Discord server. On Telegram, which has no roles, it is rejected with an explanation. */
export function role<Context extends ParseContext>(
  rolesHere: RoleLister<Context>,
): Argument<RoleReference, Context> {
  return argument<RoleReference, Context>({
    name: 'role',
    schema: roleReference,
    discordOption: { type: 'role' },
    picker: textPicker,
    encode: (value) => value,
    formField: (raw) => ({
      kind: 'role',
      ...(typeof raw === 'object' && raw.kind === 'role' ? { value: raw } : {}),
    }),
    async parse(raw, context) {
      if (typeof raw === 'object' && raw.kind === 'role') return ok(raw);
      const written = rawText(raw);
      const all = await rolesHere(context);
      if (all.length === 0) return err('kit.errors.noRoles');
      const id = selectedId(raw);
      if (id !== undefined) {
        const picked = all.find(({ platformId }) => platformId === id);
        return picked ? ok(picked) : err('kit.errors.noRole', { text: written });
      }
      const labels = distinctLabels(
        all.map(({ platformId, name }) => ({ id: platformId, label: name, details: [] })),
      );
      const named = all.map((one, at) => ({
        one,
        ...{ id: one.platformId, label: one.name, shown: labels[at] ?? '', names: [], details: [] },
      }));
      for (const fit of exactMatchers(written)) {
        const fitting = named.filter(fit);
        const [only] = fitting;
        if (only && fitting.length === 1) return ok(only.one);
        if (only) {
          return err(
            'kit.errors.many',
            { text: written },
            fitting.map(({ shown, one }) => ({
              label: shown,
              value: `${selectedIdPrefix}${one.platformId}`,
            })),
          );
        }
      }
      return err('kit.errors.noRole', { text: written });
    },
  });
}
