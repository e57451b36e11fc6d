import type { MessageEntity } from '../bot-api/types.ts';
import type { ReplyMarkup } from './reply-markup.ts';

/** The switches that BotFather has for a bot's inline mode. */
export interface InlineSwitches {
  /** `/setinline`. */
  isOn: boolean;
  /** `/setinlinefeedback` at 100 %: the bot hears which results were sent. */
  hasFeedback: boolean;
}

/** A result that a person can send. */
export interface InlineResult {
  id: string;
  title: string;
  description: string;
  text: string;
  entities: MessageEntity[];
  markup?: ReplyMarkup;
}

/** What a bot answered. */
export interface InlineAnswer {
  results: InlineResult[];
  nextOffset: string;
  /** The button over the results, which opens the private chat. */
  button?: { text: string; startParameter: string };
}

/** A query that the bot has not answered yet, or its answer. */
export interface PendingInlineQuery {
  /** Milliseconds. */
  at: number;
  actor: string;
  query: string;
  offset: string;
  isAnswered: boolean;
  onAnswer(answer: InlineAnswer): void;
}

/** An answer that Telegram gives again without asking the bot. */
export interface CachedInlineAnswer {
  answer: InlineAnswer;
  /** Milliseconds. */
  until: number;
}

/** What a local Telegram knows of inline mode. */
export interface InlineState {
  switches: InlineSwitches;
  queries: Map<string, PendingInlineQuery>;
  /** By query, offset and, for a personal answer, person. */
  cache: Map<string, CachedInlineAnswer>;
}

export const newInlineState = (): InlineState => ({
  switches: { isOn: true, hasFeedback: true },
  queries: new Map(),
  cache: new Map(),
});

/** @param actor empty for an answer that is the same for everybody */
export const inlineCacheKey = (actor: string, query: string, offset: string): string =>
  JSON.stringify([actor, query, offset]);
