import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuOf, memoryOf } from '../commands/load/processes.ts';
import type { Gateway } from './gateway.ts';

/** Milliseconds of rest after the first answer, until memory and processor time are read. */
const restMs = 5_000;

export interface StartOptions {
  gateway: Gateway;
  /** Arguments of Node: flags and file. */
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  cwd: string;
  /** Whether statements to the store are counted; the other figures are not comparable then. */
  countsStatements?: boolean;
}

export interface StartFigures {
  /** Milliseconds from the start of the process until the answer to the command. */
  readyMs: number;
  /** Processor time of all threads until then, in milliseconds. */
  readyCpuMs: number;
  /** The same after the rest. */
  cpuMs: number;
  /** Resident memory after the rest, in megabytes. */
  megabytes: number;
  /** Statements to PGlite about all servers. */
  statements?: number;
}

const counter = path.join(import.meta.dirname, 'count-statements.js');

/** Starts a program, waits for its first answer and a rest, and stops it. @throws when it ends before */
export async function measureStart(options: StartOptions): Promise<StartFigures> {
  const { gateway, args, env, cwd, countsStatements = false } = options;
  const answer = gateway.nextAnswer();
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [...(countsStatements ? ['--import', counter] : []), ...args],
    { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-10_000);
  });
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const answeredAt = await Promise.race([
    answer,
    gone.then((code) => {
      throw new Error(`the program ended with ${code}: ${said}`);
    }),
  ]);
  const readyCpuMs = cpuOf(child.pid);
  await pause(restMs);
  const figures = {
    readyMs: answeredAt - startedAt,
    readyCpuMs,
    cpuMs: cpuOf(child.pid),
    megabytes: memoryOf(child.pid),
  };
  if (countsStatements) {
    child.kill('SIGUSR2');
    await pause(500);
  }
  child.kill('SIGTERM');
  await gone;
  const statements = /^statements (\d+)$/m.exec(said)?.[1];
  return { ...figures, ...(statements === undefined ? {} : { statements: Number(statements) }) };
}
