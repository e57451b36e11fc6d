import { z } from 'zod';
import { type Argument, argument } from '../argument.ts';
import { byPerson } from '../asking/person.ts';
import { bad, good, type ReadContext } from '../kind.ts';
import {
  type PersonReference,
  personReference,
  type RoleReference,
  roleReference,
} from '../raw.ts';
import { type FindPeople, isUsername, offerCalled, readPerson } from './person.ts';

type Grantee = PersonReference | RoleReference;

/** Who may be given something: a person, or everyone with a role of a Discord server. */
export function grantee<Context extends ReadContext>(
  findPeople: FindPeople<Context>,
): Argument<Grantee, Context> {
  return argument<Grantee, Context>({
    name: 'grantee',
    schema: z.discriminatedUnion('kind', [personReference, roleReference]),
    discord: { type: 'mentionable' },
    claims: isUsername,
    takesRest: true,
    ask: byPerson((words, context) => offerCalled(words, context, findPeople)),
    encode: (value) => value,
    read(raw, context) {
      if (typeof raw === 'object') {
        return raw.kind === 'person' || raw.kind === 'role'
          ? good<Grantee>(raw)
          : bad('kit.errors.noPerson', { text: raw.name });
      }
      return readPerson(raw, context, findPeople);
    },
  });
}
