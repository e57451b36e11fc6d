import { z } from 'zod';
import { type Argument, argument } from '../../define/argument.ts';
import type { ParseContext } from '../../define/parse-context.ts';
import { err, ok } from '../../define/parse-result.ts';
import {
  type PersonReference,
  personReference,
  type RoleReference,
  roleReference,
} from '../../define/raw-value.ts';
import { type PeopleFinder, parsePerson, personInput } from './person.ts';

type Grantee = PersonReference | RoleReference;

/** A person, or everyone with a role of a Discord server. */
export function grantee<Context extends ParseContext>(
  findPeople: PeopleFinder<Context>,
): Argument<Grantee, Context> {
  return argument<Grantee, Context>({
    ...personInput(findPeople),
    name: 'grantee',
    schema: z.discriminatedUnion('kind', [personReference, roleReference]),
    discordOption: { type: 'mentionable' },
    encode: (value) => value,
    formField: (raw) => ({
      kind: 'personOrRole',
      ...(typeof raw === 'object' && (raw.kind === 'person' || raw.kind === 'role')
        ? { value: raw }
        : {}),
    }),
    parse(raw, context) {
      if (typeof raw === 'object') {
        return raw.kind === 'person' || raw.kind === 'role'
          ? ok<Grantee>(raw)
          : err('kit.errors.noPerson', { text: raw.name });
      }
      return parsePerson(raw, context, findPeople);
    },
  });
}
