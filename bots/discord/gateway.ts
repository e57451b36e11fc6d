import { Client, Events, GatewayIntentBits as Intents, Options, Partials } from 'discord.js';
import type { Logger } from 'pino';
import type { ConnectionControl } from '../shared/connection-supervisor.ts';
import { filterPackets, type PacketListener } from './servers/gateway-filter.ts';

/**
 * discord.js counts interaction responses towards the bot's limit of 50 requests a second; Discord does not.
 * This client sends little else: the publisher has a `REST` of its own.
 * Source: Discord, "Rate Limits", "Global Rate Limit".
 */
const requestsPerSecond = 5_000;

/** How often discord.js drops its queues of deferred answers, one for each, in milliseconds. */
const queueSweepIntervalMs = 30_000;

/** People whom discord.js remembers, for their names; it keeps everyone who ever acted. */
const maxKnownUsers = 1_000;

export interface GatewayOptions {
  token: string;
  apiUrl: string;
  /** Called with the client before it connects, to add listeners. */
  listen(client: Client): void;
  /** Receives every packet of the gateway before discord.js, which gets none about servers. */
  onPacket: PacketListener;
  /** Called when the gateway is ready; the bot counts as connected when this resolves. */
  onReady(client: Client): Promise<void>;
  /** Called when the session is to end in order, before the client is destroyed. */
  drain(): Promise<void>;
  describeError(error: unknown): string;
  log: Pick<Logger, 'warn'>;
}

/**
 * Runs one gateway session until the signal aborts it.
 * @throws when the login fails or the gateway ends the session
 */
export async function runGatewaySession(
  { token, apiUrl, listen, onPacket, onReady, drain, describeError, log }: GatewayOptions,
  { signal, reportConnected, reportProblem }: ConnectionControl,
): Promise<void> {
  const client: Client = new Client({
    // Of messages, the bot reads only what people write to it in private: it would get all others of all servers.
    intents: [Intents.Guilds, Intents.DirectMessages],
    partials: [Partials.Channel],
    rest: {
      api: apiUrl,
      globalRequestsPerSecond: requestsPerSecond,
      handlerSweepInterval: queueSweepIntervalMs,
    },
    ws: { buildStrategy: filterPackets(onPacket) },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      UserManager: { maxSize: maxKnownUsers, keepOverLimit: ({ id }) => id === client.user?.id },
    }),
    // Payloads have Discord's field names already.
    jsonTransformer: (payload) => payload,
    allowedMentions: { parse: [] },
  });
  const ended = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => ended.resolve(), { once: true });
  client.on(Events.Error, (error) =>
    log.warn({ event: 'discord.gateway_error', problem: describeError(error) }, 'gateway error'),
  );
  client.on(Events.Invalidated, () => ended.reject(new Error('Discord ended the session')));
  client.on(Events.ShardDisconnect, ({ code }) =>
    ended.reject(new Error(`the gateway closed the connection (${code})`)),
  );
  client.on(Events.ShardReconnecting, () => reportProblem('reconnecting'));
  client.on(Events.ShardResume, () => reportConnected());
  client.on(Events.ShardReady, () => reportConnected());
  listen(client);
  try {
    const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
    await Promise.race([Promise.all([client.login(token), ready]), ended.promise]);
    if (signal.aborted) return;
    await onReady(client);
    reportConnected();
    await ended.promise;
    await drain();
  } finally {
    await client.destroy();
  }
}
