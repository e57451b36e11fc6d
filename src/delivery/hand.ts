import type { Logger } from 'pino';
import type { PrismaClient } from '../database/generated/client.ts';
import { type Carried, carry } from './carry.ts';
import { closeChat, moveChat } from './chats.ts';
import type { Clock } from './clock.ts';
import type { Verdict } from './decide.ts';
import { type Doubt, silentMs } from './doubt.ts';
import type { Left } from './gate.ts';
import { apply, type Change, type Waiting } from './ledger.ts';
import { isEnd, type Meter } from './meter.ts';
import type { Watch } from './moments.ts';
import type { Pacer } from './pacing.ts';
import type { Publisher } from './publisher.ts';
import { arrived, type Claimed, judged, untouched, verdictOf } from './settle.ts';
import type { Sorted } from './sort.ts';
import type { Waits } from './waits.ts';

/** Messages of ours in a chat that are not taken for a lost one, at most. */
const remembered = 200;

export interface HandParts {
  db: PrismaClient;
  platform: Publisher['platform'];
  clock: Clock;
  log: Logger;
  pacer: Pacer;
  waits: Waits;
  doubt: Doubt;
  watch: Watch;
  meter: Meter;
  /** Waits for a request's turn among all of the bot's. @returns nothing when it may not leave */
  gate(): Promise<Left | undefined>;
  /** Called when a request has ended. */
  onFree(): void;
}

/** The deliveries that are claimed and under way, and what became of those that came back. */
export interface Hand {
  readonly size: number;
  /** Those under way, and those whose result is not written yet: neither was left behind. */
  ids(): string[];
  /** A claimed delivery's request leaves. */
  launch(publisher: Publisher, claimed: Sorted['claims'][number]): void;
  /** What became of requests since it was last asked; gone with the asking. */
  results(): Change[];
  /** Gives back what could not be written. */
  keep(changes: readonly Change[]): void;
  /** Whether some request has had no answer for too long. */
  isSilent(): boolean;
  /** Resolves when nothing is under way. */
  empty(): Promise<unknown>;
}

