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

/** Every accepted name of an argument: see {@link argumentNames}. */
type NamesOf<Context extends ParseContext> = typeof argumentNames<Context>;

/** The arguments without a value. */
const without = <Context>(
  { args }: Pick<ActionDefinition<Context>, 'args'>,
  values: RawValues,
) => ({
  args: Object.fromEntries(Object.entries(args).filter(([name]) => values[name] === undefined)),
});

/** Maximum number of unknown names that are reported; a line with more is hardly a command. */
const maxUnknownNames = 5;
/** Prefix of placeholder arguments for unknown names; no argument name contains it. */
const unknownNameMark = '\u0000';
/** Edit distance up to which a name counts as mistyped; less for short names. */
const maxTyposFor = (name: string): number => (name.length < 3 ? 0 : name.length < 5 ? 1 : 2);

/** The known names, and the unknown ones that occur in the line. */
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

/** The argument whose name is closest to this one, within the allowed edit distance. */
function nearestArgument(name: string, names: ReadonlyMap<string, string>): string | undefined {
  const written = normalizeName(name);
  const [best] = [...names]
    .map(([known, argument]) => ({ argument, far: editDistance(written, normalizeName(known)) }))
    .sort((one, other) => one.far - other.far);
  return best && best.far <= maxTyposFor(written) ? best.argument : undefined;
}

/** Removes the text after unknown names from the values of a line, and reports those names. */
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
  /** An argument that takes free text directly before the name: the text after the name may belong to it. */
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
 * Collects every raw value of an invocation: those given by the platform, then the typed line, then what the message
 * implies. A person who is named in the text takes precedence over the author of the message replied to. Text after
 * an unknown name is reported and asked about.
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
