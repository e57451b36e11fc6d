/** A suggested value: people see `label`, and `value` is passed back as the raw value. */
export interface Suggestion {
  label: string;
  value: string;
}

/** An error before it is translated: a message key with its parameters. */
export interface ArgumentError {
  key: string;
  params: Readonly<Record<string, string | number | Date>>;
  /** Values that could have been meant. */
  suggestions?: readonly Suggestion[];
  /** The text was clearly meant for this argument although it is invalid: `31/2` is not a search term. */
  isConfident?: boolean;
  /** As in {@link ParseResult}. */
  onlyIfAlone?: true;
}

export const argumentError = (
  key: string,
  params: ArgumentError['params'] = {},
  suggestions?: readonly Suggestion[],
): ArgumentError => ({ key, params, ...(suggestions ? { suggestions } : {}) });

/**
 * The result of parsing. A value with `onlyIfAlone` counts only without other text beside it, since names of days
 * occur in many titles.
 */
export type ParseResult<Value> =
  | { ok: true; value: Value; onlyIfAlone?: true }
  | { ok: false; error: ArgumentError };

export const ok = <Value>(value: Value): ParseResult<Value> => ({ ok: true, value });
export const err = (
  key: string,
  params: ArgumentError['params'] = {},
  suggestions?: readonly Suggestion[],
): ParseResult<never> => ({
  ok: false,
  error: argumentError(key, params, suggestions),
});
