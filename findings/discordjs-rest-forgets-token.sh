#!/usr/bin/env bash
# @discordjs/rest 2.6.3: after one 401 the client drops its token and sends no further requests.
# All later requests fail with "Expected token to be set for this request", even if the server would accept the token
# again, as behind a proxy that answered 401 for a moment.
# What to do: call setToken before each request, or create a new REST after a 401.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @discordjs/rest@2.6.3 >/dev/null

cat >check.mjs <<'END'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { REST } from '@discordjs/rest';

let requests = 0;
const server = createServer((_, answer) => {
  requests += 1;
  answer.writeHead(requests === 2 ? 401 : 200, { 'content-type': 'application/json' });
  answer.end(requests === 2 ? '{"message":"401: Unauthorized","code":0}' : '{"id":"1"}');
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const rest = new REST({ api: `http://127.0.0.1:${server.address().port}` }).setToken('token');
const ask = () => rest.get('/users/@me').then(() => 'answered', (error) => error.message);
for (let at = 0; at < 3; at += 1) console.log(await ask());
rest.setToken('token');
console.log(await ask());
console.log(`requests: ${requests}`);
process.exit();
END
seen=$(node check.mjs)
expected='answered
401: Unauthorized
Expected token to be set for this request, but none was present
answered
requests: 3'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
