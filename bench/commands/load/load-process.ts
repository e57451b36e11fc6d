import { readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import type { Platform } from '../../../src/platform.ts';
import { openTestbed, type Round, type Testbed } from './load-generator.ts';

/** What the measurement asks of this process, which holds every local platform and the load. */
export type LoadProcessRequest =
  | { type: 'open' }
  | ({ type: 'run'; stand: number } & Round)
  | { type: 'settle'; stand: number; platform: Platform };

/** V8's helpers go behind the thread that answers: a command shall not wait for what collects or compiles here. */
function yieldToAnswers(): void {
  if (process.platform !== 'linux') return;
  for (const thread of readdirSync('/proc/self/task')) {
    const name = readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').trim();
    // Linux keeps a priority for each thread by its id, which is what is asked for here.
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
