import type { z } from 'zod';
import type { Asking } from './asking/panel.ts';
import type { Raw } from './raw.ts';

/** An error before it becomes words: the key of a catalogue and what goes into it. */
export interface Problem {
  key: string;
  params: Readonly<Record<string, string | number | Date>>;
  /** What could have been meant. */
  suggestions?: readonly Suggestion[];
  /** The words were surely meant for this argument, though they are wrong: `31/2` is no word to search for. */
  isMeant?: boolean;
  /** As in {@link Read}. */
  alone?: true;
}

export const problem = (
  key: string,
  params: Problem['params'] = {},
  suggestions?: readonly Suggestion[],
): Problem => ({ key, params, ...(suggestions ? { suggestions } : {}) });

/**
 * What was read. With `alone` it counts only where nothing else stands beside it: a name of a day is in many titles.
 */
export type Read<Value> =
  | { ok: true; value: Value; alone?: true }
  | { ok: false; problem: Problem };

export const good = <Value>(value: Value): Read<Value> => ({ ok: true, value });
export const bad = (
  key: string,
  params: Problem['params'] = {},
  suggestions?: readonly Suggestion[],
): Read<never> => ({
  ok: false,
  problem: problem(key, params, suggestions),
});

/** A value on offer. `value` is what comes back as raw; `label` is what people see. */
export interface Suggestion {
  label: string;
  value: string;
}

/** The program's words in one language, by key. */
export interface Words {
  t(key: string, params?: Problem['params']): string;
}

/** What every kind may look at while it reads: who asks, when, in which words, and the arguments before it. */
export interface ReadContext extends Words {
  locale: 'en' | 'vi';
  /** IANA zone of the person who asks. */
  zone: string;
  now: Temporal.Instant;
  /** The command that is running ended a question that stood here. */
  questionEnded?: boolean;
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
export const kindNames = [
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
export type KindName = (typeof kindNames)[number];

/**
 * Everything about one kind of argument, for both platforms.
 * `Context` is what the program's own kinds may look at beside `ReadContext`.
 */
export interface Kind<Value, Context = ReadContext> {
  name: KindName;
  /** What holds for every value that a handler gets. Checked after reading, whatever the reading said. */
  schema: z.ZodType<Value>;
  discord: DiscordOption;
  /** Reads a value from either platform: typed by the platform, or words. */
  read(raw: Raw, context: Context, given: Given): Promise<Read<Value>> | Read<Value>;
  /** What reads back as this value. */
  encode(value: Value, context: Context): Raw;
  /**
   * Values that fit what is typed so far: Discord's autocomplete and Telegram's lists.
   * @param limit most values, 1 to 200
   */
  suggest?(
    typed: string,
    context: Context,
    given: Given,
    limit: number,
  ): Promise<readonly Suggestion[]>;
  /** Whether a word of a line looks like nothing else than this: an address, the digits of a date. */
  claims?(word: string): boolean;
  /** Any words are a value of it. */
  isFree?: boolean;
  /** How it is asked for where commands ask for what is missing. */
  ask: Asking<Context>;
  /** A text that may hold spaces and takes the rest of a line. */
  takesRest?: boolean;
  /** Several lines: a large field in a form. */
  multiline?: boolean;
}

/** Arguments that were read before this one. */
export type Given = Readonly<Record<string, unknown>>;
