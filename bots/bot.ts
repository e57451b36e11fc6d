import type { Logger } from 'pino';
import type { EditInlineMessage, InlineSource } from '../src/context/modules/inline-source.ts';
import type { PlatformPermissions } from '../src/context/roles/platform-permissions.ts';
import type { HandledUpdateStore } from '../src/database/handled-updates.ts';
import type { Publisher } from '../src/delivery/publisher.ts';
import type { ServerEvents } from '../src/delivery/server-events.ts';
import type { Localizer } from '../src/kit/define/parse-context.ts';
import type { FileReference } from '../src/kit/define/raw-value.ts';
import type { CommandManifest } from '../src/kit/menu/manifest.ts';
import type { Dispatcher } from '../src/kit/runtime/dispatcher.ts';
import type { Locale } from '../src/language/locale.ts';
import type { MessageReader } from '../src/message/reader.ts';
import type { BotHealth } from '../src/operations/health/bot-health.ts';
import type { FileContent, PictureSource } from '../src/pictures/pictures.ts';
import type { Platform } from '../src/platform.ts';
import type { WebhookRoute } from '../src/web/webhook-routes.ts';

/** A Discord server or a Telegram group or channel that can be connected to a community. */
export interface ConnectableSpace {
  platformId: string;
  title: string;
}

/** Receives platform events that are not commands. */
export interface LifecycleEvents {
  /** The bot was added to a space. */
  joined(platform: Platform, space: ConnectableSpace): Promise<void>;
  /**
   * The bot is in these spaces, as many as it found at once: unknown ones are recorded, and chats are reopened that were
   * closed for permissions which the bot has again.
   * @param writableAmong those of the chats in which the bot may write now
   */
  present(
    platform: Platform,
    spaces: readonly ConnectableSpace[],
    writableAmong: (chats: readonly string[]) => readonly string[],
  ): Promise<void>;
  /** The bot was removed from a space, or blocked by a user. */
  left(
    platform: Platform,
    place: { space?: ConnectableSpace; user?: string },
    reason: string,
  ): Promise<void>;
  /** A private chat or a space accepts messages again. */
  reopened(platform: Platform, place: { space?: ConnectableSpace; user?: string }): Promise<void>;
  /** The bot's permissions allow it to write in these chats, perhaps again. */
  permissionsRestored(platform: Platform, chats: readonly string[]): Promise<void>;
  /** A space became part of one of the platform's own communities, or of none. */
  platformCommunityChanged(
    platform: Platform,
    space: string,
    communityId: string | undefined,
  ): Promise<void>;
  /** A Telegram group became a supergroup with another id. */
  migrated(platform: Platform, from: string, to: string): Promise<void>;
}

export type Localizers = Readonly<Record<Locale, Localizer>>;

/** What the app provides to every bot. */
export interface BotDependencies {
  dispatcher: Dispatcher;
  manifests: readonly CommandManifest[];
  localizers: Localizers;
  lifecycle: LifecycleEvents;
  /** Reader settings of an account, for platforms without local times of their own; the client's locale when the database is down. */
  readerOf(account: { platform: Platform; user: string; locale?: string }): Promise<MessageReader>;
  /** Whether the database answered last; work that fails while it is down is retried without limit. */
  isDatabaseAvailable(): boolean;
  /** The stored pictures that messages show. */
  pictures: PictureSource;
  /** What people can send to chats by the bot's inline mode, if anything. */
  inline?: InlineSource | undefined;
  /** Stored ids of the updates that a bot has handled. @param bot the bot's platform id */
  handledUpdates(bot: string): HandledUpdateStore;
  log: Logger;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Our client on one platform, as the app sees it. */
export interface Bot {
  platform: Platform;
  publisher: Publisher;
  platformPermissions: PlatformPermissions;
  /** The lists of events that the platform's servers have of their own, if any. */
  serverEvents?: ServerEvents;
  /** Reads a file that somebody sent, from the platform's own servers. @param maxBytes more are not read */
  fetchFile(file: FileReference, maxBytes: number): Promise<FileContent>;
  /** Edits a message that was sent by its inline mode; absent on platforms without. */
  editInlineMessage?: EditInlineMessage;
  /** Connects, and reconnects with backoff until `stop`. Resolves after the first attempt, successful or not. */
  start(): Promise<void>;
  /** Finishes the work in flight, then closes. */
  stop(): Promise<void>;
  health(): BotHealth;
  /** Route to which the platform sends updates, if it does; must be served before `start`. */
  webhook?: WebhookRoute;
  /** Address at which people add the bot; empty until it is known. */
  inviteUrl(): string;
}
