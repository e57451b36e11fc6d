import { fold } from '../language/fold.ts';
import type { Definition } from './command.ts';
import { type ArgumentProblem, decode } from './decode.ts';
import { argumentName } from './explain.ts';
import type { Invocation } from './invocation.ts';
import { problem, type ReadContext } from './kind.ts';
import { type argumentNames, distance, spelled } from './names.ts';
import type { RawValues } from './raw.ts';
import { type LineRead, readLine } from './read-line.ts';
import { unknownName } from './words.ts';

/** Every name that people may type for an argument: see {@link argumentNames}. */
type NamesOf<Context extends ReadContext> = typeof argumentNames<Context>;

/** The arguments that are not among these values. */
const without = <Context>({ args }: Pick<Definition<Context>, 'args'>, values: RawValues) => ({
  args: Object.fromEntries(Object.entries(args).filter(([name]) => values[name] === undefined)),
});

/** Names that no argument has, of which each is told of; a line with more is hardly a command. */
const mostStrangers = 5;
/** What stands for a name that no argument has: no argument is called so. */
const strange = '\u0000';
/** Letters by which a name may be mistyped; of a short one fewer. */
const typos = (name: string): number => (name.length < 3 ? 0 : name.length < 5 ? 1 : 2);

/** The names of a line: those that arguments have, and those that none has. */
function namesIn(line: string, known: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const names = new Map(known);
  for (let count = 0; count < mostStrangers; count += 1) {
    const name = unknownName(line, names);
    if (name === undefined) break;
    names.set(fold(name), strange + name);
  }
  return names;
}

/** The argument whose name is nearly this one. */
function nearestArgument(name: string, names: ReadonlyMap<string, string>): string | undefined {
  const written = spelled(name);
  const [best] = [...names]
    .map(([known, argument]) => ({ argument, far: distance(written, spelled(known)) }))
    .sort((one, other) => one.far - other.far);
  return best && best.far <= typos(written) ? best.argument : undefined;
}

/** Takes what stands behind names that no argument has out of a line’s values, and asks about it. */
function askAboutStrangers<Context extends ReadContext>(
  { raw, unclear }: LineRead,
  { command, line = '' }: Invocation,
  definition: Definition<Context>,
  context: Context,
  names: ReadonlyMap<string, string>,
): LineRead {
  const strangers = Object.entries(raw).filter(([name]) => name.startsWith(strange));
  const others = unclear.filter(({ argument }) => argument.startsWith(strange));
  if (strangers.length + others.length === 0) return { raw, unclear };
  const values = Object.fromEntries(
    Object.entries(raw).filter(([name]) => !name.startsWith(strange)),
  );
  const open = Object.entries(definition.args).filter(([, { hidden }]) => !hidden);
  const nameOf = (argument: string) => argumentName(command, argument, context);
  const problems = unclear.filter(({ argument }) => !argument.startsWith(strange));
  const isFree = (argument: string) => !problems.some((one) => one.argument === argument);
  /** Free words that end where the name stands, which may belong to them. */
  const cutOff = (name: string) => {
    const before = line.slice(0, line.indexOf(`${name}=`)).trimEnd();
    return open.find(([argument, { kind }]) => {
      const value = values[argument];
      return kind.isFree && typeof value === 'string' && value !== '' && before.endsWith(value);
    })?.[0];
  };
  const ask = (name: string, text: string): ArgumentProblem | undefined => {
    const near = nearestArgument(name, names);
    if (near !== undefined && values[near] === undefined && isFree(near))
      return {
        argument: near,
        problem: problem('kit.errors.nearArgument', { name, near: nameOf(near), text }),
      };
    const waiting = open.filter(([argument]) => values[argument] === undefined);
    const [argument] = [
      cutOff(name),
      waiting.find(([, { required }]) => required)?.[0],
      waiting[0]?.[0],
      open.at(-1)?.[0],
    ].filter((one) => one !== undefined && isFree(one));
    const known = open.map(([one]) => `${nameOf(one)}=`).join(', ');
    return argument === undefined
      ? undefined
      : { argument, problem: problem('kit.errors.noArgument', { name, known }) };
  };
  const written = [
    ...strangers.map(([name, value]) => [name, String(value)] as const),
    ...others.map(({ argument }) => [argument, ''] as const),
  ];
  for (const [name, text] of written) {
    const asked = ask(name.slice(strange.length), text);
    if (asked) problems.push(asked);
  }
  return { raw: values, unclear: problems };
}

/**
 * Every value that came with an invocation: those that the platform gave, then the words of a typed line, then
 * what the message implies. Words that name somebody else are never overruled by whom the message answers. What was
 * written for a name that no argument has is asked about.
 */
export async function readTyped<Context extends ReadContext>(
  invocation: Invocation,
  definition: Definition<Context>,
  context: Context,
  namesOf: NamesOf<Context>,
): Promise<LineRead> {
  const { command, line, values, implied = {} } = invocation;
  if (line === undefined) return { raw: values, unclear: [] };
  const known = namesOf(command, definition, context);
  const isOpen = Object.values(definition.args).some(({ hidden }) => !hidden);
  const names = isOpen ? namesIn(line, known) : known;
  const rest = without(definition, values);
  if (Object.keys(implied).length > 0) {
    const others = without(rest, implied);
    const typed = await readLine(others, line, names, context);
    const { problems } = await decode(others.args, typed.raw, context);
    const isRead = problems.every(({ problem }) => problem.key === 'kit.errors.missing');
    const isKnown = !Object.keys(typed.raw).some((name) => name.startsWith(strange));
    if (isRead && isKnown && typed.unclear.length === 0)
      return { raw: { ...implied, ...typed.raw, ...values }, unclear: [] };
  }
  const read = await readLine(rest, line, names, context);
  const { raw, unclear } = askAboutStrangers(read, invocation, definition, context, known);
  return { raw: { ...raw, ...values }, unclear };
}
