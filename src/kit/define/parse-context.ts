import type { Locale } from '../../language/locale.ts';
import type { ArgumentError } from './parse-result.ts';

/** The program's messages in one language. */
export interface Localizer {
  t(key: string, params?: ArgumentError['params']): string;
}

/** What every argument type may use while parsing. */
export interface ParseContext extends Localizer {
  locale: Locale;
  /** IANA time zone of the acting person. */
  zone: string;
  now: Temporal.Instant;
  /** The running command ended an open prompt of this person in this chat. */
  hasEndedPrompt?: boolean;
}

/** Values of the arguments that were parsed before an argument, by name. */
export type PrecedingValues = Readonly<Record<string, unknown>>;
