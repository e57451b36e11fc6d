import { fold } from '../../language/text/fold.ts';
import type { Invocation } from '../adapter/invocation.ts';
import type { ActionDefinition } from '../define/command.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { argumentError } from '../define/parse-result.ts';
import type { RawValues } from '../define/raw-value.ts';
import type { argumentNames } from '../names/argument-names.ts';
import { editDistance } from '../names/edit-distance.ts';
import { argumentLabel } from '../names/message-keys.ts';
import { normalizeName } from '../names/normalize-name.ts';
import { decode, type InvalidArgument } from './decode.ts';
import { type MatchedLine, matchArguments } from './match-arguments.ts';
import { findUnknownName } from './tokenizer.ts';

/** Every name that people may type for an argument: see {@link argumentNames}. */
type NamesOf<Context extends ParseContext> = typeof argumentNames<Context>;

/** The arguments that are not among these values. */
const without = <Context>(
  { args }: Pick<ActionDefinition<Context>, 'args'>,
  values: RawValues,
) => ({
  args: Object.fromEntries(Object.entries(args).filter(([name]) => values[name] === undefined)),
});

/** Names that no argument has, of which each is told of; a line with more is hardly a command. */
const maxUnknownNames = 5;
/** What stands for a name that no argument has: no argument is called so. */
const unknownNameMark = '\u0000';
/** Letters by which a name may be mistyped; of a short one fewer. */
const maxTyposFor = (name: string): number => (name.length < 3 ? 0 : name.length < 5 ? 1 : 2);

/** The names of a line: those that arguments have, and those that none has. */
function withUnknownNames(
  line: string,
  known: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const names = new Map(known);
  for (let count = 0; count < maxUnknownNames; count += 1) {
    const name = findUnknownName(line, names);
    if (name === undefined) break;
    names.set(fold(name), unknownNameMark + name);
  }
  return names;
}

/** The argument whose name is nearly this one. */
function nearestArgument(name: string, names: ReadonlyMap<string, string>): string | undefined {
  const written = normalizeName(name);
  const [best] = [...names]
    .map(([known, argument]) => ({ argument, far: editDistance(written, normalizeName(known)) }))
    .sort((one, other) => one.far - other.far);
  return best && best.far <= maxTyposFor(written) ? best.argument : undefined;
}

/** Takes what stands behind names that no argument has out of a line’s values, and asks about it. */
function reportUnknownNames<Context extends ParseContext>(
  { values: raw, ambiguous }: MatchedLine,
  { command, line = '' }: Invocation,
  definition: ActionDefinition<Context>,
  context: Context,
  names: ReadonlyMap<string, string>,
): MatchedLine {
  const strangers = Object.entries(raw).filter(([name]) => name.startsWith(unknownNameMark));
  const others = ambiguous.filter(({ argument }) => argument.startsWith(unknownNameMark));
  if (strangers.length + others.length === 0) return { values: raw, ambiguous };
  const values = Object.fromEntries(
    Object.entries(raw).filter(([name]) => !name.startsWith(unknownNameMark)),
  );
  const open = Object.entries(definition.args).filter(([, { isHidden }]) => !isHidden);
  const nameOf = (argument: string) => argumentLabel(command, argument, context);
  const problems = ambiguous.filter(({ argument }) => !argument.startsWith(unknownNameMark));
  const isFree = (argument: string) => !problems.some((one) => one.argument === argument);
  /** Free words that end where the name stands, which may belong to them. */
  const cutOff = (name: string) => {
    const before = line.slice(0, line.indexOf(`${name}=`)).trimEnd();
    return open.find(([argument, { type }]) => {
      const value = values[argument];
      return (
        type.acceptsAnyText && typeof value === 'string' && value !== '' && before.endsWith(value)
      );
    })?.[0];
  };
  const ask = (name: string, text: string): InvalidArgument | undefined => {
    const near = nearestArgument(name, names);
    if (near !== undefined && values[near] === undefined && isFree(near))
      return {
        argument: near,
        error: argumentError('kit.errors.nearArgument', { name, near: nameOf(near), text }),
      };
    const waiting = open.filter(([argument]) => values[argument] === undefined);
    const [argument] = [
      cutOff(name),
      waiting.find(([, { isRequired }]) => isRequired)?.[0],
      waiting[0]?.[0],
      open.at(-1)?.[0],
    ].filter((one) => one !== undefined && isFree(one));
    const known = open.map(([one]) => `${nameOf(one)}=`).join(', ');
    return argument === undefined
      ? undefined
      : { argument, error: argumentError('kit.errors.noArgument', { name, known }) };
  };
  const written = [
    ...strangers.map(([name, value]) => [name, String(value)] as const),
    ...others.map(({ argument }) => [argument, ''] as const),
  ];
  for (const [name, text] of written) {
    const asked = ask(name.slice(unknownNameMark.length), text);
    if (asked) problems.push(asked);
  }
  return { values, ambiguous: problems };
}

/**
 * Every value that came with an invocation: those that the platform gave, then the words of a typed line, then
 * what the message implies. Words that name somebody else are never overruled by whom the message answers. What was
 * written for a name that no argument has is asked about.
 */
export async function collectRawValues<Context extends ParseContext>(
  invocation: Invocation,
  definition: ActionDefinition<Context>,
  context: Context,
  namesOf: NamesOf<Context>,
): Promise<MatchedLine> {
  const { command, line, values, implied = {} } = invocation;
  if (line === undefined) return { values, ambiguous: [] };
  const known = namesOf(command, definition, context);
  const isOpen = Object.values(definition.args).some(({ isHidden }) => !isHidden);
  const names = isOpen ? withUnknownNames(line, known) : known;
  const rest = without(definition, values);
  if (Object.keys(implied).length > 0) {
    const others = without(rest, implied);
    const typed = await matchArguments(others, line, names, context);
    const { invalid } = await decode(others.args, typed.values, context);
    const isRead = invalid.every(({ error }) => error.key === 'kit.errors.missing');
    const isKnown = !Object.keys(typed.values).some((name) => name.startsWith(unknownNameMark));
    if (isRead && isKnown && typed.ambiguous.length === 0)
      return { values: { ...implied, ...typed.values, ...values }, ambiguous: [] };
  }
  const read = await matchArguments(rest, line, names, context);
  const { values: raw, ambiguous } = reportUnknownNames(
    read,
    invocation,
    definition,
    context,
    known,
  );
  return { values: { ...raw, ...values }, ambiguous };
}
