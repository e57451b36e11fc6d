import { createAdaptorServer } from '@hono/node-server';
import type { z } from 'zod';
import type { ClientDriver } from '../driver/client-driver.ts';
import type { LocalActor, WorldSetup } from '../driver/world-setup.ts';
import { createFaultInjector, type Fault } from '../faults/fault-injector.ts';
import { guildCreateEvent, removeBot } from './administration/bot-membership.ts';
import { createModerator, type Moderator } from './administration/moderator.ts';
import { createClientDriver } from './client/client-driver.ts';
import { createGateway, type Gateway } from './gateway/gateway.ts';
import { type BotRequest, createDiscordApi, mountDiscordApi } from './http/api-server.ts';
import { channelRoutes } from './routes/channels.ts';
import { commandRoutes } from './routes/commands.ts';
import { fileRoutes } from './routes/files.ts';
import { gatewayRoutes } from './routes/gateway.ts';
import { guildRoutes } from './routes/guilds.ts';
import { interactionRoutes } from './routes/interactions.ts';
import { messageRoutes } from './routes/messages.ts';
import { pinRoutes } from './routes/pins.ts';
import { scheduledEventRoutes } from './routes/scheduled-events.ts';
import { userRoutes } from './routes/users.ts';
import { isOpen, updateByTime } from './scheduled-events/events.ts';
import type { Context } from './state/context.ts';
import { addPerson, createState, removePerson } from './state/initial-state.ts';
import type { PrivilegedIntent } from './state/intents.ts';
import type { ScheduledEvent } from './state/scheduled-event.ts';
import { snapshotSchema } from './state/snapshot-schema.ts';
import { createSnowflakeGenerator } from './state/snowflakes.ts';
import type { Message } from './state/state.ts';

export type { BotRequest } from './http/api-server.ts';

export interface LocalDiscordOptions {
  world: WorldSetup;
  /** 0, the default, is any free port. */
  port?: number;
  /** Milliseconds since the epoch; the 3 s and 15 min rules and the rate limits go by it. */
  now?: () => number;
  /** The snapshot of an earlier start; invalid ones are ignored. */
  snapshot?: unknown;
  /** Rate limits with Discord's headers. `off` by default. */
  limits?: 'off' | 'real';
  /** Factor of the real rate limits, 1 by default. */
  rateMultiplier?: number;
  /** The privileged intents switched on for the application; all by default. */
  privilegedIntents?: readonly PrivilegedIntent[];
  /** Called after every REST request of the bot. */
  onRequest?: (request: BotRequest) => void;
}

export interface LocalDiscord {
  driver: ClientDriver;
  /** The value for `rest.api` of discord.js: `http://127.0.0.1:4001/api`. */
  url: string;
  /** All messages of a channel including ephemeral ones, oldest first. */
  messagesIn: (channelId: string) => readonly Message[];
  /** The events of a server that are not over, as its members see them, by start. */
  scheduledEventsIn: (serverId: string) => readonly ScheduledEvent[];
  /** The state for a later start. It is not a copy: serialize it at once. */
  snapshot: () => z.infer<typeof snapshotSchema>;
  /** Adds a person who is in no server and has a private chat with the bot. */
  addPerson: (actor: LocalActor) => void;
  /** Removes a person who joined, with their private chat. */
  removePerson: (key: string) => void;
  /** Deletes all messages. */
  clearMessages: () => void;
  /** Closes the gateway connection, which the client resumes; with `invalidate` it must identify again. */
  dropGateway: (options?: { invalidate?: boolean }) => void;
  /** Asks the client to reconnect (opcode 7). */
  requestReconnect: () => void;
  gatewaySessions: Gateway['sessions'];
  /** While down, REST answers 503 and the gateway accepts no connections. */
  setDown: (down: boolean) => void;
  /** REST answers 401 and identify is closed with 4004. */
  setTokenRejected: (refused: boolean) => void;
  /** Injects a fault into the next matching requests. */
  injectFault: (fault: Fault) => void;
  clearFaults: () => void;
  /** Rejects edits of messages older than an hour (code 30046) with this retry_after in seconds; undefined accepts them again. */
  limitOldEdits: (retryAfter: number | undefined) => void;
  moderator: Moderator;
  /** REST requests so far, in total and by status. */
  counters: () => { requests: number; byStatus: Record<number, number> };
  stop: () => Promise<void>;
}

