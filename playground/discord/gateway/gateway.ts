import { type WebSocket, WebSocketServer } from 'ws';
import { parseLosslessJson } from '../../http/lossless-json.ts';
import type { GatewayEvent } from '../state/context.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { identifySession, resumeSession } from './identify.ts';
import { sendMembers } from './member-chunks.ts';
import { closeCode, frameSchema, ignoredOpcodes, op } from './protocol.ts';
import { type Session, sendIfSubscribed } from './session.ts';

export interface Gateway {
  dispatch: (event: GatewayEvent) => void;
  /** Closes the connections, which clients may resume; `invalidate` also drops the sessions. */
  disconnectAll: (options?: { invalidate?: boolean }) => void;
  /** Asks the client to reconnect and resume (opcode 7). */
  requestReconnect: () => void;
  sessions: () => { id: string; connected: boolean; intents: number }[];
  stop: () => void;
}

const heartbeatMs = 41_250;

const frameOf = (opcode: number, d: unknown = null): string =>
  JSON.stringify({ op: opcode, d, s: null, t: null });

function readJson(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    return undefined;
  }
}

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

  function handleConnection(client: WebSocket): void {
    let session: Session | undefined;
    const handlers: Record<number, (d: unknown) => void> = {
      [op.heartbeat]: () => client.send(frameOf(op.heartbeatAck)),
      [op.identify]: (d) => {
        if (session) return client.close(closeCode.alreadyAuthenticated, 'Already authenticated.');
        session = identifySession(options, sessions, client, d);
      },
      [op.resume]: (d) => {
        session = resumeSession(options, sessions, client, d);
      },
      [op.requestMembers]: (d) => {
        if (session) sendMembers(state, session, d);
        else client.close(closeCode.notAuthenticated, 'Not authenticated.');
      },
    };
    client.on('message', (data) => {
      const frame = frameSchema.safeParse(readJson(String(data)));
      if (!frame.success) return client.close(closeCode.decode, 'Error while decoding payload.');
      const handler = handlers[frame.data.op];
      if (handler) handler(frame.data.d);
      else if (!ignoredOpcodes.has(frame.data.op))
        client.close(closeCode.unknownOpcode, 'Unknown opcode.');
    });
    client.on('close', (code) => {
      if (session?.socket !== client) return;
      session.socket = undefined;
      // Closing with 1000 or 1001 ends the session.
      if (code === 1000 || code === 1001) sessions.delete(session.id);
    });
    client.send(frameOf(op.hello, { heartbeat_interval: heartbeatMs, _trace: ['local'] }));
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
      for (const session of sessions.values()) session.socket?.send(frameOf(op.reconnect));
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
