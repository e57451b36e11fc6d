import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Platform } from '../../../src/platform.ts';
import type { LatencyResult, Round } from './load-generator.ts';
import type { LoadProcessRequest } from './load-process.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** Where `taskset` is and there are two cores, a program that is ready has one for itself and the rest is on the other. */
const canPin =
  availableParallelism() > 1 && spawnSync('taskset', ['-p', String(process.pid)]).status === 0;
export const pinningDescription = canPin
  ? 'many at once the program on one core, platforms and load on another; one at a time both on both'
  : 'not pinned to cores';

/** Lets every thread of a process run on these cores alone, where that can be said. */
function keepOn(pid: number | undefined, cores: string): void {
  if (canPin) spawnSync('taskset', ['-acp', cores, String(pid)]);
}

/** Processor time that a process has used so far, all its threads together, in milliseconds. */
function cpuOf(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; user and system time are the 12th and 13th field after it, in 10 ms.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Processor time that all processes have used so far, and what other machines took of ours, in milliseconds. */
export function machineCpuMs(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  // user, nice, system, idle, iowait, irq, softirq, steal; interrupts are nobody's own work.
  const [, user, nice, system, , , , , steal] = line.split(/\s+/).map(Number);
  return ((user ?? 0) + (nice ?? 0) + (system ?? 0) + (steal ?? 0)) * 10;
}

/**
 * How the platforms run, so that their own threads hold up a command as little as can be. Collections that are small
 * and many delay each answer alike; with V8's own sizes one in a hundred answers waited 5 to 15 ms for them.
 */
const platformFlags = [
  '--disable-warning=ExperimentalWarning',
  '--v8-pool-size=1',
  '--min-semi-space-size=2',
  '--max-semi-space-size=2',
  '--initial-old-space-size=1024',
];

/** The process with the local platforms and the load. */
export interface LoadProcess {
  /** Whether it may use every core, or only the one that is not the programs'. */
  allowAllCores(isFree: boolean): void;
  /** Processor time that it has used so far, in milliseconds. */
  cpu(): number;
  open(): Promise<{ stand: number; urls: Record<Platform, string> }>;
  run(stand: number, round: Round): Promise<LatencyResult>;
  /** Waits until a program asks nothing more of a platform, which then forgets what was said. */
  waitUntilQuiet(stand: number, platform: Platform): Promise<void>;
  stop(): void;
}

export function startLoadProcess(): LoadProcess {
  const child: ChildProcess = fork(path.join(import.meta.dirname, 'load-process.ts'), {
    execArgv: platformFlags,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  keepOn(child.pid, '1');
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  let serial = 0;
  child.on('message', ({ id, value, error }: { id: number; value: never; error?: string }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(new Error(error));
  });
  function ask<Answer>(order: LoadProcessRequest): Promise<Answer> {
    serial += 1;
    const id = serial;
    return new Promise<Answer>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      child.send({ id, order });
    });
  }
  return {
    allowAllCores: (isFree) => keepOn(child.pid, isFree ? '0,1' : '1'),
    cpu: () => cpuOf(child.pid),
    open: () => ask({ type: 'open' }),
    run: (stand, round) => ask({ type: 'run', stand, ...round }),
    waitUntilQuiet: (stand, platform) => ask({ type: 'settle', stand, platform }),
    stop: () => child.disconnect(),
  };
}

export interface RunningProgram {
  /** Whether it may use every core, or only its own. */
  allowAllCores(isFree: boolean): void;
  /** Milliseconds from the start of the process until it said that it is ready. */
  readyAfterMs: number;
  /** When it was started, on this process's clock. */
  startedAt: number;
  /** Resident memory, in megabytes of 1,048,576 bytes. */
  memory(): number;
  /** Processor time that it has used so far, all its threads together, in milliseconds. */
  cpu(): number;
  stop(): Promise<void>;
}

export interface LaunchOptions {
  /** Node's arguments: flags and the file. */
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Whether what it said so far means that it is ready. */
  isReady?(said: string): boolean;
  cwd?: string;
}

/** Starts a program on whatever core is free, as people start it, and waits until it is ready; then it has its core. */
export function launchProgram({
  args,
  env = {},
  isReady = (said) => /^ready$/m.test(said),
  cwd = root,
}: LaunchOptions): Promise<RunningProgram> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<RunningProgram>();
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
    const readyAfterMs = performance.now() - startedAt;
    keepOn(child.pid, '0');
    resolve({
      readyAfterMs,
      allowAllCores: (isFree) => keepOn(child.pid, isFree ? '0,1' : '0'),
      memory,
      cpu: () => cpuOf(child.pid),
      startedAt,
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
