#!/usr/bin/env bash
# @discordjs/rest 2.6.3: every interaction answered through its webhook (a deferred reply, a follow-up) leaves a queue
# in REST.handlers, since the token is part of its key.
# By default they are removed once an hour although tokens expire after 15 minutes, so a busy bot keeps tens of
# thousands.
# What to do: set handlerSweepInterval, for example to a minute.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @discordjs/rest@2.6.3 >/dev/null

cat >check.mjs <<'END'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultRestOptions, REST } from '@discordjs/rest';

const server = createServer((_, answer) => {
  answer.writeHead(200, { 'content-type': 'application/json' });
  answer.end('{"id":"1"}');
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const api = `http://127.0.0.1:${server.address().port}`;
for (const options of [{}, { handlerSweepInterval: 200 }]) {
  const rest = new REST({ api, ...options }).setToken('token');
  for (let at = 0; at < 40; at += 1)
    await rest.patch(`/webhooks/1200000000000000001/token-${at}/messages/@original`, { body: {}, auth: false });
  const after = rest.handlers.size;
  await sleep(1_500);
  console.log(JSON.stringify(options), 'queues:', after, 'later:', rest.handlers.size);
}
console.log('swept every', DefaultRestOptions.handlerSweepInterval / 60_000, 'minutes');
process.exit();
END
seen=$(node check.mjs)
expected='{} queues: 40 later: 40
{"handlerSweepInterval":200} queues: 40 later: 0
swept every 60 minutes'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
