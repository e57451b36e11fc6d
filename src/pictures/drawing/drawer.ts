import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { UserError } from '../../kit/define/user-error.ts';
import type { Drawing } from './drawing.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Draws pictures in a thread of its own, which is there only while it is used. */
export interface PictureDrawer {
  /**
   * The PNG of a drawing, or the PDF of a certificate; from memory where it was drawn lately.
   * @param places how many may wait with it, 1 to 20
   * @throws UserError when too many wait, or it cannot be drawn on this machine
   */
  draw(drawing: Drawing, places?: number): Promise<Bytes>;
  close(): Promise<void>;
}

export interface DrawerOptions {
  log: Pick<Logger, 'info' | 'error'>;
  /** How long the thread and the pictures in memory stay unused, in milliseconds. */
  idleMs?: number;
  /** How long one picture may take once it is begun, in milliseconds. */
  timeoutMs?: number;
  /** The thread's file; replaced in tests. */
  file?: URL;
}

/** Pictures that wait to be drawn, and bytes of those in memory. */
const limits = { waiting: 20, bytes: 4_000_000 } as const;

/** What a picture is known by: two with the same hash look alike. */
export const drawingHash = (drawing: Drawing): string =>
  createHash('sha256').update(JSON.stringify(drawing)).digest('hex').slice(0, 32);

interface Asked extends PromiseWithResolvers<Bytes> {
  id: number;
  drawing: Drawing;
}

type Answer = { id: number; bytes: Bytes } | { id: number; problem: string };

export function createPictureDrawer({
  log,
  idleMs = 120_000,
  timeoutMs = 20_000,
  file = new URL('./render/worker.ts', import.meta.url),
}: DrawerOptions): PictureDrawer {
  /** The first one is being drawn. */
  const waiting: Asked[] = [];
  const drawn = new Map<string, { bytes: Promise<Bytes>; size: number }>();
  let worker: Worker | undefined;
  let nextId = 0;
  let idle: NodeJS.Timeout | undefined;
  let late: NodeJS.Timeout | undefined;

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  }
  function rest(): void {
    clearTimeout(idle);
    idle = setTimeout(() => {
      if (waiting.length > 0) return;
      drawn.clear();
      void stop();
    }, idleMs);
    idle.unref();
  }
  /** The first one is done. */
  function next(): void {
    clearTimeout(late);
    waiting.shift();
    if (waiting.length > 0) drawFirst();
    else rest();
  }
  function refuseFirst(fields: { problem: string } | { err: unknown }): void {
    log.error({ event: 'pictures.drawing_failed', ...fields }, 'a picture was not drawn');
    waiting[0]?.reject(new UserError('pictures.errors.notDrawn'));
    next();
  }
  /** The thread is of no use any more: those that wait get another one. */
  function replaceThread(err: unknown): void {
    void stop();
    refuseFirst({ err });
  }
  function start(): Worker {
    const started = new Worker(file);
    started.unref();
    started.on('message', (answer: Answer) => {
      const [first] = waiting;
      if (worker !== started || answer.id !== first?.id) return;
      if ('problem' in answer) return refuseFirst({ problem: answer.problem });
      first.resolve(answer.bytes);
      next();
    });
    // It ended by itself.
    started.on('error', (error) => worker === started && replaceThread(error));
    return started;
  }
  function drawFirst(): void {
    const [first] = waiting;
    if (!first) return;
    worker ??= start();
    late = setTimeout(() => replaceThread(new Error(`no picture in ${timeoutMs} ms`)), timeoutMs);
    late.unref();
    worker.postMessage({ id: first.id, drawing: first.drawing });
  }
  async function drawAnew(drawing: Drawing, places: number): Promise<Bytes> {
    if (waiting.length >= places) throw new UserError('pictures.errors.busy');
    nextId += 1;
    const asked = { ...Promise.withResolvers<Bytes>(), id: nextId, drawing };
    waiting.push(asked);
    if (waiting.length === 1) drawFirst();
    return asked.promise;
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
    async draw(drawing, places = limits.waiting) {
      const key = drawingHash(drawing);
      const known = drawn.get(key);
      if (known) {
        rest();
        return known.bytes;
      }
      const entry = { bytes: drawAnew(drawing, places), size: 0 };
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
    async close() {
      clearTimeout(late);
      for (const { reject } of waiting.splice(0)) reject(new UserError('pictures.errors.notDrawn'));
      await stop();
    },
  };
}
