import type { Context } from 'hono';
import type { z } from 'zod';
import { createFaults, type Fault } from '../faults.ts';
import type { Actor, Stage, World } from '../stage.ts';
import { ApiError, type ErrorParameters, refusal } from './errors.ts';
import { kept } from './kept.ts';
import type { Api } from './methods/call.ts';
import { migrate } from './migrate.ts';
import { findActor } from './places.ts';
import { forgePress } from './presses.ts';
import { RateLimits } from './rate-limits.ts';
import { promote } from './relate.ts';
import {
  close,
  createApp,
  createRunner,
  createServer,
  type Faults,
  listen,
  type SeenRequest,
} from './server.ts';
import { createStage } from './stage.ts';
import { actorById, createState, privateChat } from './state.ts';
import { UpdateQueue } from './updates.ts';
import { Webhook } from './webhook.ts';
import type { Message } from './wire.ts';

export interface LocalTelegramOptions {
  world: World;
  /** 0, the default, takes a free port. */
  port?: number;
  /** Milliseconds since the epoch; long polls and webhook retries wait in real time whatever it says. */
  now?: () => number;
  /** What an earlier one gave as its `kept`; anything else is left aside. */
  kept?: unknown;
  /** The id after which messages and updates are numbered. */
  lastId?: number;
  /** `real` refuses what is sent faster than Telegram lets bots send. Default `off`. */
  limits?: 'off' | 'real';
  /** How many times the real rates are allowed, 1 by default. */
  faster?: number;
  /** Takes webhooks on any port, as a Bot API server of one's own does. Default: Telegram's four. */
  anyWebhookPort?: boolean;
  /** Called with every request after it has been answered. */
  onRequest?: (request: SeenRequest) => void;
}

export interface LocalTelegram {
  stage: Stage;
  /** Base address for bots, without the `/bot<token>` part. */
  url: string;
  stop(): Promise<void>;
  /** The messages of a chat as the Bot API shows them, oldest first. */
  messagesIn(chatId: number): Message[];
  /** What a later one may begin with. It changes with the platform: write it down at once. */
  kept(): z.infer<typeof kept>;
  /** Forgets every message, as if nobody had said anything. */
  forgetMessages(): void;
  /** Makes the next matching requests go wrong; `path` is tested against the method's name. */
  fault(fault: Fault): void;
  clearFaults(): void;
  /** Lets somebody onto the platform who has never written to the bot. */
  join(actor: Actor): void;
  /** Forgets a person who joined, and their private chat with all that was said in it. */
  leave(key: string): void;
  /** Opens everyone's private chat with the bot, as if they had pressed Start without sending anything. */
  startEveryone(): void;
  /** Ends the poll that waits, or else the next one. */
  endPolling(status: 409 | 401): void;
  /** While down, every request is answered 502 and does nothing. */
  setDown(down: boolean): void;
  /** Closes the port and every connection, or opens it again: bots get ECONNREFUSED meanwhile. */
  setListening(listening: boolean): Promise<void>;
  /** Answers the next request of a method with an error instead of carrying it out. */
  failNext(method: string, code: number, description: string, parameters?: ErrorParameters): void;
  /** Carries out the next request of a method and breaks the connection before the answer is sent. */
  loseNextAnswer(method: string): void;
  /** Sends, as a person's client, any data as if a button of this message carried it. */
  forgePress(key: string, press: { place: string; messageId: number; data: string }): void;
  /** Delivers the latest update a second time. */
  repeatLastUpdate(): void;
  /** Makes the bot an administrator of a chat, or an ordinary member again. */
  promote(chatId: number, administrator: boolean): void;
  /** Takes the right to write from all members of a group but its administrators, or gives it back: no bot is told. */
  silence(chatId: number, isSilent: boolean): void;
  /** Turns a basic group into a supergroup and returns the new id. */
  migrate(chatId: number): number;
}

/** Starts a Telegram on loopback that Bot API clients can be pointed at. */
export async function startLocalTelegram(options: LocalTelegramOptions): Promise<LocalTelegram> {
  const now = options.now ?? Date.now;
  const state = {
    ...createState(options.world, now, options.lastId),
    ...kept.safeParse(options.kept).data,
  };
  const queue = new UpdateQueue(now, options.lastId);
  const rates = options.limits === 'real' ? new RateLimits(now, options.faster) : undefined;
  const webhook: Webhook = new Webhook(
    queue,
    now,
    (method, params) => run(method, { params, uploads: new Map() }, new AbortController().signal),
    options.anyWebhookPort ?? false,
  );
  const api: Api = { state, queue, webhook, rates };
  const faults: Faults = {
    down: false,
    failures: new Map(),
    lost: new Set(),
    general: createFaults(),
  };
  const run = createRunner(api, faults, options.onRequest);
  const app = createApp({ api, faults, run, hangUp });
  let server = createServer(app);
  const port = await listen(server, options.port ?? 0);
  let listening = true;

  async function setListening(wanted: boolean): Promise<void> {
    if (wanted === listening) return;
    listening = wanted;
    if (!wanted) return await close(server);
    server = createServer(app);
    await listen(server, port);
  }

  return {
    stage: createStage({ state, queue }),
    url: `http://127.0.0.1:${port}`,
    async stop() {
      webhook.stop();
      queue.interrupt(refusal('down'));
      await setListening(false);
    },
    messagesIn: (chatId) => (state.chats.get(chatId)?.messages ?? []).map(({ message }) => message),
    kept: () => kept.parse(state),
    forgetMessages() {
      for (const chat of state.chats.values()) chat.messages = [];
    },
    fault: faults.general.add,
    clearFaults: faults.general.clear,
    join(actor) {
      state.actors.set(actor.key, actor);
      state.chats.set(actor.telegram.id, privateChat(actor));
    },
    leave(key) {
      const actor = findActor(state, key);
      state.actors.delete(key);
      state.chats.delete(actor.telegram.id);
      state.notices.delete(key);
    },
    startEveryone() {
      for (const chat of state.chats.values()) chat.started = true;
    },
    endPolling: (status) => queue.end(refusal(status === 409 ? 'otherPoller' : 'unauthorized')),
    setDown(down) {
      faults.down = down;
      if (down) queue.interrupt(refusal('down'));
    },
    setListening,
    failNext(method, code, description, parameters) {
      const failures = faults.failures.get(method) ?? [];
      faults.failures.set(method, [...failures, new ApiError(code, description, parameters)]);
    },
    loseNextAnswer: (method) => void faults.lost.add(method),
    forgePress: (key, press) => forgePress({ state, queue }, findActor(state, key), press),
    repeatLastUpdate: () => queue.repeatLast(),
    promote(chatId, administrator) {
      const chat = state.chats.get(chatId);
      const owner = chat && actorById(state, chat.administrators[0] ?? 0);
      if (!owner) throw new Error(`Chat ${chatId} has no owner who could promote the bot.`);
      promote({ state, queue }, { chat, owner }, administrator);
    },
    silence(chatId, isSilent) {
      const chat = state.chats.get(chatId);
      if (!chat) throw new Error(`There is no chat ${chatId}.`);
      chat.isSilent = isSilent;
    },
    migrate: (chatId) => migrate(state, queue, chatId),
  };
}

function hangUp(context: Context): void {
  context.env.incoming.socket.destroy();
}
