import type { Logger } from 'pino';
import type { PlatformPowers } from '../src/communities/powers.ts';
import type { UpdateRecord } from '../src/database/handled-updates.ts';
import type { Publisher } from '../src/delivery/publisher.ts';
import type { Platform } from '../src/kit/invocation.ts';
import type { Words } from '../src/kit/kind.ts';
import type { Pipeline } from '../src/kit/pipeline.ts';
import type { CommandSheet } from '../src/kit/sheet.ts';
import type { Locale } from '../src/language/locale.ts';
import type { Reader } from '../src/message/reader.ts';

/** A place that people can connect: a Discord server, or a Telegram chat. */
export interface Space {
  platformId: string;
  title: string;
}

/** What happens around the bot that is no command. */
export interface PlaceEvents {
  /** The bot was added, and by whom where the platform says it. */
  joined(platform: Platform, space: Space): Promise<void>;
  /** The bot was removed or blocked; `user` for a private chat. */
  left(platform: Platform, place: { space?: Space; user?: string }, reason: string): Promise<void>;
  /** A private chat, or a chat, takes messages again. */
  reopened(platform: Platform, place: { space?: Space; user?: string }): Promise<void>;
  /** The bot may write again in these chats, as far as its rights go. */
  rightsBack(platform: Platform, chats: readonly string[]): Promise<void>;
  migrated(platform: Platform, from: string, to: string): Promise<void>;
}

/** What the app gives to a bot. */
export interface BotParts {
  pipeline: Pipeline;
  sheets: readonly CommandSheet[];
  words: Readonly<Record<Locale, Words>>;
  places: PlaceEvents;
  /** The reader of a chat, for platforms without local times of their own; as the platform tells when the store does not answer. */
  readerOf(account: { platform: Platform; user: string; locale?: string }): Promise<Reader>;
  /** Whether the store answers, as far as is known: what fails while it does not is to be tried again. */
  storeAnswers(): boolean;
  /** What the store keeps of the updates that a bot handled, by the bot's id. */
  handledUpdates(bot: string): UpdateRecord;
  log: Logger;
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface BotHealth {
  connected: boolean;
  /** What is wrong, in the platform's words without any secret. */
  problem?: string;
  /** Menus that the platform refused. */
  registration?: string;
}

/** A route of our web server that a platform calls. */
export interface Webhook {
  path: string;
  /** Whether the headers show that the platform calls. */
  admits(headers: Headers): boolean;
  handle(request: Request): Promise<Response>;
}

/** Our client on one platform, as the app sees it. */
export interface Bot {
  platform: Platform;
  publisher: Publisher;
  powers: PlatformPowers;
  /** Connects, and keeps connecting with backoff until `stop`. Resolves when it is connected, or was not the first time. */
  start(): Promise<void>;
  /** Finishes what is in flight, then closes. */
  stop(): Promise<void>;
  health(): BotHealth;
  /** Where the platform brings what happens, if it does; to be served before `start`. */
  webhook?: Webhook;
  /** The address at which people add the bot; empty until it is known. */
  inviteUrl(): string;
}
