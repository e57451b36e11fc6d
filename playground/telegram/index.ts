import type { Context } from 'hono';
import type { z } from 'zod';
import type { ClientDriver } from '../driver/client-driver.ts';
import type { AppSettings } from '../driver/platform-settings.ts';
import type { LocalActor, WorldSetup } from '../driver/world-setup.ts';
import { createFaultInjector, type Fault } from '../faults/fault-injector.ts';
import { ApiError, botApiError, type ErrorParameters } from './bot-api/errors.ts';
import { FloodLimiter } from './bot-api/rate-limiter.ts';
import type { Message } from './bot-api/types.ts';
import { migrateToSupergroup } from './chat-changes/migrate.ts';
import { type PlatformCommunity, setCommunity } from './chat-changes/set-community.ts';
import { setBotAdministrator } from './client/bot-access.ts';
import { createClientDriver } from './client/client-driver.ts';
import { changeApp, restartApp } from './client/person-app.ts';
import { findActor } from './client/places.ts';
import { forgeCallback } from './client/press-button.ts';
import {
  type ConnectionFaults,
  closeServer,
  createHttpApp,
  createHttpServer,
  createRequestRunner,
  listenOnLoopback,
  type ObservedRequest,
} from './http/server.ts';
import type { BotApi } from './methods/method-call.ts';
import { createPrivateChat, createState } from './state/create-state.ts';
import { shownEphemerals } from './state/ephemeral.ts';
import type { InlineSwitches } from './state/inline.ts';
import { snapshotSchema } from './state/snapshot-schema.ts';
import { findActorById } from './state/state.ts';
import { UpdateQueue } from './updates/update-queue.ts';
import { WebhookSender } from './updates/webhook-sender.ts';
import type { ServerVersion } from './versions.ts';

export interface LocalTelegramOptions {
  world: WorldSetup;
  /** 0, the default, is any free port. */
  port?: number;
  /** Milliseconds since the epoch; long polls and webhook retries wait in real time whatever it says. */
  now?: () => number;
  /** The snapshot of an earlier start; invalid ones are ignored. */
  snapshot?: unknown;
  /** Ids of messages and updates begin after this one. */
  lastId?: number;
  /** `real` applies Telegram's rate limits. Default `off`. */
  limits?: 'off' | 'real';
  /** Factor of the real rate limits, 1 by default. */
  rateMultiplier?: number;
  /** Accepts webhooks on any port, like a self-hosted Bot API server. Default: Telegram's four ports. */
  anyWebhookPort?: boolean;
  /** Release of the Bot API that the server plays; today's by default. */
  serverVersion?: ServerVersion;
  /** Called with every request after it has been answered. */
  onRequest?: (request: ObservedRequest) => void;
}

export interface LocalTelegram {
  driver: ClientDriver;
  /** Base address for bots, without the `/bot<token>` part. */
  url: string;
  stop(): Promise<void>;
  /** The messages of a chat that all its members see, in the Bot API's format, oldest first. */
  messagesIn(chatId: number): Message[];
  /** Everything that could ever be read by all in a group or channel: every version of every message, also of deleted ones. */
  publishedIn(chatId: number): readonly Message[];
  /** What a person alone sees in a chat, oldest first. */
  ephemeralsIn(chatId: number, key: string): Message[];
  /** Lets the server play another release from now on. */
  setServerVersion(version: ServerVersion): void;
  /** Changes the app of a person: offline, or an old one. */
  changeApp(key: string, change: Partial<AppSettings>): void;
  /** Starts a person's app again, which loses their ephemeral messages. */
  restartApp(key: string): void;
  /** The state for a later start. It is not a copy: serialize it at once. */
  snapshot(): z.infer<typeof snapshotSchema>;
  /** Deletes all messages. */
  clearMessages(): void;
  /** Injects a fault into the next matching requests; `path` is matched with the method's name. */
  injectFault(fault: Fault): void;
  clearFaults(): void;
  /** Adds a person who has never written to the bot. */
  addPerson(actor: LocalActor): void;
  /** Removes a person who joined, with their private chat. */
  removePerson(key: string): void;
  /** Opens everyone's private chat with the bot without a message. */
  openAllPrivateChats(): void;
  /** Ends the waiting poll, or the next one. */
  endPolling(status: 409 | 401): void;
  /** While down, every request fails with 502 and has no effect. */
  setDown(down: boolean): void;
  /** Closes the port and all connections, or opens it again: meanwhile bots get ECONNREFUSED. */
  setListening(listening: boolean): Promise<void>;
  /** Fails the next request of a method without any effect. */
  failNext(method: string, code: number, description: string, parameters?: ErrorParameters): void;
  /** Performs the next request of a method and drops the connection before the response. */
  dropNextResponse(method: string): void;
  /** Sends any callback data for a message, as a person's client could. */
  forgePress(key: string, press: { place: string; messageId: number; data: string }): void;
  /** Delivers the latest update again. */
  repeatLastUpdate(): void;
  /** Makes the bot an administrator of a chat or a member. */
  promote(chatId: number, administrator: boolean): void;
  /** Removes or restores the permission of members to write in a group; bots get no update about that. */
  setReadOnly(chatId: number, isSilent: boolean): void;
  /** Adds a chat to one of Telegram's own communities, or takes it out of its. */
  setCommunity(chatId: number, community: PlatformCommunity | undefined): void;
  /** Changes BotFather's switches of inline mode. */
  setInlineMode(switches: Partial<InlineSwitches>): void;
  /** Turns a basic group into a supergroup. @returns its new id */
  migrate(chatId: number): number;
}