/** Starts a local Discord on loopback with the people and servers of a world. */
export async function startLocalDiscord(options: LocalDiscordOptions): Promise<LocalDiscord> {
  const { world, port = 0, now = Date.now } = options;
  const listeners = new Set<(place: string) => void>();
  const timers = new Set<NodeJS.Timeout>();
  const faults = createFaultInjector();
  const byStatus: Record<number, number> = {};
  let tokens = 0;
  let address = 0;
  let gateway: Gateway | undefined;

  const context: Context = {
    state: { ...createState(world, now), ...snapshotSchema.safeParse(options.snapshot).data },
    now,
    oldEditLimit: { retryAfter: undefined },
    nextId: createSnowflakeGenerator(now),
    nextToken: () => {
      tokens += 1;
      return `local-${tokens.toString(36).padStart(6, '0')}-${'t'.repeat(64)}`;
    },
    dispatch: (event) => gateway?.dispatch(event),
    notifyChanged: (place) => {
      for (const listener of listeners) listener(place);
    },
    schedule: (ms, run) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        run();
      }, ms).unref();
      timers.add(timer);
    },
    origin: () => `http://127.0.0.1:${address}`,
  };
  const gatewayUrl = () => `ws://127.0.0.1:${address}/gateway`;

  const { app, api } = createDiscordApi({
    context,
    limits: options.limits ?? 'off',
    rateMultiplier: options.rateMultiplier ?? 1,
    faults,
    onRequest: (request) => {
      byStatus[request.status] = (byStatus[request.status] ?? 0) + 1;
      options.onRequest?.(request);
    },
  });
  gatewayRoutes(api, gatewayUrl);
  userRoutes(api, context);
  commandRoutes(api, context);
  interactionRoutes(api, context);
  // Before the routes of single messages, of which `pins` would be one.
  pinRoutes(api, context);
  messageRoutes(api, context);
  channelRoutes(api, context);
  guildRoutes(api, context, (id) => {
    const guild = context.state.guilds.get(id);
    if (guild) removeBot(context, guild);
  });
  scheduledEventRoutes(api, context);
  mountDiscordApi(app, api);
  fileRoutes(app, context, faults);

  const server = createAdaptorServer({ fetch: app.fetch });
  if (!('closeAllConnections' in server)) throw new Error('An HTTP/1 server is needed.');
  gateway = createGateway({
    server,
    state: context.state,
    nextToken: context.nextToken,
    url: gatewayUrl,
    enabledPrivilegedIntents: options.privilegedIntents ?? ['members', 'presences', 'content'],
    guildCreate: (guild) => guildCreateEvent(context, guild),
    isDown: faults.isDown,
    isTokenRejected: faults.isTokenRejected,
  });
  const opened = gateway;
  address = await listen(server, port);

  return {
    driver: createClientDriver(context, listeners),
    url: `${context.origin()}/api`,
    messagesIn: (channelId) => context.state.messages.get(channelId) ?? [],
    scheduledEventsIn: (serverId) =>
      updateByTime(context, serverId)
        .filter(isOpen)
        .sort((one, other) => one.startsAt - other.startsAt),
    snapshot: () => snapshotSchema.parse(context.state),
    addPerson: (actor) => addPerson(context.state, actor),
    removePerson: (key) => removePerson(context.state, key),
    clearMessages() {
      context.state.messages.clear();
      context.state.nonces.clear();
    },
    dropGateway: opened.disconnectAll,
    requestReconnect: opened.requestReconnect,
    gatewaySessions: opened.sessions,
    setDown(down) {
      faults.setDown(down);
      if (down) opened.disconnectAll();
    },
    setTokenRejected: faults.setTokenRejected,
    injectFault: faults.add,
    clearFaults: faults.clear,
    limitOldEdits(retryAfter) {
      context.oldEditLimit.retryAfter = retryAfter;
    },
    moderator: createModerator(context),
    counters: () => ({
      requests: Object.values(byStatus).reduce((sum, count) => sum + count, 0),
      byStatus: { ...byStatus },
    }),
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      opened.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Listening {
  once: (event: 'error', listener: (error: Error) => void) => unknown;
  listen: (port: number, host: string, listener: () => void) => unknown;
  address: () => string | { port: number } | null;
}

function listen(server: Listening, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address && typeof address === 'object') resolve(address.port);
      else reject(new Error('The local Discord has no port.'));
    });
  });
}
