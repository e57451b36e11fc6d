import { fork } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';

const opened = z.object({ url: z.string(), bytes: z.int() });
const answered = z.object({ answered: z.literal(true) });

/** A local gateway with many servers, in a process of its own. */
export interface Gateway {
  /** The value for `rest.api` of discord.js. */
  url: string;
  /** Length of all GUILD_CREATE together. */
  bytes: number;
  /** Resolves with the time of the next answer to a command, on this process's monotonic clock. */
  nextAnswer(): Promise<number>;
  stop(): void;
}

/** @param command the command that every program is sent after the servers */
export async function startGateway(count: number, command: string): Promise<Gateway> {
  const file = path.join(import.meta.dirname, 'gateway-process.ts');
  const child = fork(file, [String(count), command], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { url, bytes } = await new Promise<z.infer<typeof opened>>((resolve, reject) => {
    child.once('message', (message) => resolve(opened.parse(message)));
    child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}`)));
  });
  return {
    url,
    bytes,
    nextAnswer: () =>
      new Promise((resolve) => {
        child.once('message', (message) => {
          answered.parse(message);
          resolve(performance.now());
        });
      }),
    stop: () => child.disconnect(),
  };
}
