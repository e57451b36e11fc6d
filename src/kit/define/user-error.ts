import type { ParseContext } from './parse-context.ts';
import type { ArgumentError } from './parse-result.ts';

/** Parameters of an error's message; `{ key }` is a message that is translated with it. */
type ErrorParams = Readonly<Record<string, ArgumentError['params'][string] | { key: string }>>;

/** Thrown by handlers and services to reject a request; shown to the person in their language. */
export class UserError extends Error {
  override name = 'UserError';
  readonly error: { key: string; params: ErrorParams };
  /** Arguments to ask for again; the values of all others are retained. */
  readonly argumentNames: readonly string[];
  constructor(key: string, params: ErrorParams = {}, argumentNames: readonly string[] = []) {
    super(key);
    this.error = { key, params };
    this.argumentNames = argumentNames;
  }

  /** The error with the messages in its parameters translated. */
  localize({ t }: Pick<ParseContext, 't'>): ArgumentError {
    const { key, params } = this.error;
    const localized = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' && 'key' in value ? t(value.key) : value,
    ]);
    return { key, params: Object.fromEntries(localized) };
  }
}
