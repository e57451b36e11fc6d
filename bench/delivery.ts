import { cpus, loadavg } from 'node:os';
import { parseList, parseOptions, parseWholeNumber } from '../src/config/command-line.ts';
import { measureAlerts } from './delivery/alerts.ts';
import { measureCorrections } from './delivery/corrections.ts';
import { measureFaults } from './delivery/faults.ts';
import { compareWithNaiveLoop } from './delivery/naive-loop.ts';
import { createTemporaryDatabase, measurePacing, measurePaidBroadcast } from './delivery/pacing.ts';
import {
  measureFanOut,
  measureMemory,
  measureThroughput,
  unlimitedMaxInFlight,
} from './delivery/throughput.ts';
import { startPostgres } from './postgres.ts';

async function onServer(work: (database: { url: string }) => Promise<void>): Promise<void> {
  const postgres = await startPostgres();
  await work({ url: postgres.url });
  await postgres.stop();
}

/** Parts of the measurement by name, in the order in which they run; some with another number of chats. */
const parts: Readonly<Record<string, (chats?: number) => Promise<void>>> = {
  throughput: async () => {
    await onServer((database) => measureThroughput(database, 5_000, 5));
    await measureThroughput(createTemporaryDatabase(), 5_000, 5);
  },
  creating: async () => {
    await measureFanOut(100_000, { faster: 1 });
    await measureFanOut(100_000, { inHand: unlimitedMaxInFlight });
  },
  memory: () => measureMemory(1_000, 100_000),
  paid: () => onServer((database) => measurePaidBroadcast(10_000, database)),
  faults: (chats = 2_000) => measureFaults(chats, 30),
  outage: () => measureFaults(2_000, 600, 'gone'),
  alerts: () => measureAlerts(10_000, 500),
  corrections: () => measureCorrections(2_000),
  plain: (chats = 2_000) => compareWithNaiveLoop(chats, 20),
  pace: (chats = 10_000) => measurePacing(chats),
};

/** `npm run bench -- delivery [--only pace,alerts] [--chats 2000]`: against the local platforms in a separate process. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseOptions(args, { only: { type: 'string' }, chats: { type: 'string' } });
  const wanted =
    values.only === undefined ? undefined : parseList('only', values.only, Object.keys(parts));
  const chats = values.chats === undefined ? undefined : parseWholeNumber('chats', values.chats);
  const load = () => loadavg()[0]?.toFixed(1);
  for (const [name, part] of Object.entries(parts)) {
    if (wanted && !wanted.includes(name)) continue;
    console.log(
      `\n=== ${name}: ${cpus().length} cores, Node ${process.version}, load of the machine before ${load()}`,
    );
    await part(chats);
  }
}
