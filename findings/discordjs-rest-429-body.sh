#!/usr/bin/env bash
# @discordjs/rest 2.6.3: only the headers of a 429 are read. Discord also limits actions, such as edits of old messages
# (code 20028), with the wait in the body (retry_after) and headers that describe another limit.
# The client waits for about a second instead of 20 minutes, and RateLimitError has neither the code nor the wait.
# What to do: pass makeRequest, read the body of each 429 there, and throw an error of your own for such codes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @discordjs/rest@2.6.3 >/dev/null

cat >check.mjs <<'END'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { REST } from '@discordjs/rest';

const server = createServer((_, answer) => {
  answer.writeHead(429, { 'content-type': 'application/json', 'Retry-After': '1', 'X-RateLimit-Scope': 'user',
    'X-RateLimit-Limit': '5', 'X-RateLimit-Remaining': '4', 'X-RateLimit-Reset-After': '1', 'X-RateLimit-Bucket': 'a' });
  answer.end('{"message":"The write action you are performing has hit the write rate limit.","code":20028,"retry_after":1163.5}');
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const api = `http://127.0.0.1:${server.address().port}`;
const rest = new REST({ api, rejectOnRateLimit: () => true }).setToken('token');
const error = await rest.patch('/channels/1/messages/2', { body: {} }).catch((error) => error);
console.log(error.constructor.name, 'waits less than 2 s:', error.retryAfter < 2_000);
const told = JSON.stringify(Object.entries(error)) + error.message;
console.log('code:', told.includes('20028'), 'retry_after:', told.includes('1163'));
process.exit();
END
seen=$(node check.mjs)
expected='RateLimitError waits less than 2 s: true
code: false retry_after: false'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
