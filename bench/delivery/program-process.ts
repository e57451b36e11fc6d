import { type ChildProcess, fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PublicationProgress } from '../../src/delivery/admin/progress.ts';
import type { PublicationSummary } from '../../src/delivery/admin/summary.ts';
import type { Platform } from '../../src/platform.ts';
import type { EventLedger } from './event-trial.ts';
import type { WorkerOptions, WorkerRequest } from './program-worker.ts';

/** Responses by request type. */
interface Answers {
  publish: string;
  coverage: PublicationSummary;
  isWritten: boolean;
  status: PublicationProgress | undefined;
  open: { platform: Platform; platformId: string; state: 'unknown' | 'skipped' }[];
  find: string | undefined;
  memory: number;
  cpu: number;
  cancel: boolean;
  delays: { loop: number; query: number };
  eventLedger: EventLedger & { ids: string[] };
}
type AnswerTo<Ask extends WorkerRequest['ask']> = Ask extends keyof Answers
  ? Answers[Ask]
  : undefined;

/** The program was killed before it responded. */
export class ProgramKilledError extends Error {
  override name = 'Killed';
}

export interface ProgramProcess {
  ask<Ask extends WorkerRequest['ask']>(
    asked: WorkerRequest & { ask: Ask },
  ): Promise<AnswerTo<Ask>>;
  kill(): void;
  /** Resolves when the process has exited. */
  gone: Promise<void>;
  isGone(): boolean;
  process: ChildProcess;
}

type Sent = { ready: true } | { id: number; value?: unknown; error?: string };

/** Starts the program in a separate process. Rejects with ProgramKilledError if it exits before it is ready. */
export function startProgramProcess(
  options: WorkerOptions,
  { environment = {}, flags = [] }: { environment?: Record<string, string>; flags?: string[] } = {},
): Promise<ProgramProcess> {
  const child = fork(
    path.join(import.meta.dirname, 'program-worker.ts'),
    [JSON.stringify(options)],
    {
      execArgv: ['--disable-warning=ExperimentalWarning', ...flags],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
      // Compiled modules are cached, since a trial starts hundreds of processes.
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: path.join(tmpdir(), 'callboard-compiled'),
        ...environment,
      },
    },
  );
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  let isGone = false;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    gone.then(() => {
      isGone = true;
      for (const one of waiting.values()) one.reject(new ProgramKilledError('the program is gone'));
      reject(new ProgramKilledError('the program died while starting'));
    });
    child.on('message', (sent: Sent) => {
      if ('id' in sent) {
        const one = waiting.get(sent.id);
        waiting.delete(sent.id);
        if (sent.error === undefined) one?.resolve(sent.value);
        else one?.reject(new Error(sent.error));
        return;
      }
      resolve({
        ask(asked) {
          last += 1;
          const one = Promise.withResolvers<unknown>();
          if (isGone) one.reject(new ProgramKilledError('the program is gone'));
          waiting.set(last, one);
          if (!isGone) child.send({ id: last, asked }, () => undefined);
          // Both ends of the pipe share the response types.
          return one.promise as Promise<AnswerTo<(typeof asked)['ask']>>;
        },
        kill: () => void child.kill('SIGKILL'),
        gone,
        isGone: () => isGone,
        process: child,
      });
    });
  });
}
