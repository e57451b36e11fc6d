import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';

/** The least that answers an interaction, to measure the local platform and the load themselves. */
const { BENCH_TOKEN = '', BENCH_URL = '' } = process.env;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

function call(method: string, path: string, params?: unknown): Promise<string> {
  return new Promise((resolve, reject) => {
    const body = params === undefined ? '' : JSON.stringify(params);
    const sent = request(
      `${BENCH_URL}/v10${path}`,
      {
        method,
        agent,
        headers: {
          authorization: `Bot ${BENCH_TOKEN}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          text += piece;
        });
        response.once('end', () => resolve(text));
      },
    );
    sent.once('error', reject).end(body);
  });
}

const { url } = JSON.parse(await call('GET', '/gateway/bot'));
const socket = new WebSocket(`${url}?v=10&encoding=json`);
socket.on('message', async (data) => {
  const { op, t, d } = JSON.parse(String(data));
  if (op === 10) {
    const identify = { token: BENCH_TOKEN, intents: 1, properties: {} };
    socket.send(JSON.stringify({ op: 2, d: identify }));
    setInterval(() => socket.send(JSON.stringify({ op: 1, d: null })), d.heartbeat_interval);
  } else if (t === 'READY') {
    await call('PUT', `/applications/${d.application.id}/commands`, [
      { name: 'hello', description: 'Says hello' },
    ]);
    console.log('ready');
  } else if (t === 'INTERACTION_CREATE') {
    await call('POST', `/interactions/${d.id}/${d.token}/callback`, {
      type: 4,
      data: { content: 'Hello!' },
    });
  }
});
