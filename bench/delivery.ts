import { cpus, loadavg } from 'node:os';
import { optionsOf, someOf, wholeNumber } from '../src/command-line.ts';
import { alerts } from './delivery/alerts.ts';
import { corrections } from './delivery/corrections.ts';
import { creating, inHand, memory, throughput } from './delivery/engine.ts';
import { faults } from './delivery/faults.ts';
import { freshFolder, pace, paid } from './delivery/pace.ts';
import { plain } from './delivery/plain.ts';
import { startPostgres } from './postgres.ts';

async function onServer(work: (database: { url: string }) => Promise<void>): Promise<void> {
  const postgres = await startPostgres();
  await work({ url: postgres.url });
  await postgres.stop();
}

/** Each part of the measurement by its name, in the order in which they run; some for another number of chats. */
const parts: Readonly<Record<string, (chats?: number) => Promise<void>>> = {
  throughput: async () => {
    await onServer((database) => throughput(database, 5_000, 5));
    await throughput(freshFolder(), 5_000, 5);
  },
  creating: async () => {
    await creating(100_000, { faster: 1 });
    await creating(100_000, { inHand });
  },
  memory: () => memory(1_000, 100_000),
  paid: () => onServer((database) => paid(10_000, database)),
  faults: (chats = 2_000) => faults(chats, 30),
  outage: () => faults(2_000, 600, 'gone'),
  alerts: () => alerts(10_000, 500),
  corrections: () => corrections(2_000),
  plain: (chats = 2_000) => plain(chats, 20),
  pace: (chats = 10_000) => pace(chats),
};

/** `npm run bench -- delivery [--only pace,alerts] [--chats 2000]`: against the local platforms in a process of their own. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = optionsOf(args, { only: { type: 'string' }, chats: { type: 'string' } });
  const wanted =
    values.only === undefined ? undefined : someOf('only', values.only, Object.keys(parts));
  const chats = values.chats === undefined ? undefined : wholeNumber('chats', values.chats);
  const load = () => loadavg()[0]?.toFixed(1);
  for (const [name, part] of Object.entries(parts)) {
    if (wanted && !wanted.includes(name)) continue;
    console.log(
      `\n=== ${name}: ${cpus().length} cores, Node ${process.version}, load of the machine before ${load()}`,
    );
    await part(chats);
  }
}
