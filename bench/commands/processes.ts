import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Measured, Platform, Round } from './load.ts';
import type { Order } from './platforms.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Where `taskset` is and there are two cores, the program has one for itself and the rest is on the other. */
const canPin =
  availableParallelism() > 1 && spawnSync('taskset', ['-p', String(process.pid)]).status === 0;
export const pinning = canPin
  ? 'program pinned to one core, platforms and load to another'
  : 'not pinned to cores';

const pinned = (core: number, command: string, args: readonly string[]): [string, string[]] =>
  canPin ? ['taskset', ['-c', String(core), command, ...args]] : [command, [...args]];

/** Processor time that a process has used so far, all its threads together, in milliseconds. */
function cpuOf(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; user and system time are the 12th and 13th field after it, in 10 ms.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Processor time that all processes have used so far, and what other machines took of ours, in milliseconds. */
export function cpuOfAll(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  // user, nice, system, idle, iowait, irq, softirq, steal; interrupts are nobody's own work.
  const [, user, nice, system, , , , , steal] = line.split(/\s+/).map(Number);
  return ((user ?? 0) + (nice ?? 0) + (system ?? 0) + (steal ?? 0)) * 10;
}

/** The process with the local platforms and the load. */
export interface Platforms {
  /** Processor time that it has used so far, in milliseconds. */
  cpu(): number;
  open(): Promise<{ stand: number; urls: Record<Platform, string> }>;
  run(stand: number, round: Round): Promise<Measured>;
  stop(): void;
}

export function startPlatforms(): Platforms {
  const child: ChildProcess = fork(path.join(import.meta.dirname, 'platforms.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  if (canPin) spawnSync('taskset', ['-acp', '1', String(child.pid)]);
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  let serial = 0;
  child.on('message', ({ id, value, error }: { id: number; value: never; error?: string }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(new Error(error));
  });
  function ask<Answer>(order: Order): Promise<Answer> {
    serial += 1;
    const id = serial;
    return new Promise<Answer>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      child.send({ id, order });
    });
  }
  return {
    cpu: () => cpuOf(child.pid),
    open: () => ask({ type: 'open' }),
    run: (stand, round) => ask({ type: 'run', stand, ...round }),
    stop: () => child.disconnect(),
  };
}

export interface Running {
  /** Milliseconds from the start of the process until it said that it is ready. */
  readyIn: number;
  /** When it was started, on this process's clock. */
  begun: number;
  /** Resident memory, in megabytes of 1,048,576 bytes. */
  memory(): number;
  /** Processor time that it has used so far, all its threads together, in milliseconds. */
  cpu(): number;
  stop(): Promise<void>;
}

export interface Launch {
  /** Node's arguments: flags and the file. */
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Whether what it said so far means that it is ready. */
  isReady?(said: string): boolean;
  cwd?: string;
}

/** Starts a program on its core and waits until it is ready. */
export function launch({
  args,
  env = {},
  isReady = (said) => /^ready$/m.test(said),
  cwd = root,
}: Launch): Promise<Running> {
  const begun = performance.now();
  const child = spawn(...pinned(0, process.execPath, args), {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<Running>();
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  let said = '';
  let isKnown = false;
  const memory = () => {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (isKnown) return;
    said += text;
    if (!isReady(said)) return;
    isKnown = true;
    resolve({
      readyIn: performance.now() - begun,
      memory,
      cpu: () => cpuOf(child.pid),
      begun,
      async stop() {
        child.kill('SIGTERM');
        await gone;
      },
    });
  });
  child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}: ${said}`)));
  return promise;
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
