import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { parseLosslessJson } from '../../http/lossless-json.ts';
import type { GatewayEvent } from '../state/context.ts';
import type { Guild, State } from '../state/state.ts';
import { type JsonObject, serializeMember, serializeUser } from '../wire/objects.ts';
import { intent, knownIntents, type PrivilegedIntent, privilegedIntents } from './intents.ts';

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway */
const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  requestMembers: 8,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const;

/** Payloads that a client may send and that change nothing here: presence, voice. */
const ignored = new Set([3, 4, 31]);

const close = {
  unknownOpcode: 4001,
  decode: 4002,
  notAuthenticated: 4003,
  badToken: 4004,
  alreadyAuthenticated: 4005,
  badShard: 4010,
  badIntents: 4013,
  disallowedIntents: 4014,
} as const;

/** Clients may write the token as in the HTTP header. */
const token = z.string().transform((text) => text.replace(/^Bot /, ''));
const id = z.union([z.string(), z.number()]).transform(String);

const frame = z.object({ op: z.int(), d: z.unknown() });
const identify = z.object({
  token,
  intents: z.int(),
  shard: z.tuple([z.int().min(0), z.int().min(1)]).optional(),
});
const resume = z.object({ token, session_id: z.string(), seq: z.int() });
const requestMembers = z.object({
  guild_id: id,
  query: z.string().optional(),
  limit: z.int().optional(),
  user_ids: z.union([id, z.array(id)]).optional(),
  nonce: z.string().optional(),
});

interface Session {
  id: string;
  intents: number;
  shard: [number, number];
  seq: number;
  /** Everything sent, for resuming. */
  log: { seq: number; text: string }[];
  socket: WebSocket | undefined;
}

export interface GatewayOptions {
  server: Server;
  state: State;
  nextToken: () => string;
  url: () => string;
  enabledPrivilegedIntents: readonly PrivilegedIntent[];
  /** The events with which a new session learns of its servers. */
  guildCreate: (guild: Guild) => GatewayEvent;
  isDown: () => boolean;
  isTokenRejected: () => boolean;
}

export interface Gateway {
  dispatch: (event: GatewayEvent) => void;
  /** Cuts the connection so that the client may resume; `invalidate` also forgets the session. */
  disconnectAll: (options?: { invalidate?: boolean }) => void;
  /** Asks the client to reconnect and resume (opcode 7). */
  requestReconnect: () => void;
  sessions: () => { id: string; connected: boolean; intents: number }[];
  stop: () => void;
}

const heartbeatMs = 41_250;

/** Events kept for resuming; a client that missed more must identify anew. */
const replayable = 2_000;

