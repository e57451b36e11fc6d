#!/usr/bin/env bash
# Node 26.10.0 on Linux: os.setPriority() and os.getPriority() without a process id, in a worker thread, are about that
# thread alone, though the documentation says “the current process”: setpriority(2) of Linux is about threads. So work in
# the background can give way to the main thread; on macOS and Windows the same call slows the whole program down.
# What to do: call it in a worker on Linux only (src/pictures/drawing/render/worker.ts).
set -euo pipefail
if [ "$(uname)" != Linux ]; then
  echo 'This is about Linux.'
  exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . node@26.10.0 >/dev/null

cat >check.cjs <<'END'
const os = require('node:os');
const { Worker } = require('node:worker_threads');
const before = os.getPriority();
const program = `
  const os = require('node:os');
  const { parentPort } = require('node:worker_threads');
  const before = os.getPriority();
  os.setPriority(before + 5);
  parentPort.postMessage(os.getPriority() - before);
  setInterval(() => {}, 1000);
`;
const worker = new Worker(program, { eval: true });
worker.on('message', (change) => {
  console.log(`in the thread: ${change} lower; in the main thread: ${os.getPriority() - before} lower`);
  process.exit();
});
END
seen=$(node_modules/.bin/node check.cjs 2>&1)
expected='in the thread: 5 lower; in the main thread: 0 lower'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
