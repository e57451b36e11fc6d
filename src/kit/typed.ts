import type { Definition } from './command.ts';
import { decode } from './decode.ts';
import { argumentName } from './explain.ts';
import type { Invocation } from './invocation.ts';
import { type Problem, problem, type ReadContext } from './kind.ts';
import type { argumentNames } from './names.ts';
import type { RawValues } from './raw.ts';
import { type LineRead, readLine } from './read-line.ts';
import { unknownName } from './words.ts';

/** Every name that people may type for an argument: see {@link argumentNames}. */
type NamesOf<Context extends ReadContext> = typeof argumentNames<Context>;

/** The arguments that are not among these values. */
const without = <Context>({ args }: Pick<Definition<Context>, 'args'>, values: RawValues) => ({
  args: Object.fromEntries(Object.entries(args).filter(([name]) => values[name] === undefined)),
});

/** What is wrong with a typed line that names an argument which the command does not have. */
export function unknownArgument<Context extends ReadContext>(
  { command, line }: Invocation,
  definition: Definition<Context>,
  context: Context,
  namesOf: NamesOf<Context>,
): Problem | undefined {
  const open = Object.entries(definition.args).filter(([, { hidden }]) => !hidden);
  if (line === undefined || open.length === 0) return undefined;
  const name = unknownName(line, namesOf(command, definition, context));
  if (name === undefined) return undefined;
  const known = open.map(([argument]) => `${argumentName(command, argument, context)}=`);
  return problem('kit.errors.noArgument', { name, known: known.join(', ') });
}

/**
 * Every value that came with an invocation: those that the platform gave, then the words of a typed line, then
 * what the message implies. Words that name somebody else are never overruled by whom the message answers.
 */
export async function readTyped<Context extends ReadContext>(
  { command, line, values, implied = {} }: Invocation,
  definition: Definition<Context>,
  context: Context,
  namesOf: NamesOf<Context>,
): Promise<LineRead> {
  if (line === undefined) return { raw: values, unclear: [] };
  const names = namesOf(command, definition, context);
  const rest = without(definition, values);
  if (Object.keys(implied).length > 0) {
    const others = without(rest, implied);
    const typed = await readLine(others, line, names, context);
    const { problems } = await decode(others.args, typed.raw, context);
    const isRead = problems.every(({ problem }) => problem.key === 'kit.errors.missing');
    if (isRead && typed.unclear.length === 0)
      return { raw: { ...implied, ...typed.raw, ...values }, unclear: [] };
  }
  const { raw, unclear } = await readLine(rest, line, names, context);
  return { raw: { ...raw, ...values }, unclear };
}
