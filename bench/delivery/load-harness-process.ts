import { fork } from 'node:child_process';
import path from 'node:path';
import type {
  CopyCounts,
  LoadHarnessOptions,
  LoadHarnessRequest,
} from '../../playground/load/load-harness.ts';
import type { Platform } from '../../src/platform.ts';

/** Settings that connect the program to the local platforms. */
export type Settings = Readonly<Record<string, string>>;

/** Responses by request type. */
interface Answers {
  count: CopyCounts;
  times: Record<Platform, number[]>;
  tally: {
    made: Record<Platform, number>;
    refused: Record<Platform, number>;
  };
  command: number;
}
type AnswerTo<Ask extends LoadHarnessRequest['ask']> = Ask extends keyof Answers
  ? Answers[Ask]
  : undefined;

export interface LoadHarnessProcess {
  settings: Settings;
  ask<Ask extends LoadHarnessRequest['ask']>(
    asked: LoadHarnessRequest & { ask: Ask },
  ): Promise<AnswerTo<Ask>>;
  stop(): void;
}

type Sent = { ready: Settings } | { id: number; value?: unknown; error?: string };

/** Starts both local platforms in a separate process. */
export function startLoadHarness(options: LoadHarnessOptions): Promise<LoadHarnessProcess> {
  const child = fork(
    path.resolve(import.meta.dirname, '../../playground/load/load-harness.ts'),
    [JSON.stringify(options)],
    {
      execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=4096'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    },
  );
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      const gone = new Error(`The local platforms ended with ${code}`);
      for (const one of waiting.values()) one.reject(gone);
      reject(gone);
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
        settings: sent.ready,
        ask(asked) {
          last += 1;
          const one = Promise.withResolvers<unknown>();
          waiting.set(last, one);
          child.send({ id: last, asked });
          // Both ends of the pipe share the response types.
          return one.promise as Promise<AnswerTo<(typeof asked)['ask']>>;
        },
        stop() {
          child.removeAllListeners('exit');
          child.kill('SIGKILL');
        },
      });
    });
  });
}
