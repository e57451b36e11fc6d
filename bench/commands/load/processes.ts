import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Platform } from '../../../src/platform.ts';
import type { LatencyResult, Round } from './load-generator.ts';
import type { LoadProcessRequest } from './load-process.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** With `taskset` and two cores, a ready program has one core for itself and everything else runs on the other. */
const canPin =
  availableParallelism() > 1 && spawnSync('taskset', ['-p', String(process.pid)]).status === 0;
export const pinningDescription = canPin
  ? 'many at once the program on one core, platforms and load on another; one at a time both on both'
  : 'not pinned to cores';

/** Restricts all threads of a process to these cores, where possible. */
function keepOn(pid: number | undefined, cores: string): void {
  if (canPin) spawnSync('taskset', ['-acp', cores, String(pid)]);
}

/** CPU time of all threads of a process so far, in milliseconds. */
export function cpuOf(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may contain spaces; user and system time are the 12th and 13th field after it, in units of 10 ms.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Resident memory of a process, in megabytes of 1,048,576 bytes. */
export function memoryOf(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}

/** CPU time of all processes so far, including time stolen by other virtual machines, in milliseconds. */
export function machineCpuMs(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  // user, nice, system, idle, iowait, irq, softirq, steal; interrupts belong to no process.
  const [, user, nice, system, , , , , steal] = line.split(/\s+/).map(Number);
  return ((user ?? 0) + (nice ?? 0) + (system ?? 0) + (steal ?? 0)) * 10;
}

/**
 * V8 flags of the platforms, so that their threads delay a command as little as possible. Many small garbage collections
 * delay all answers alike; with V8's defaults one in a hundred answers waited 5 to 15 ms.
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
  /** Whether it may use all cores, or only the one that the programs do not use. */
  allowAllCores(isFree: boolean): void;
  /** CPU time so far, in milliseconds. */
  cpu(): number;
  open(): Promise<{ stand: number; urls: Record<Platform, string> }>;
  run(stand: number, round: Round): Promise<LatencyResult>;
  /** Waits until a program sends no more requests to a platform, then clears its messages. */
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
  /** Whether it may use all cores, or only its own. */
  allowAllCores(isFree: boolean): void;
  /** Milliseconds from the start of the process until it was ready. */
  readyAfterMs: number;
  /** Start time on the monotonic clock of this process. */
  startedAt: number;
  /** Resident memory, in megabytes of 1,048,576 bytes. */
  memory(): number;
  /** CPU time of all threads so far, in milliseconds. */
  cpu(): number;
  stop(): Promise<void>;
}

export interface LaunchOptions {
  /** Arguments of Node: flags and file. */
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Whether its output so far shows that it is ready. */
  isReady?(said: string): boolean;
  cwd?: string;
}

/** Starts a program on all cores, as users do, and waits until it is ready; then it gets its own core. */
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
      memory: () => memoryOf(child.pid),
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
