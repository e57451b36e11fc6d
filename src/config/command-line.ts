import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { closestName } from './env-file.ts';

/** The command line is invalid. The message is for the operator. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** @throws UsageError for an unknown option or one without the value that it needs */
function validateOptions(args: readonly string[], options: ParseArgsOptionsConfig): void {
  const names = Object.keys(options);
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option) {
      const plain = (one: string) => one.replaceAll('-', '_').toUpperCase();
      const near = closestName(name, names.map(plain));
      const meant = names.find((one) => plain(one) === near);
      const hint = meant === undefined ? '.' : `; did you mean --${meant}?`;
      throw new UsageError(`There is no option ${rawName}${hint}`);
    }
    if (option.type === 'string' && (value === undefined || value === ''))
      throw new UsageError(`${rawName} needs a value.`);
    if (option.type === 'string' && !token.inlineValue && value?.startsWith('-'))
      throw new UsageError(`${rawName} needs a value; write ${rawName}=${value} if that is it.`);
    if (option.type === 'boolean' && value !== undefined)
      throw new UsageError(`${rawName} takes no value.`);
  }
}

/**
 * Parses options and at most `maxPositionals` positional arguments.
 * @throws UsageError for an unknown option, a missing value or too many arguments
 */
export function parseOptions<O extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: O,
  maxPositionals = 0,
) {
  validateOptions(args, options);
  const parsed = parseArgs({ args: [...args], options, allowPositionals: true, tokens: true });
  const word = parsed.positionals[maxPositionals];
  if (word !== undefined)
    throw new UsageError(`“${word}” is not understood: options begin with --.`);
  return parsed;
}

/** @throws UsageError naming the option when its value is not an integer of at least `min` */
export function parseWholeNumber(name: string, value: string, min = 1): number {
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min) return number;
  throw new UsageError(`--${name} takes a whole number from ${min} on, not “${value}”.`);
}

/**
 * Splits a comma-separated list.
 * @throws UsageError naming the known values when one is unknown
 */
export function parseList(name: string, value: string, known: readonly string[]): string[] {
  const parts = value.split(',').map((part) => part.trim());
  const unknown = parts.find((part) => !known.includes(part));
  if (unknown === undefined) return parts;
  throw new UsageError(`--${name} does not know “${unknown}”. There are: ${known.join(', ')}.`);
}

/** Messages for the error codes of the operating system. */
const systemErrors: Readonly<Record<string, (file: string) => string>> = {
  ENOENT: (file) => `There is no ${file}.`,
  ENOTDIR: (file) => `There is no ${file}.`,
  EISDIR: (file) => `${file} is a folder; name a file.`,
  EACCES: (file) => `This user has no access to ${file}.`,
  EPERM: (file) => `This user has no access to ${file}.`,
  EROFS: (file) => `Nothing can be written to ${file}: it can only be read.`,
  EEXIST: (file) => `${file} is there already; another run may be writing it.`,
  ENOSPC: (file) => `The disk is full; ${file} was not written.`,
};

/** What went wrong, in a sentence; error codes of the operating system are translated. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  const file = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  const refusal = Object.hasOwn(systemErrors, code) ? systemErrors[code] : undefined;
  return refusal && file !== undefined ? refusal(file) : error.message;
}
