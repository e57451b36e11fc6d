import { Agent, createServer, request } from 'node:http';

/** The least that answers an update, to measure the local platform and the load themselves. */
const { BENCH_TOKEN = '', BENCH_URL = '', BENCH_PORT = '' } = process.env;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

function call(method: string, params: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify(params);
    const sent = request(
      `${BENCH_URL}/bot${BENCH_TOKEN}/${method}`,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => response.resume().once('end', resolve),
    );
    sent.once('error', reject).end(body);
  });
}

createServer((incoming, outgoing) => {
  let text = '';
  incoming.setEncoding('utf8');
  incoming.on('data', (piece: string) => {
    text += piece;
  });
  incoming.on('end', async () => {
    const { message } = JSON.parse(text);
    await call('sendMessage', { chat_id: message.chat.id, text: 'Hello!' });
    outgoing.end();
  });
}).listen(Number(BENCH_PORT), '127.0.0.1', async () => {
  await call('setWebhook', { url: `http://127.0.0.1:${BENCH_PORT}/hook`, max_connections: 100 });
  console.log('ready');
});