export function createHand(parts: HandParts): Hand {
  const { db, platform, clock, log, pacer, waits, doubt, watch, meter } = parts;
  /** Since when a request is under way for a delivery, or since when it is known to hang. */
  const since = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  let results: Change[] = [];
  const date = () => new Date(clock.now());

  async function knownIn({ chatId }: Waiting): Promise<ReadonlySet<string>> {
    const rows = await db.delivery.findMany({
      where: { chatId, platform, messageIds: { isEmpty: false } },
      select: { messageIds: true },
      orderBy: { sentAt: { sort: 'desc', nulls: 'last' } },
      take: remembered,
    });
    return new Set(rows.flatMap(({ messageIds }) => messageIds));
  }

  function count({ lane }: Waiting, { state, error }: Change): void {
    if (isEnd(state)) meter.ended({ platform, lane, state, error, count: 1 });
  }

  /** What is not worth a delivery's fate. */
  async function aside(work: () => Promise<unknown>): Promise<void> {
    await work().catch((error: unknown) => log.error({ err: error }, 'a note could not be kept'));
  }

  async function succeeded(claimed: Claimed, outcome: Extract<Carried, { ok: true }>) {
    const { chatId: id, kind, strikes } = claimed.waiting;
    const { pauseMs, channelId } = outcome.value;
    if (pauseMs !== undefined) pacer.hold(id, pauseMs, clock.monotonic());
    if (strikes > 0 || channelId !== undefined) {
      const data = { strikes: 0, ...(channelId === undefined ? {} : { channelId }) };
      await aside(() => db.chat.updateMany({ where: { id }, data }));
    }
    const pause = pacer.chatWait(id, kind !== 'private', clock.monotonic());
    const change = arrived(claimed, outcome.value, date(), pause);
    count(claimed.waiting, change);
    results.push(change);
  }

  /** A failure that says something of the chat is written with it. */
  async function keepWithChat(waiting: Waiting, verdict: Verdict, change: Change): Promise<void> {
    watch('chat closing');
    const skipped = await db.$transaction(async (tx) => {
      await apply(tx, [change]);
      if (verdict.become === 'skipped') {
        return closeChat(tx, waiting.chatId, verdict.close, date());
      } else if (verdict.become === 'queued' && verdict.migrateTo !== undefined) {
        await moveChat(tx, { platform, platformId: waiting.platformId }, verdict.migrateTo, date());
      } else {
        await tx.chat.updateMany({
          where: { id: waiting.chatId },
          data: { strikes: { increment: 1 } },
        });
      }
      return [];
    });
    for (const lane of skipped) {
      meter.ended({ platform, lane, state: 'skipped', error: change.error, count: 1 });
    }
  }

  async function failed(
    claimed: Claimed,
    publisher: Publisher,
    outcome: Extract<Carried, { ok: false }>,
  ): Promise<void> {
    const { waiting } = claimed;
    if (outcome.fault === 'lost' || outcome.fault === 'retry') doubt.raise();
    if (outcome.fault === 'wait') {
      watch('wait kept');
      await aside(() => waits.asked(outcome, waiting.chatId));
    }
    if (outcome.invalid) await aside(() => waits.refused());
    const verdict = verdictOf(claimed, outcome, publisher.repeatsSafely);
    log.debug({ delivery: waiting.id, fault: outcome, become: verdict.become }, 'not delivered');
    const change = judged(claimed, verdict, date(), outcome.looked === true);
    count(waiting, change);
    const isAboutChat =
      verdict.become === 'skipped' ||
      (verdict.become === 'queued' && (verdict.strike || verdict.migrateTo !== undefined));
    if (isAboutChat) await keepWithChat(waiting, verdict, change);
    else results.push(change);
  }

  async function deliver(publisher: Publisher, claimed: Sorted['claims'][number]): Promise<void> {
    const { waiting, step, prepared } = claimed;
    const left = await parts.gate();
    if (!left) {
      results.push(untouched(claimed, date()));
      return;
    }
    watch('request leaves');
    const began = clock.monotonic();
    meter.left(platform, waiting.lane, Math.max(0, clock.now() - waiting.dueAt.getTime()) / 1000);
    const known = () => knownIn(waiting);
    const outcome = await carry({ publisher, prepared, waiting, step, clock, known });
    const isHeard = outcome.ok || (outcome.fault !== 'lost' && outcome.fault !== 'retry');
    if (isHeard) left();
    watch('answer came');
    meter.answered(platform, {
      does: step.do,
      outcome: outcome.ok ? 'ok' : outcome.fault,
      seconds: (clock.monotonic() - began) / 1000,
    });
    await (outcome.ok ? succeeded(claimed, outcome) : failed(claimed, publisher, outcome));
  }

  return {
    get size() {
      return since.size;
    },
    ids: () => [...since.keys(), ...results.map(({ id }) => id)],
    launch(publisher, claimed) {
      const { id } = claimed.waiting;
      since.set(id, clock.monotonic());
      const work = deliver(publisher, claimed)
        // The claim's lease ends by itself, and the delivery is then taken for one whose answer was lost.
        .catch((error: unknown) => log.error({ err: error, delivery: id }, 'a delivery broke'))
        .finally(() => {
          since.delete(id);
          underWay.delete(work);
          parts.onFree();
        });
      underWay.add(work);
    },
    results() {
      const taken = results;
      results = [];
      return taken;
    },
    keep(changes) {
      results = [...changes, ...results];
    },
    isSilent() {
      const now = clock.monotonic();
      const hanging = [...since].filter(([, at]) => now - at > silentMs);
      // Each makes doubt once in a while: it stays in hand until it is given up, others go on beside it.
      for (const [id] of hanging) since.set(id, now);
      return hanging.length > 0;
    },
    empty: () => Promise.allSettled(underWay),
  };
}
