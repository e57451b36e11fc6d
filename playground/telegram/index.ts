import type { Context } from 'hono';
import type { z } from 'zod';
import type { ClientDriver } from '../driver/client-driver.ts';
import type { LocalActor, WorldSetup } from '../driver/world-setup.ts';
import { createFaultInjector, type Fault } from '../faults/fault-injector.ts';
import { setBotAdministrator } from './client/bot-access.ts';
import { createClientDriver } from './client/client-driver.ts';
import { findActor } from './client/places.ts';
import { forgeCallback } from './client/press-button.ts';
import { ApiError, botApiError, type ErrorParameters } from './http/errors.ts';
import { FloodLimiter } from './http/rate-limiter.ts';
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
import type { Message } from './state/bot-api-types.ts';
import { migrateToSupergroup } from './state/migrate.ts';
import { snapshotSchema } from './state/snapshot-schema.ts';
import { createPrivateChat, createState, findActorById } from './state/state.ts';
import { UpdateQueue } from './updates/update-queue.ts';
import { WebhookSender } from './updates/webhook-sender.ts';

export interface LocalTelegramOptions {
  world: WorldSetup;
  /** 0, the default, takes a free port. */
  port?: number;
  /** Milliseconds since the epoch; long polls and webhook retries wait in real time whatever it says. */
  now?: () => number;
  /** What an earlier one gave as its `kept`; anything else is left aside. */
  snapshot?: unknown;
  /** The id after which messages and updates are numbered. */
  lastId?: number;
  /** `real` refuses what is sent faster than Telegram lets bots send. Default `off`. */
  limits?: 'off' | 'real';
  /** How many times the real rates are allowed, 1 by default. */
  rateMultiplier?: number;
  /** Takes webhooks on any port, as a Bot API server of one's own does. Default: Telegram's four. */
  anyWebhookPort?: boolean;
  /** Called with every request after it has been answered. */
  onRequest?: (request: ObservedRequest) => void;
}

export interface LocalTelegram {
  driver: ClientDriver;
  /** Base address for bots, without the `/bot<token>` part. */
  url: string;
  stop(): Promise<void>;
  /** The messages of a chat as the Bot API shows them, oldest first. */
  messagesIn(chatId: number): Message[];
  /** What a later one may begin with. It changes with the platform: write it down at once. */
  snapshot(): z.infer<typeof snapshotSchema>;
  /** Forgets every message, as if nobody had said anything. */
  clearMessages(): void;
  /** Makes the next matching requests go wrong; `path` is tested against the method's name. */
  injectFault(fault: Fault): void;
  clearFaults(): void;
  /** Lets somebody onto the platform who has never written to the bot. */
  addPerson(actor: LocalActor): void;
  /** Forgets a person who joined, and their private chat with all that was said in it. */
  removePerson(key: string): void;
  /** Opens everyone's private chat with the bot, as if they had pressed Start without sending anything. */
  openAllPrivateChats(): void;
  /** Ends the poll that waits, or else the next one. */
  endPolling(status: 409 | 401): void;
  /** While down, every request is answered 502 and does nothing. */
  setDown(down: boolean): void;
  /** Closes the port and every connection, or opens it again: bots get ECONNREFUSED meanwhile. */
  setListening(listening: boolean): Promise<void>;
  /** Answers the next request of a method with an error instead of carrying it out. */
  failNext(method: string, code: number, description: string, parameters?: ErrorParameters): void;
  /** Carries out the next request of a method and breaks the connection before the answer is sent. */
  dropNextResponse(method: string): void;
  /** Sends, as a person's client, any data as if a button of this message carried it. */
  forgePress(key: string, press: { place: string; messageId: number; data: string }): void;
  /** Delivers the latest update a second time. */
  repeatLastUpdate(): void;
  /** Makes the bot an administrator of a chat, or an ordinary member again. */
  promote(chatId: number, administrator: boolean): void;
  /** Takes the right to write from all members of a group but its administrators, or gives it back: no bot is told. */
  setReadOnly(chatId: number, isSilent: boolean): void;
  /** Turns a basic group into a supergroup and returns the new id. */
  migrate(chatId: number): number;
}

/** Starts a Telegram on loopback that Bot API clients can be pointed at. */
export async function startLocalTelegram(options: LocalTelegramOptions): Promise<LocalTelegram> {
  const now = options.now ?? Date.now;
  const state = {
    ...createState(options.world, now, options.lastId),
    ...snapshotSchema.safeParse(options.snapshot).data,
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
    snapshot: () => snapshotSchema.parse(state),
    clearMessages() {
      for (const chat of state.chats.values()) chat.messages = [];
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
    migrate: (chatId) => migrateToSupergroup(state, queue, chatId),
  };
}

function hangUp(context: Context): void {
  context.env.incoming.socket.destroy();
}
