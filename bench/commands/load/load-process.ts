import { readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import type { Platform } from '../../../src/platform.ts';
import { openTestbed, type Round, type Testbed } from './load-generator.ts';

/** Requests to this process, which runs all local platforms and the load. */
export type LoadProcessRequest =
  | { type: 'open' }
  | ({ type: 'run'; stand: number } & Round)
  | { type: 'settle'; stand: number; platform: Platform };

/** Lowers the priority of V8's helper threads, so that commands do not wait for garbage collection or compilation here. */
function yieldToAnswers(): void {
  if (process.platform !== 'linux') return;
  for (const thread of readdirSync('/proc/self/task')) {
    const name = readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').trim();
    // Linux has a priority per thread, addressed by its id.
    if (name === 'node-V8Worker') setPriority(Number(thread), 10);
  }
}

const stands: Testbed[] = [];

async function handleRequest(order: LoadProcessRequest): Promise<unknown> {
  if (order.type === 'open') {
    const stand = await openTestbed();
    stands.push(stand);
    return { stand: stands.length - 1, urls: stand.urls };
  }
  const stand = stands[order.stand];
  return order.type === 'run' ? stand?.run(order) : stand?.waitUntilQuiet(order.platform);
}

yieldToAnswers();
process.on('message', ({ id, order }: { id: number; order: LoadProcessRequest }) => {
  handleRequest(order).then(
    (value) => process.send?.({ id, value }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
