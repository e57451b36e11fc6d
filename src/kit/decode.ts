import type { Arguments } from './command.ts';
import { type Problem, problem } from './kind.ts';
import type { RawValues } from './raw.ts';

export interface ArgumentProblem {
  argument: string;
  problem: Problem;
}

export interface Decoded {
  values: Record<string, unknown>;
  /** Every argument that is missing or wrong, in the order of the arguments. */
  problems: ArgumentProblem[];
}

/** Reads every argument and checks it by its schema. The handler runs only when there are no problems. */
export async function decode<Context>(
  args: Arguments<Context>,
  raw: RawValues,
  context: Context,
): Promise<Decoded> {
  const values: Record<string, unknown> = {};
  const problems: ArgumentProblem[] = [];
  for (const [name, argument] of Object.entries(args)) {
    const given = raw[name];
    if (given === undefined) {
      if (argument.required)
        problems.push({ argument: name, problem: problem('kit.errors.missing') });
      else values[name] = argument.fallback;
      continue;
    }
    const read = await argument.kind.read(given, context, values);
    if (!read.ok) problems.push({ argument: name, problem: read.problem });
    else {
      const checked = argument.kind.schema.safeParse(read.value);
      if (checked.success) values[name] = read.value;
      else problems.push({ argument: name, problem: problem('kit.errors.unfit') });
    }
  }
  return { values, problems };
}
