import { displayName } from '../../../language/text/display-name.ts';
import { type Argument, argument } from '../../define/argument.ts';
import type { ParseContext } from '../../define/parse-context.ts';
import { err, ok, type Suggestion } from '../../define/parse-result.ts';
import {
  type PersonReference,
  personReference,
  type RawValue,
  selectedId,
  selectedIdPrefix,
} from '../../define/raw-value.ts';
import { personPicker } from '../../pickers/person-picker.ts';
import { distinctLabels, normalizeLabel } from '../../pickers/search/distinct-labels.ts';

/** Finds people by typed text. */
export interface PeopleFinder<Context> {
  /** The person with a platform's id or a user name (without the @): both are unique. */
  byIdentifier(
    whose: { platformId: string } | { username: string },
    context: Context,
  ): Promise<readonly PersonReference[]>;
  /** People with a similar display name. Display names are not unique, so these are only suggested. */
  byDisplayName(words: string, context: Context): Promise<readonly PersonReference[]>;
}

/** Suggests people with a similar display name. */
const suggestPeople = async <Context>(
  words: string,
  context: Context,
  { byDisplayName }: PeopleFinder<Context>,
): Promise<Suggestion[]> => toSuggestions(await byDisplayName(words, context));

/** Suggestions for people, each with the @name, or else a code, that distinguishes it from others of the same name. */
function toSuggestions(people: readonly PersonReference[]): Suggestion[] {
  const labels = distinctLabels(
    people.map((one) => ({ id: one.platformId, label: displayName(one), details: [] })),
  );
  return people.map(({ platformId }, at) => ({
    label: labels[at] ?? '',
    value: `${selectedIdPrefix}${platformId}`,
  }));
}

/** Whether the text is an @name: those have no spaces, unlike display names. */
const isUsername = (word: string): boolean => /^@\S+$/.test(word);

/** The @name in a typed text: alone, or in parentheses as in a suggestion. */
const usernameIn = (written: string): string | undefined =>
  /^@(.+)$/.exec(written)?.[1] ?? /\(@([^\s()]+)\)$/.exec(written)?.[1];

/** The person meant by a suggested label with a code: a name without an @name is ambiguous. */
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

/** The person named by the text, or an error with suggestions. */
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

/** Input properties shared by every argument type that can be a person. */
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