/** Starts a local Bot API server on loopback. */
export async function startLocalTelegram(options: LocalTelegramOptions): Promise<LocalTelegram> {
  const now = options.now ?? Date.now;
  const state = {
    ...createState(options.world, now, options.lastId),
    ...snapshotSchema.safeParse(options.snapshot).data,
    ...(options.serverVersion && { serverVersion: options.serverVersion }),
  };
  const queue = new UpdateQueue(now, options.lastId);
  const limiter =
    options.limits === 'real' ? new FloodLimiter(now, options.rateMultiplier) : undefined;
  const webhook: WebhookSender = new WebhookSender(
    queue,
    now,
    (method, params) => run(method, { params, uploads: new Map() }, new AbortController().signal),
    options.anyWebhookPort ?? false,
  );
  const api: BotApi = { state, queue, webhook, limiter };
  const faults: ConnectionFaults = {
    isDown: false,
    nextErrors: new Map(),
    droppedResponses: new Set(),
    injector: createFaultInjector(),
  };
  const run = createRequestRunner(api, faults, options.onRequest);
  const app = createHttpApp({ api, faults, run, hangUp });
  let server = createHttpServer(app);
  const port = await listenOnLoopback(server, options.port ?? 0);
  let listening = true;

  async function setListening(wanted: boolean): Promise<void> {
    if (wanted === listening) return;
    listening = wanted;
    if (!wanted) return await closeServer(server);
    server = createHttpServer(app);
    await listenOnLoopback(server, port);
  }

  return {
    driver: createClientDriver({ state, queue }),
    url: `http://127.0.0.1:${port}`,
    async stop() {
      webhook.stop();
      queue.abortPoll(botApiError('down'));
      await setListening(false);
    },
    messagesIn: (chatId) => (state.chats.get(chatId)?.messages ?? []).map(({ message }) => message),
    publishedIn: (chatId) => state.published.get(chatId) ?? [],
    ephemeralsIn(chatId, key) {
      const chat = state.chats.get(chatId);
      const { id } = findActor(state, key).telegram;
      return chat ? shownEphemerals(state, chat, id).map(({ message }) => message) : [];
    },
    setServerVersion(version) {
      state.serverVersion = version;
    },
    changeApp: (key, change) => changeApp(state, key, change),
    restartApp: (key) => restartApp(state, key),
    snapshot: () => snapshotSchema.parse(state),
    clearMessages() {
      for (const chat of state.chats.values()) chat.messages = [];
      state.ephemerals.clear();
      state.published.clear();
    },
    injectFault: faults.injector.add,
    clearFaults: faults.injector.clear,
    addPerson(actor) {
      state.actors.set(actor.key, actor);
      state.chats.set(actor.telegram.id, createPrivateChat(actor));
    },
    removePerson(key) {
      const actor = findActor(state, key);
      state.actors.delete(key);
      state.chats.delete(actor.telegram.id);
      state.notices.delete(key);
    },
    openAllPrivateChats() {
      for (const chat of state.chats.values()) chat.isStarted = true;
    },
    endPolling: (status) =>
      queue.endPoll(botApiError(status === 409 ? 'otherPoller' : 'unauthorized')),
    setDown(down) {
      faults.isDown = down;
      if (down) queue.abortPoll(botApiError('down'));
    },
    setListening,
    failNext(method, code, description, parameters) {
      const failures = faults.nextErrors.get(method) ?? [];
      faults.nextErrors.set(method, [...failures, new ApiError(code, description, parameters)]);
    },
    dropNextResponse: (method) => void faults.droppedResponses.add(method),
    forgePress: (key, press) => forgeCallback({ state, queue }, findActor(state, key), press),
    repeatLastUpdate: () => queue.repeatLast(),
    promote(chatId, administrator) {
      const chat = state.chats.get(chatId);
      const owner = chat && findActorById(state, chat.administrators[0] ?? 0);
      if (!owner) throw new Error(`Chat ${chatId} has no owner who could promote the bot.`);
      setBotAdministrator({ state, queue }, { chat, owner }, administrator);
    },
    setReadOnly(chatId, isSilent) {
      const chat = state.chats.get(chatId);
      if (!chat) throw new Error(`There is no chat ${chatId}.`);
      chat.isReadOnly = isSilent;
    },
    setCommunity: (chatId, community) => setCommunity({ state, queue }, chatId, community),
    setInlineMode(switches) {
      state.inline.switches = { ...state.inline.switches, ...switches };
    },
    migrate: (chatId) => migrateToSupergroup(state, queue, chatId),
  };
}

function hangUp(context: Context): void {
  context.env.incoming.socket.destroy();
}
