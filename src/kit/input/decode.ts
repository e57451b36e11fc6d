import type { Arguments } from '../define/command.ts';
import { type ArgumentError, argumentError } from '../define/parse-result.ts';
import type { RawValues } from '../define/raw-value.ts';

export interface InvalidArgument {
  argument: string;
  error: ArgumentError;
  /** The command is refused without it, although it is optional: the question for it cannot be skipped. */
  isNeeded?: boolean;
}

export interface DecodeResult {
  values: Record<string, unknown>;
  /** Every missing or invalid argument, in the order of the arguments. */
  invalid: InvalidArgument[];
}

/** Parses every argument and validates it with its schema. The handler runs only when none is invalid. */
export async function decode<Context>(
  args: Arguments<Context>,
  raw: RawValues,
  context: Context,
): Promise<DecodeResult> {
  const values: Record<string, unknown> = {};
  const invalid: InvalidArgument[] = [];
  for (const [name, argument] of Object.entries(args)) {
    const given = raw[name];
    if (given === undefined) {
      if (argument.isRequired)
        invalid.push({
          argument: name,
          error: argumentError(argument.type.missingKey ?? 'kit.errors.missing'),
        });
      else values[name] = argument.defaultValue;
      continue;
    }
    const read = await argument.type.parse(given, context, values);
    if (!read.ok) invalid.push({ argument: name, error: read.error });
    else {
      const checked = argument.type.schema.safeParse(read.value);
      if (checked.success) values[name] = read.value;
      else invalid.push({ argument: name, error: argumentError('kit.errors.unfit') });
    }
  }
  return { values, invalid };
}
