import type { z } from 'zod';
import type { Picker } from './picker.ts';
import type { RawValue } from './raw-value.ts';

/** An error before it becomes words: the key of a catalogue and what goes into it. */
export interface ArgumentError {
  key: string;
  params: Readonly<Record<string, string | number | Date>>;
  /** What could have been meant. */
  suggestions?: readonly Suggestion[];
  /** The words were surely meant for this argument, though they are wrong: `31/2` is no word to search for. */
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
 * What was read. With `alone` it counts only where nothing else stands beside it: a name of a day is in many titles.
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

/** A value on offer. `value` is what comes back as raw; `label` is what people see. */
export interface Suggestion {
  label: string;
  value: string;
}

/** The program's words in one language, by key. */
export interface Localizer {
  t(key: string, params?: ArgumentError['params']): string;
}

/** What every kind may look at while it reads: who asks, when, in which words, and the arguments before it. */
export interface ParseContext extends Localizer {
  locale: 'en' | 'vi';
  /** IANA zone of the person who asks. */
  zone: string;
  now: Temporal.Instant;
  /** The command that is running ended a question that stood here. */
  hasEndedPrompt?: boolean;
}

/** What Discord shows for it. Lengths and sizes are Discord's own: 1–6000 characters, ±2^53. */
export interface DiscordOption {
  type:
    | 'string'
    | 'integer'
    | 'number'
    | 'boolean'
    | 'user'
    | 'channel'
    | 'role'
    | 'mentionable'
    | 'attachment';
  min?: number;
  max?: number;
  minLength?: number;
  maxLength?: number;
}

/** Every kind of argument that there is. */
export const argumentTypeNames = [
  'text',
  'integer',
  'number',
  'boolean',
  'choice',
  'choices',
  'date',
  'time',
  'period',
  'duration',
  'zone',
  'language',
  'person',
  'role',
  'grantee',
  'chat',
  'file',
  'pick',
] as const;
export type ArgumentTypeName = (typeof argumentTypeNames)[number];

/**
 * Everything about one kind of argument, for both platforms.
 * `Context` is what the program's own kinds may look at beside `ReadContext`.
 */
export interface ArgumentType<Value, Context = ParseContext> {
  name: ArgumentTypeName;
  /** What holds for every value that a handler gets. Checked after reading, whatever the reading said. */
  schema: z.ZodType<Value>;
  discordOption: DiscordOption;
  /** Reads a value from either platform: typed by the platform, or words. */
  parse(
    raw: RawValue,
    context: Context,
    given: PrecedingValues,
  ): Promise<ParseResult<Value>> | ParseResult<Value>;
  /** What reads back as this value. */
  encode(value: Value, context: Context): RawValue;
  /**
   * Values that fit what is typed so far: Discord's autocomplete and Telegram's lists.
   * @param limit most values, 1 to 200
   */
  suggest?(
    typed: string,
    context: Context,
    given: PrecedingValues,
    limit: number,
  ): Promise<readonly Suggestion[]>;
  /** Whether a word of a line looks like nothing else than this: an address, the digits of a date. */
  looksLike?(word: string): boolean;
  /** Any words are a value of it. */
  acceptsAnyText?: boolean;
  /** How it is asked for where commands ask for what is missing. */
  picker: Picker<Context>;
  /** A text that may hold spaces and takes the rest of a line. */
  greedy?: boolean;
  /** Several lines: a large field in a form. */
  isMultiline?: boolean;
}

/** Arguments that were read before this one. */
export type PrecedingValues = Readonly<Record<string, unknown>>;
