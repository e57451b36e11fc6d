import { displayName } from '../../language/text/display-name.ts';
import { type Argument, argument } from '../define/argument.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { err, ok, type Suggestion } from '../define/parse-result.ts';
import {
  type PersonReference,
  personReference,
  type RawValue,
  selectedId,
  selectedIdPrefix,
} from '../define/raw-value.ts';
import { distinctLabels, normalizeLabel } from '../pickers/distinct-labels.ts';
import { personPicker } from '../pickers/person-picker.ts';

/** How the program finds people by what somebody wrote. */
export interface PeopleFinder<Context> {
  /** Whom a platform's id or a `@name` names (written without the @): these are one's own. */
  byIdentifier(
    whose: { platformId: string } | { username: string },
    context: Context,
  ): Promise<readonly PersonReference[]>;
  /** Who is called something like these words: anybody may call themselves so, and they are only offered. */
  byDisplayName(words: string, context: Context): Promise<readonly PersonReference[]>;
}

/** Who is called something like these words, on offer. */
const suggestPeople = async <Context>(
  words: string,
  context: Context,
  { byDisplayName }: PeopleFinder<Context>,
): Promise<Suggestion[]> => toSuggestions(await byDisplayName(words, context));

/** People on offer, each with the @name that tells them from others who are called the same, or with a code. */
function toSuggestions(people: readonly PersonReference[]): Suggestion[] {
  const labels = distinctLabels(
    people.map((one) => ({ id: one.platformId, label: displayName(one), details: [] })),
  );
  return people.map(({ platformId }, at) => ({
    label: labels[at] ?? '',
    value: `${selectedIdPrefix}${platformId}`,
  }));
}

/** Whether a word is an @name: nobody's display name goes on behind one. */
const isUsername = (word: string): boolean => /^@\S+$/.test(word);

/** The @name in what somebody wrote: alone, or as it stands behind a name on offer. */
const usernameIn = (written: string): string | undefined =>
  /^@(.+)$/.exec(written)?.[1] ?? /\(@([^\s()]+)\)$/.exec(written)?.[1];

/** Whom a label on offer means that carries a code: a name without an @name is anybody's. */
async function findByDisambiguationCode<Context>(
  written: string,
  context: Context,
  { byDisplayName }: PeopleFinder<Context>,
): Promise<PersonReference | undefined> {
  const [, name] = /^(.+) · #[0-9a-f]{4,32}$/.exec(written) ?? [];
  const people = name === undefined ? [] : await byDisplayName(name, context);
  const labels = toSuggestions(people).map(({ label }) => normalizeLabel(label));
  return people[labels.indexOf(normalizeLabel(written))];
}

/** The one person whom these words name, or who could be meant. */
export async function parsePerson<Context extends ParseContext>(
  raw: Exclude<RawValue, object>,
  context: Context,
  find: PeopleFinder<Context>,
) {
  const id = selectedId(raw);
  const written = String(raw).trim();
  const username = usernameIn(written);
  const isNamed = id !== undefined || username !== undefined;
  const coded = isNamed ? undefined : await findByDisambiguationCode(written, context, find);
  if (coded) return ok(coded);
  const found = isNamed
    ? await find.byIdentifier(
        id === undefined ? { username: username ?? '' } : { platformId: id },
        context,
      )
    : await find.byDisplayName(written, context);
  const [only] = found;
  if (only === undefined) return err('kit.errors.noPerson', { text: written });
  if (isNamed && found.length === 1) return ok(only);
  return err('kit.errors.whichPerson', { text: written }, toSuggestions(found));
}

/** How a person is typed and asked for, for every type of argument that can be one. */
export const personInput = <Context extends ParseContext>(findPeople: PeopleFinder<Context>) =>
  ({
    acceptsReference: 'person',
    looksLike: isUsername,
    greedy: true,
    picker: personPicker((words: string, context: Context) =>
      suggestPeople(words, context, findPeople),
    ),
  }) as const;

/** A person: a user option on Discord; a mention, a reply, the platform's own list or a name on Telegram. */
export function person<Context extends ParseContext>(
  findPeople: PeopleFinder<Context>,
): Argument<PersonReference, Context> {
  return argument<PersonReference, Context>({
    ...personInput(findPeople),
    name: 'person',
    schema: personReference,
    discordOption: { type: 'user' },
    encode: (value) => value,
    formField: (raw) => ({
      kind: 'person',
      ...(typeof raw === 'object' && raw.kind === 'person' ? { value: raw } : {}),
    }),
    parse(raw, context) {
      if (typeof raw === 'object') {
        return raw.kind === 'person' ? ok(raw) : err('kit.errors.noPerson', { text: raw.name });
      }
      return parsePerson(raw, context, findPeople);
    },
  });
}
