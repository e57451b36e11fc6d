import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { PrismaClient } from '../database/generated/client.ts';
import type { Reader } from '../message/reader.ts';
import { decide } from './decide.ts';
import {
  abandoned,
  type Claim,
  claim,
  giveBack,
  keepSent,
  keepVerdict,
  nextDue,
} from './ledger.ts';
import type { Pace, Pacer } from './pacing.ts';
import type { Publisher } from './publisher.ts';
import { readCopy, transmit } from './transmit.ts';

export interface SenderParts {
  db: PrismaClient;
  platform: Publisher['platform'];
  publisher(): Publisher | undefined;
  pacer: Pacer;
  pace: Pace;
  defaults: Reader;
  log: Logger;
  now(): number;
  /** How often it looks by itself, in milliseconds; it is woken when there is something. */
  idleMs: number;
}

export interface Sender {
  start(): void;
  /** There is something to send. */
  wake(): void;
  /** Finishes what is under way. */
  stop(): Promise<void>;
}

/** Sends the deliveries of one platform, one loop a process. */
export function createSender(parts: SenderParts): Sender {
  const { db, platform, pacer, pace, defaults, log, now, idleMs } = parts;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  let bell = Promise.withResolvers<void>();
  let loop: Promise<void> = Promise.resolve();

  async function deliver(publisher: Publisher, claimed: Claim): Promise<void> {
    const copy = await readCopy(db, claimed);
    if (!copy) return;
    const { chat, publication } = copy;
    const at = () => new Date(now());
    if (publication.notAfter && publication.notAfter.getTime() < now()) {
      await db.delivery.updateMany({
        where: { id: claimed.id, attempt: claimed.attempt },
        data: { state: 'skipped', error: 'too late', leaseUntil: null },
      });
      return;
    }
    const isGroup = chat.kind !== 'private';
    const wait = pacer.chatWait(chat.id, isGroup, now());
    if (wait > 0) {
      await giveBack(db, claimed, new Date(now() + wait));
      return;
    }
    pacer.take(chat.id, isGroup, now());
    const outcome = await transmit(db, publisher, claimed, copy, defaults);
    if (outcome.ok === 'later') {
      await giveBack(db, claimed, new Date(now() + 1_000));
      return;
    }
    if (outcome.ok) {
      await keepSent(db, claimed, at());
      return;
    }
    const verdict = decide(outcome, {
      attempt: claimed.attempt,
      repeatsSafely: publisher.repeatsSafely || publication.act !== 'send',
      elapsedMs: now() - copy.dueAt.getTime(),
    });
    log.debug(
      { delivery: claimed.id, fault: outcome.fault, become: verdict.become },
      'not delivered',
    );
    await keepVerdict(db, claimed, chat, verdict, at());
  }

  /** What a dead worker left behind: perhaps it arrived, perhaps not. */
  async function recover(publisher: Publisher): Promise<void> {
    for (const left of await abandoned(db, platform, new Date(now()))) {
      const copy = await readCopy(db, left);
      if (!copy) continue;
      const verdict = decide(
        { fault: 'lost', reason: 'the program ended while sending' },
        {
          attempt: left.attempt,
          repeatsSafely: publisher.repeatsSafely || copy.publication.act !== 'send',
          elapsedMs: now() - left.dueAt.getTime(),
        },
      );
      await keepVerdict(db, left, copy.chat, verdict, new Date(now()));
    }
  }

  /** @returns milliseconds until there may be something to do */
  async function round(): Promise<number> {
    const publisher = parts.publisher();
    if (!publisher) return idleMs;
    await recover(publisher);
    const wait = pacer.botWait(now());
    if (wait > 0) return wait;
    const free = pace.parallel - underWay.size;
    if (free <= 0) {
      await Promise.race(underWay);
      return 0;
    }
    // As many as the bucket holds, so that no claim waits for its turn.
    let claims = await claim(db, platform, Math.min(free, 10), new Date(now()));
    if (claims.length === 0) {
      const due = await nextDue(db, platform);
      return due ? Math.min(idleMs, Math.max(5, due.getTime() - now())) : idleMs;
    }
    for (const claimed of claims) {
      const botWait = pacer.botWait(now());
      if (botWait > 0)
        await sleep(botWait, undefined, { signal: stopping.signal }).catch(() => undefined);
      const work = deliver(publisher, claimed)
        .catch((error: unknown) =>
          log.error({ err: error, delivery: claimed.id }, 'a delivery broke'),
        )
        .finally(() => underWay.delete(work));
      underWay.add(work);
    }
    claims = [];
    return 0;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const rung = bell.promise;
      const wait = await round().catch((error: unknown) => {
        log.error({ err: error }, 'the sender stumbled');
        return idleMs;
      });
      if (wait > 0) {
        const pause = new AbortController();
        const signal = AbortSignal.any([pause.signal, stopping.signal]);
        await Promise.race([rung, sleep(wait, undefined, { signal }).catch(() => undefined)]);
        pause.abort();
        bell = Promise.withResolvers<void>();
      }
    }
    await Promise.allSettled(underWay);
  }

  return {
    start() {
      loop = run();
    },
    wake: () => bell.resolve(),
    async stop() {
      stopping.abort();
      bell.resolve();
      await loop;
    },
  };
}
