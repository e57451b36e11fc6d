import type { WebSocket } from 'ws';
import { knownIntents, privilegedIntents } from '../state/intents.ts';
import { serializeUser } from '../wire/objects.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { closeCode, identifySchema, op, resumeSchema } from './protocol.ts';
import { isOnShard, type Session, sendEvent, sendIfSubscribed } from './session.ts';

type Sessions = Map<string, Session>;
type CloseReason = [code: number, reason: string];

const decodeError: CloseReason = [closeCode.decode, 'Error while decoding payload.'];
const tokenError: CloseReason = [closeCode.badToken, 'Authentication failed.'];

function identifyError(
  { state, isTokenRejected, enabledPrivilegedIntents }: GatewayOptions,
  token: string,
  intents: number,
  shard: readonly [number, number],
): CloseReason | undefined {
  if (token !== state.token || isTokenRejected()) return tokenError;
  if (shard[0] >= shard[1]) return [closeCode.badShard, 'Invalid shard.'];
  if (intents < 0 || intents & ~knownIntents) return [closeCode.badIntents, 'Invalid intent(s).'];
  const isDisallowed = Object.entries(privilegedIntents).some(
    ([name, bit]) => intents & bit && !enabledPrivilegedIntents.some((one) => one === name),
  );
  return isDisallowed ? [closeCode.disallowedIntents, 'Disallowed intent(s).'] : undefined;
}

/** Starts a session (opcode 2). @returns undefined when the client was disconnected instead */
export function identifySession(
  options: GatewayOptions,
  sessions: Sessions,
  client: WebSocket,
  d: unknown,
): Session | undefined {
  const { state, nextToken, url, guildCreate } = options;
  const identify = identifySchema.safeParse(d);
  const {
    token,
    intents,
    shard = [0, 1] as [number, number],
  } = identify.data ?? {
    token: '',
    intents: 0,
  };
  const error = identify.success ? identifyError(options, token, intents, shard) : decodeError;
  if (error) {
    client.close(...error);
    return undefined;
  }
  const session: Session = {
    id: nextToken(),
    intents,
    shard: [shard[0], shard[1]],
    seq: 0,
    log: [],
    socket: client,
  };
  // A disconnected session cannot be resumed once its shard has a new one.
  for (const old of sessions.values())
    if (!old.socket && String(old.shard) === String(session.shard)) sessions.delete(old.id);
  sessions.set(session.id, session);
  const guilds = [...state.guilds.values()].filter(
    (guild) => guild.members.has(state.bot.id) && isOnShard(session, guild.id),
  );
  sendEvent(session, 'READY', {
    v: 10,
    user: { ...serializeUser(state.bot), verified: true, mfa_enabled: false, email: null },
    guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: url(),
    shard,
    application: { id: state.bot.id, flags: 0 },
    private_channels: [],
    _trace: ['local'],
  });
  for (const guild of guilds) sendIfSubscribed(session, guildCreate(guild));
  return session;
}

/** Resumes a session (opcode 6). @returns undefined when it cannot be resumed */
export function resumeSession(
  { state, isTokenRejected }: GatewayOptions,
  sessions: Sessions,
  client: WebSocket,
  d: unknown,
): Session | undefined {
  const resume = resumeSchema.safeParse(d);
  if (!resume.success) {
    client.close(...decodeError);
    return undefined;
  }
  const { token, session_id: id, seq: lastSeq } = resume.data;
  if (token !== state.token || isTokenRejected()) {
    client.close(...tokenError);
    return undefined;
  }
  const session = sessions.get(id);
  const oldest = session?.log[0]?.seq ?? 0;
  if (!session || lastSeq > session.seq || lastSeq < oldest - 1) {
    client.send(JSON.stringify({ op: op.invalidSession, d: false, s: null, t: null }));
    return undefined;
  }
  session.socket?.terminate();
  session.socket = client;
  for (const { seq, text } of session.log) if (seq > lastSeq) client.send(text);
  sendEvent(session, 'RESUMED', { _trace: ['local'] });
  return session;
}
