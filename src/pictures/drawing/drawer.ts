import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { UserError } from '../../kit/define/user-error.ts';
import type { Drawing } from './drawing.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Draws pictures in a thread of its own, which is there only while it is used. */
export interface PictureDrawer {
  /**
   * The PNG of a drawing; from memory where it was drawn lately.
   * @throws UserError when too many wait, or it cannot be drawn on this machine
   */
  draw(drawing: Drawing): Promise<Bytes>;
  close(): Promise<void>;
}

export interface DrawerOptions {
  log: Pick<Logger, 'info' | 'error'>;
  /** How long the thread and the pictures in memory stay unused, in milliseconds. */
  idleMs?: number;
  /** How long one picture may take, in milliseconds. */
  timeoutMs?: number;
  /** The thread's file; replaced in tests. */
  file?: URL;
}

/** Pictures that wait to be drawn, and bytes of those in memory. */
const limits = { waiting: 20, bytes: 4_000_000 } as const;

/** What a picture is known by: two with the same hash look alike. */
export const drawingHash = (drawing: Drawing): string =>
  createHash('sha256').update(JSON.stringify(drawing)).digest('hex').slice(0, 32);

type Answer = { id: number; bytes: Bytes } | { id: number; problem: string };

export function createPictureDrawer({
  log,
  idleMs = 120_000,
  timeoutMs = 20_000,
  file = new URL('./render/worker.ts', import.meta.url),
}: DrawerOptions): PictureDrawer {
  const waiting = new Map<number, PromiseWithResolvers<Bytes>>();
  const drawn = new Map<string, { bytes: Promise<Bytes>; size: number }>();
  let worker: Worker | undefined;
  let [nextId, idle]: [number, NodeJS.Timeout | undefined] = [0, undefined];

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  }
  function fail(problem: unknown): void {
    log.error({ event: 'pictures.drawing_failed', err: problem }, 'a picture was not drawn');
    for (const { reject } of waiting.values()) reject(new UserError('pictures.errors.notDrawn'));
    waiting.clear();
    void stop();
  }
  function rest(): void {
    clearTimeout(idle);
    idle = setTimeout(() => {
      if (waiting.size > 0) return;
      drawn.clear();
      void stop();
    }, idleMs);
    idle.unref();
  }
  function start(): Worker {
    const started = new Worker(file);
    started.unref();
    started.on('message', (answer: Answer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('bytes' in answer) asked?.resolve(answer.bytes);
      else {
        log.error(
          { event: 'pictures.drawing_failed', problem: answer.problem },
          'a picture was not drawn',
        );
        asked?.reject(new UserError('pictures.errors.notDrawn'));
      }
    });
    // It ended by itself: nothing that waits will be drawn by it.
    started.on('error', (error) => worker === started && fail(error));
    return started;
  }
  async function drawAnew(drawing: Drawing): Promise<Bytes> {
    if (waiting.size >= limits.waiting) throw new UserError('pictures.errors.busy');
    worker ??= start();
    nextId += 1;
    const id = nextId;
    const asked = Promise.withResolvers<Bytes>();
    waiting.set(id, asked);
    const timer = setTimeout(() => fail(new Error(`no picture in ${timeoutMs} ms`)), timeoutMs);
    timer.unref();
    worker.postMessage({ id, drawing });
    try {
      return await asked.promise;
    } finally {
      clearTimeout(timer);
      rest();
    }
  }
  function forgetOldest(): void {
    let size = [...drawn.values()].reduce((sum, one) => sum + one.size, 0);
    for (const [key, one] of drawn) {
      if (size <= limits.bytes) break;
      drawn.delete(key);
      size -= one.size;
    }
  }

  return {
    async draw(drawing) {
      const key = drawingHash(drawing);
      const known = drawn.get(key);
      if (known) {
        rest();
        return known.bytes;
      }
      const entry = { bytes: drawAnew(drawing), size: 0 };
      drawn.set(key, entry);
      try {
        const bytes = await entry.bytes;
        entry.size = bytes.length;
        forgetOldest();
        return bytes;
      } catch (error) {
        if (drawn.get(key) === entry) drawn.delete(key);
        throw error;
      }
    },
    close: stop,
  };
}
