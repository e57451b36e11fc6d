import { createServer, type ServerResponse } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { botId, commandIn, ordinaryServer, serverId } from './ordinary-server.ts';

/**
 * The least of Discord that a program needs to start in many servers, in a process of its own. It sends READY, every
 * server as fast as it is read, then one command, and reports to its parent when that is answered.
 */
const [countText = '0', command = ''] = process.argv.slice(2);
const count = Number(countText);

const frame = (op: number, d: unknown, t: string | null = null, s: number | null = null): Buffer =>
  Buffer.from(JSON.stringify({ op, d, t, s }));
const isText = { binary: false };

/** Everything is written before the first program starts. */
const described = Array.from({ length: count }, (_, index) =>
  frame(0, ordinaryServer(index), 'GUILD_CREATE', index + 2),
);

function readyFrame(url: string): Buffer {
  const bot = {
    id: botId,
    username: 'callboard',
    discriminator: '0',
    global_name: null,
    bot: true,
  };
  const data = {
    ...{ v: 10, user: bot, application: { id: botId, flags: 0 }, session_id: 'session' },
    ...{ resume_gateway_url: url, shard: [0, 1], private_channels: [] },
    guilds: described.map((_, index) => ({ id: serverId(index), unavailable: true })),
  };
  return frame(0, data, 'READY', 1);
}

function describeServers(client: WebSocket): void {
  client.send(readyFrame(gatewayUrl()), isText);
  for (const one of described) client.send(one, isText);
  const interaction = commandIn(count > 0 ? count - 1 : undefined, command, Date.now());
  client.send(frame(0, interaction, 'INTERACTION_CREATE', count + 2), isText);
}

const opcode = { heartbeat: 1, identify: 2, hello: 10, acknowledged: 11 } as const;
const frameSchema = z.object({ op: z.int() });
const commandsSchema = z.array(z.object({ name: z.string() }));

function answer(response: ServerResponse, status: number, body?: unknown): void {
  if (body !== undefined) response.setHeader('content-type', 'application/json');
  response.writeHead(status);
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname.endsWith('/gateway/bot')) {
    const limit = { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 };
    answer(response, 200, { url: gatewayUrl(), shards: 1, session_start_limit: limit });
  } else if (pathname.endsWith('/callback')) {
    process.send?.({ answered: true });
    answer(response, 204);
  } else if (pathname.endsWith('/commands')) {
    const sent = request.method === 'PUT' ? JSON.parse(Buffer.concat(parts).toString()) : [];
    const ids = commandsSchema.parse(sent).map((one, index) => ({ ...one, id: String(index + 1) }));
    answer(response, 200, ids);
  } else answer(response, 200, { id: botId, username: 'callboard', discriminator: '0', roles: [] });
});
const sockets = new WebSocketServer({ server });
sockets.on('connection', (client) => {
  client.send(frame(opcode.hello, { heartbeat_interval: 41_250 }), isText);
  client.on('message', (data) => {
    const { op } = frameSchema.parse(JSON.parse(String(data)));
    if (op === opcode.heartbeat) client.send(frame(opcode.acknowledged, null), isText);
    else if (op === opcode.identify) describeServers(client);
  });
});

function origin(scheme: string): string {
  const address = server.address();
  return `${scheme}://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}
const gatewayUrl = () => `${origin('ws')}/gateway`;
server.listen(0, '127.0.0.1', () =>
  process.send?.({
    url: `${origin('http')}/api`,
    bytes: described.reduce((sum, { length }) => sum + length, 0),
  }),
);
process.on('disconnect', () => process.exit(0));