export function createGateway(options: GatewayOptions): Gateway {
  const { state } = options;
  const sessions = new Map<string, Session>();
  const sockets = new WebSocketServer({ noServer: true });

  options.server.on('upgrade', (request, socket, head) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (options.isDown() || !pathname.startsWith('/gateway')) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => handleConnection(client));
  });

  function send(session: Session, name: string, d: JsonObject): void {
    session.seq += 1;
    const text = JSON.stringify({ op: op.dispatch, t: name, s: session.seq, d });
    session.log.push({ seq: session.seq, text });
    if (session.log.length > replayable) session.log.shift();
    session.socket?.send(text);
  }

  function handleConnection(client: WebSocket): void {
    let session: Session | undefined;
    const say = (code: number, d: unknown = null) =>
      client.send(JSON.stringify({ op: code, d, s: null, t: null }));
    const handlers: Record<number, (d: unknown) => void> = {
      [op.heartbeat]: () => say(op.heartbeatAck),
      [op.identify]: (d) => {
        if (session) return client.close(close.alreadyAuthenticated, 'Already authenticated.');
        session = identifySession(client, d);
      },
      [op.resume]: (d) => {
        session = resumeSession(client, d, say);
      },
      [op.requestMembers]: (d) => {
        if (session) sendMembers(session, d);
        else client.close(close.notAuthenticated, 'Not authenticated.');
      },
    };
    client.on('message', (data) => {
      const parsed = frame.safeParse(readJson(String(data)));
      if (!parsed.success) return client.close(close.decode, 'Error while decoding payload.');
      const handler = handlers[parsed.data.op];
      if (handler) handler(parsed.data.d);
      else if (!ignored.has(parsed.data.op)) client.close(close.unknownOpcode, 'Unknown opcode.');
    });
    client.on('close', (code) => {
      if (session?.socket !== client) return;
      session.socket = undefined;
      // A client that says goodbye with 1000 or 1001 gives its session up.
      if (code === 1000 || code === 1001) sessions.delete(session.id);
    });
    say(op.hello, { heartbeat_interval: heartbeatMs, _trace: ['local'] });
  }

  function identifySession(client: WebSocket, d: unknown): Session | undefined {
    const asked = identify.safeParse(d);
    if (!asked.success) {
      client.close(close.decode, 'Error while decoding payload.');
      return undefined;
    }
    const { token, intents, shard = [0, 1] } = asked.data;
    const complaint = identifyError(token, intents, shard);
    if (complaint) {
      client.close(...complaint);
      return undefined;
    }
    const session: Session = {
      id: options.nextToken(),
      intents,
      shard: [shard[0], shard[1]],
      seq: 0,
      log: [],
      socket: client,
    };
    // What its client left without a word is not resumed once there is a new session in its place.
    for (const old of sessions.values())
      if (!old.socket && String(old.shard) === String(session.shard)) sessions.delete(old.id);
    sessions.set(session.id, session);
    const guilds = [...state.guilds.values()].filter(
      (guild) => guild.members.has(state.bot.id) && onShard(session, guild.id),
    );
    send(session, 'READY', {
      v: 10,
      user: { ...serializeUser(state.bot), verified: true, mfa_enabled: false, email: null },
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: options.url(),
      shard,
      application: { id: state.bot.id, flags: 0 },
      private_channels: [],
      _trace: ['local'],
    });
    for (const guild of guilds) sendIfSubscribed(session, options.guildCreate(guild));
    return session;
  }

  function identifyError(
    token: string,
    intents: number,
    shard: readonly [number, number],
  ): [number, string] | undefined {
    if (token !== state.token || options.isTokenRejected())
      return [close.badToken, 'Authentication failed.'];
    if (shard[0] >= shard[1]) return [close.badShard, 'Invalid shard.'];
    if (intents < 0 || intents & ~knownIntents) return [close.badIntents, 'Invalid intent(s).'];
    const disallowed = Object.entries(privilegedIntents).some(
      ([name, bit]) =>
        intents & bit && !options.enabledPrivilegedIntents.some((one) => one === name),
    );
    return disallowed ? [close.disallowedIntents, 'Disallowed intent(s).'] : undefined;
  }

  function resumeSession(
    client: WebSocket,
    d: unknown,
    say: (code: number, d: unknown) => void,
  ): Session | undefined {
    const asked = resume.safeParse(d);
    if (!asked.success) {
      client.close(close.decode, 'Error while decoding payload.');
      return undefined;
    }
    if (asked.data.token !== state.token || options.isTokenRejected()) {
      client.close(close.badToken, 'Authentication failed.');
      return undefined;
    }
    const session = sessions.get(asked.data.session_id);
    const oldest = session?.log[0]?.seq ?? 0;
    if (!session || asked.data.seq > session.seq || asked.data.seq < oldest - 1) {
      say(op.invalidSession, false);
      return undefined;
    }
    session.socket?.terminate();
    session.socket = client;
    for (const { seq, text } of session.log) if (seq > asked.data.seq) client.send(text);
    send(session, 'RESUMED', { _trace: ['local'] });
    return session;
  }

  function sendMembers(session: Session, d: unknown): void {
    const asked = requestMembers.safeParse(d);
    if (!asked.success) return;
    const guild = state.guilds.get(asked.data.guild_id);
    if (!guild?.members.has(state.bot.id)) return;
    const { query = '', limit = 0, nonce, user_ids: ids } = asked.data;
    const wanted = ids === undefined ? undefined : [ids].flat();
    const named = [...guild.members.values()].filter((member) => {
      const user = state.users.get(member.userId);
      const name = `${user?.username} ${user?.displayName}`.toLowerCase();
      return wanted ? wanted.includes(member.userId) : name.includes(query.toLowerCase());
    });
    const everybody = wanted === undefined && query === '';
    const allowed = !everybody || session.intents & intent.guildMembers;
    const members = allowed ? named.slice(0, limit === 0 ? undefined : limit) : [];
    send(session, 'GUILD_MEMBERS_CHUNK', {
      guild_id: guild.id,
      members: members.map((member) => serializeMember(state, member)),
      chunk_index: 0,
      chunk_count: 1,
      not_found: (wanted ?? []).filter((id) => !guild.members.has(id)),
      ...(nonce === undefined ? {} : { nonce }),
    });
  }

  function sendIfSubscribed(session: Session, event: GatewayEvent): void {
    const wanted = event.intents === 0 || (session.intents & event.intents) !== 0;
    if (wanted && onShard(session, event.guildId))
      send(session, event.name, event.data(session.intents));
  }

  return {
    dispatch(event) {
      for (const session of sessions.values()) sendIfSubscribed(session, event);
    },
    disconnectAll({ invalidate = false } = {}) {
      for (const session of sessions.values()) {
        session.socket?.close(4000, 'Unknown error.');
        session.socket = undefined;
      }
      if (invalidate) sessions.clear();
    },
    requestReconnect() {
      for (const session of sessions.values())
        session.socket?.send(JSON.stringify({ op: op.reconnect, d: null, s: null, t: null }));
    },
    sessions: () =>
      [...sessions.values()].map(({ id, socket, intents }) => ({
        id,
        connected: socket !== undefined,
        intents,
      })),
    stop() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}

/** Discord's formula; private chats belong to shard 0. */
function onShard(session: Session, guildId: string | undefined): boolean {
  const [shard, count] = session.shard;
  return guildId === undefined
    ? shard === 0
    : Number((BigInt(guildId) >> 22n) % BigInt(count)) === shard;
}

function readJson(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    return undefined;
  }
}
