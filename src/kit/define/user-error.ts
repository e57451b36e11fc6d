import type { ArgumentError } from './parse-result.ts';

/** Thrown by handlers and services to refuse: shown to the person in their language. */
export class UserError extends Error {
  override name = 'UserError';
  readonly error: ArgumentError;
  /** Arguments to ask for again; the values of all others are kept. */
  readonly argumentNames: readonly string[];
  constructor(
    key: string,
    params: ArgumentError['params'] = {},
    argumentNames: readonly string[] = [],
  ) {
    super(key);
    this.error = { key, params };
    this.argumentNames = argumentNames;
  }
}
