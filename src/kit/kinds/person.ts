import { type Argument, argument } from '../argument.ts';
import { byPerson } from '../asking/person.ts';
import { bad, good, type ReadContext, type Suggestion } from '../kind.ts';
import { distinctLabels, seenKey } from '../labels.ts';
import { type PersonReference, personReference, pickedId, pickedPrefix, type Raw } from '../raw.ts';
import { shownName } from '../shown-name.ts';

/** How the program finds people by what somebody wrote. */
export interface FindPeople<Context> {
  /** Whom a platform's id or a `@name` names (written without the @): these are one's own. */
  named(
    whose: { platformId: string } | { username: string },
    context: Context,
  ): Promise<readonly PersonReference[]>;
  /** Who is called something like these words: anybody may call themselves so, and they are only offered. */
  called(words: string, context: Context): Promise<readonly PersonReference[]>;
}

/** Who is called something like these words, on offer. */
export const offerCalled = async <Context>(
  words: string,
  context: Context,
  { called }: FindPeople<Context>,
): Promise<Suggestion[]> => offerPeople(await called(words, context));

/** People on offer, each with the @name that tells them from others who are called the same, or with a code. */
function offerPeople(people: readonly PersonReference[]): Suggestion[] {
  const labels = distinctLabels(
    people.map((one) => ({ id: one.platformId, label: shownName(one), details: [] })),
  );
  return people.map(({ platformId }, at) => ({
    label: labels[at] ?? '',
    value: `${pickedPrefix}${platformId}`,
  }));
}

/** Whether a word is an @name: nobody's display name goes on behind one. */
export const isUsername = (word: string): boolean => /^@\S+$/.test(word);

/** The @name in what somebody wrote: alone, or as it stands behind a name on offer. */
const usernameIn = (written: string): string | undefined =>
  /^@(.+)$/.exec(written)?.[1] ?? /\(@([^\s()]+)\)$/.exec(written)?.[1];

/** Whom a label on offer means that carries a code: a name without an @name is anybody's. */
async function codedPerson<Context>(
  written: string,
  context: Context,
  { called }: FindPeople<Context>,
): Promise<PersonReference | undefined> {
  const [, name] = /^(.+) · #[0-9a-f]{4,32}$/.exec(written) ?? [];
  const people = name === undefined ? [] : await called(name, context);
  const labels = offerPeople(people).map(({ label }) => seenKey(label));
  return people[labels.indexOf(seenKey(written))];
}

/** The one person whom these words name, or who could be meant. */
export async function readPerson<Context extends ReadContext>(
  raw: Exclude<Raw, object>,
  context: Context,
  find: FindPeople<Context>,
) {
  const id = pickedId(raw);
  const written = String(raw).trim();
  const username = usernameIn(written);
  const isNamed = id !== undefined || username !== undefined;
  const coded = isNamed ? undefined : await codedPerson(written, context, find);
  if (coded) return good(coded);
  const found = isNamed
    ? await find.named(
        id === undefined ? { username: username ?? '' } : { platformId: id },
        context,
      )
    : await find.called(written, context);
  const [only] = found;
  if (only === undefined) return bad('kit.errors.noPerson', { text: written });
  if (isNamed && found.length === 1) return good(only);
  return bad('kit.errors.whichPerson', { text: written }, offerPeople(found));
}

/** A person: a user option on Discord; a mention, a reply, the platform's own list or a name on Telegram. */
export function person<Context extends ReadContext>(
  findPeople: FindPeople<Context>,
): Argument<PersonReference, Context> {
  return argument<PersonReference, Context>({
    name: 'person',
    schema: personReference,
    discord: { type: 'user' },
    claims: isUsername,
    takesRest: true,
    ask: byPerson((words, context) => offerCalled(words, context, findPeople)),
    encode: (value) => value,
    read(raw, context) {
      if (typeof raw === 'object') {
        return raw.kind === 'person' ? good(raw) : bad('kit.errors.noPerson', { text: raw.name });
      }
      return readPerson(raw, context, findPeople);
    },
  });
}
