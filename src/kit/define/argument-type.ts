import type { z } from 'zod';
import type { FormFieldOf } from './form-field.ts';
import type { ParseContext, PrecedingValues } from './parse-context.ts';
import type { ParseResult, Suggestion } from './parse-result.ts';
import type { Picker } from './picker.ts';
import type { RawValue } from './raw-value.ts';

/** The option shown by Discord, with Discord's limits: 1–6000 characters, ±2^53. */
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
  /** Of an attachment: accepted content types, `text/csv` or a whole group: `image/*`. */
  fileTypes?: readonly string[];
}

/** What a message can refer to besides its text: a mentioned person, an attached file, the message that it answers. */
export type ReferenceKind = 'person' | 'file' | 'message';

/** The words of a question: short ones, and what is to be given. */
export interface AskedWords {
  label: string;
  description: string;
}

/**
 * Everything about one type of argument, on both platforms. The kit and the bots depend on these properties, never on
 * `name`. `Context` is what the type needs beyond `ParseContext`.
 */
export interface ArgumentType<Value, Context = ParseContext> {
  /** For documentation, error reports and the fingerprint of open prompts. */
  name: string;
  /** Holds for every value that a handler gets; checked after parsing. */
  schema: z.ZodType<Value>;
  discordOption: DiscordOption;
  /** Parses a value from either platform: typed by the platform, or text. */
  parse(
    raw: RawValue,
    context: Context,
    given: PrecedingValues,
  ): Promise<ParseResult<Value>> | ParseResult<Value>;
  /** A raw value that parses back to this value. */
  encode(value: Value, context: Context): RawValue;
  /**
   * Values that match the text typed so far: Discord's autocomplete and Telegram's lists.
   * @param limit maximum number of values, 1 to 200
   */
  suggest?(
    typed: string,
    context: Context,
    given: PrecedingValues,
    limit: number,
  ): Promise<readonly Suggestion[]>;
  /** Whether a word can only be a value of this type: a URL, the digits of a date. */
  looksLike?(word: string): boolean;
  /** Text that is a valid value, where tests cannot guess one. */
  example?: string;
  /** Any text is a valid value, so the text alone does not show where the value ends. */
  acceptsAnyText?: boolean;
  /** Asks for the value where prompts ask for missing arguments. */
  picker: Picker<Context>;
  /** The value can be cleared: descriptions say how. */
  isClearable?: boolean;
  /** The value may contain spaces and takes the rest of a line. */
  greedy?: boolean;
  /** The value may have several lines: forms show a large field. */
  isMultiline?: boolean;
  /** Takes a person, a file or a message that the message refers to instead of text. */
  acceptsReference?: ReferenceKind;
  /** The value cannot be typed: a form needs a field of its own kind for it. */
  isUntypable?: boolean;
  /** Message key shown when the value is missing, where it has to be explained how to give it. */
  missingKey?: string;
  /** What is asked for, where that depends on the arguments before it; the messages of the command say it otherwise. */
  asks?(
    context: Context,
    given: PrecedingValues,
  ): Promise<AskedWords | undefined> | AskedWords | undefined;
  /** The field of a form; a text field without it. */
  formField?: FormFieldOf<Context>;
}
