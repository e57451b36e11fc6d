import type { Logger } from 'pino';
import type { PlatformPermissions } from '../src/context/platform-permissions.ts';
import type { HandledUpdateStore } from '../src/database/handled-updates.ts';
import type { Publisher } from '../src/delivery/publisher.ts';
import type { Localizer } from '../src/kit/define/parse-context.ts';
import type { CommandManifest } from '../src/kit/menu/manifest.ts';
import type { Dispatcher } from '../src/kit/runtime/dispatcher.ts';
import type { Locale } from '../src/language/locale.ts';
import type { MessageReader } from '../src/message/reader.ts';
import type { Platform } from '../src/platform.ts';

/** A place that people can connect: a Discord server, or a Telegram chat. */
export interface ConnectableSpace {
  platformId: string;
  title: string;
}

/** What happens around the bot that is no command. */
export interface LifecycleEvents {
  /** The bot was added, and by whom where the platform says it. */
  joined(platform: Platform, space: ConnectableSpace): Promise<void>;
  /** The bot was removed or blocked; `user` for a private chat. */
  left(
    platform: Platform,
    place: { space?: ConnectableSpace; user?: string },
    reason: string,
  ): Promise<void>;
  /** A private chat, or a chat, takes messages again. */
  reopened(platform: Platform, place: { space?: ConnectableSpace; user?: string }): Promise<void>;
  /** The bot may write again in these chats, as far as its rights go. */
  permissionsRestored(platform: Platform, chats: readonly string[]): Promise<void>;
  migrated(platform: Platform, from: string, to: string): Promise<void>;
}

/** What the app gives to a bot. */
export interface BotDependencies {
  dispatcher: Dispatcher;
  manifests: readonly CommandManifest[];
  localizers: Readonly<Record<Locale, Localizer>>;
  lifecycle: LifecycleEvents;
  /** The reader of a chat, for platforms without local times of their own; as the platform tells when the store does not answer. */
  readerOf(account: { platform: Platform; user: string; locale?: string }): Promise<MessageReader>;
  /** Whether the store answers, as far as is known: what fails while it does not is to be tried again. */
  isDatabaseAvailable(): boolean;
  /** What the store keeps of the updates that a bot handled, by the bot's id. */
  handledUpdates(bot: string): HandledUpdateStore;
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
export interface PlatformWebhook {
  path: string;
  /** Whether the headers show that the platform calls. */
  admits(headers: Headers): boolean;
  handle(request: Request): Promise<Response>;
}

/** Our client on one platform, as the app sees it. */
export interface Bot {
  platform: Platform;
  publisher: Publisher;
  platformPermissions: PlatformPermissions;
  /** Connects, and keeps connecting with backoff until `stop`. Resolves when it is connected, or was not the first time. */
  start(): Promise<void>;
  /** Finishes what is in flight, then closes. */
  stop(): Promise<void>;
  health(): BotHealth;
  /** Where the platform brings what happens, if it does; to be served before `start`. */
  webhook?: PlatformWebhook;
  /** The address at which people add the bot; empty until it is known. */
  inviteUrl(): string;
}
