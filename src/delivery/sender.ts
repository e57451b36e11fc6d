import type { Logger } from 'pino';
import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import type { Turn } from '../database/turns.ts';
import type { Reader } from '../message/reader.ts';
import { type Carried, carry } from './carry.ts';
import { closeChat, moveChat } from './chats.ts';
import type { Clock } from './clock.ts';
import { createCrossposter } from './crosspost.ts';
import { apply, type Change, moveDue, nextDue, peek, recover, type Waiting } from './ledger.ts';
import type { Watch } from './moments.ts';
import { createPacer, type Pace } from './pacing.ts';
import type { Publisher } from './publisher.ts';
import { createRenderer } from './render.ts';
import { arrived, type Claimed, judged, untouched, verdictOf } from './settle.ts';
import { type Sorted, sort } from './sort.ts';
import { relativesIn, relativesOf } from './step.ts';
import { createWaits } from './waits.ts';

export interface SenderParts {
  db: PrismaClient;
  platform: Publisher['platform'];
  publisher(): Publisher | undefined;
  /** Asks to be the one that sends for this bot. */
  turnOf(bot: string): Turn;
  pace: Pace;
  defaults: Reader;
  log: Logger;
  clock: Clock;
  /** How often it looks by itself, in milliseconds; it is woken when there is something. */
  idleMs: number;
  /** Told in the transaction that closes a chat which was open until then. */
  onClosed(tx: Prisma.TransactionClient, chatId: string, reason: string): Promise<void>;
  /** Called when this process becomes the one that sends. */
  onTurn(): void;
  watch: Watch;
}

export interface Sender {
  start(): void;
  /** There is something to send. */
  wake(): void;
  /** Finishes what is under way, for some seconds. */
  stop(): Promise<void>;
}

/** Least time between two rounds, in milliseconds: what a round claims and writes is one tick's worth. */
const tickMs = 40;
/** Deliveries looked at in one round at most, and beyond what may leave now. */
const glance = { most: 400, spare: 16 } as const;
/** How often claims are looked through whose time is over, in milliseconds. */
const recoverEveryMs = 5_000;
/** How often announcement channels are looked at, in milliseconds. */
const crosspostEveryMs = 1_000;
/** Waits between questions whether a platform that gave no answer answers again, in milliseconds. */
const probing = { first: 500, longest: 30_000, patience: 10_000 } as const;
/** A request without an answer for so long makes the platform suspect, in milliseconds. */
const silentMs = 3_000;
/** A time of day that moved against the machine's steady clock by more than this was set by somebody. */
const setBackMs = 2_000;
/** How long stopping waits for answers, in milliseconds. */
const stopWithin = 6_000;

/** Sends the deliveries of one platform: of all processes the one whose turn it is. */
export function createSender(parts: SenderParts): Sender {
  const { db, platform, pace, defaults, log, clock, idleMs, watch } = parts;
  const stopping = new AbortController();
  const pacer = createPacer(pace);
  const waits = createWaits(db, { platform, pacer, clock });
  const renderer = createRenderer(db, defaults);
  const crossposter = createCrossposter(db, clock);
  /** Claims that a request is under way for, since when. */
  const inHand = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  /** What became of requests since the last round. */
  let results: Change[] = [];
  let bell = Promise.withResolvers<void>();
  let loop: Promise<void> = Promise.resolve();
  let turn: Turn | undefined;
  let hasTurn = false;
  let isWatched = false;
  let suspect: { since: number; wait: number; nextAt: number } | undefined;
  let recoveredAt = -Infinity;
  let crosspostedAt = -Infinity;
  let isCrossposting = false;
  let offset = clock.now() - clock.monotonic();

  const date = (ms = clock.now()) => new Date(ms);
  const mono = () => clock.monotonic();

  function suspectPlatform(): void {
    suspect ??= { since: mono(), wait: probing.first, nextAt: mono() };
  }

  async function knownIn({ chatId }: Waiting): Promise<ReadonlySet<string>> {
    const rows = await db.delivery.findMany({
      where: { chatId, platform, messageIds: { isEmpty: false } },
      select: { messageIds: true },
      orderBy: { sentAt: { sort: 'desc', nulls: 'last' } },
      take: 200,
    });
    return new Set(rows.flatMap(({ messageIds }) => messageIds));
  }

  async function aside(work: () => Promise<unknown>): Promise<void> {
    await work().catch((error: unknown) => log.error({ err: error }, 'a note could not be kept'));
  }

  async function succeeded(claimed: Claimed, outcome: Extract<Carried, { ok: true }>) {
    const { chatId: id, kind, strikes } = claimed.waiting;
    const { pauseMs, channelId } = outcome.value;
    if (pauseMs !== undefined) pacer.hold(id, pauseMs, mono());
    if (strikes > 0 || channelId !== undefined) {
      const data = { strikes: 0, ...(channelId === undefined ? {} : { channelId }) };
      await aside(() => db.chat.updateMany({ where: { id }, data }));
    }
    const pause = pacer.chatWait(id, kind !== 'private', mono());
    results.push(arrived(claimed, outcome.value, date(), pause));
  }

  async function failed(
    claimed: Claimed,
    publisher: Publisher,
    outcome: Extract<Carried, { ok: false }>,
  ): Promise<void> {
    const { waiting } = claimed;
    if (outcome.fault === 'lost' || outcome.fault === 'retry') suspectPlatform();
    if (outcome.fault === 'wait') {
      watch('wait kept');
      await aside(() => waits.asked(outcome, waiting.chatId));
    }
    if (outcome.invalid) await aside(() => waits.refused());
    const verdict = verdictOf(claimed, outcome, publisher.repeatsSafely);
    log.debug({ delivery: waiting.id, fault: outcome, become: verdict.become }, 'not delivered');
    const change = judged(claimed, verdict, date(), outcome.looked === true);
    const isAboutChat =
      verdict.become === 'skipped' ||
      (verdict.become === 'queued' && (verdict.strike || verdict.migrateTo !== undefined));
    if (!isAboutChat) {
      results.push(change);
      return;
    }
    watch('chat closing');
    await db.$transaction(async (tx) => {
      await apply(tx, [change]);
      if (verdict.become === 'skipped') {
        const wasOpen = await closeChat(tx, waiting.chatId, verdict.close, date());
        if (wasOpen) await parts.onClosed(tx, waiting.chatId, verdict.close);
        return;
      }
      if (verdict.strike) {
        await tx.chat.updateMany({
          where: { id: waiting.chatId },
          data: { strikes: { increment: 1 } },
        });
      }
      if (verdict.migrateTo !== undefined) {
        await moveChat(tx, { platform, platformId: waiting.platformId }, verdict.migrateTo);
      }
    });
  }

  async function deliver(publisher: Publisher, claimed: Sorted['claims'][number]): Promise<void> {
    const { waiting, step, prepared } = claimed;
    watch('request leaves');
    const outcome = await carry({
      publisher,
      prepared,
      waiting,
      step,
      clock,
      known: () => knownIn(waiting),
    });
    watch('answer came');
    await (outcome.ok ? succeeded(claimed, outcome) : failed(claimed, publisher, outcome));
  }

  function launch(publisher: Publisher, claimed: Sorted['claims'][number]): void {
    const { id } = claimed.waiting;
    inHand.set(id, mono());
    const work = deliver(publisher, claimed)
      // The claim's lease ends by itself, and the delivery is then taken for one whose answer was lost.
      .catch((error: unknown) => log.error({ err: error, delivery: id }, 'a delivery broke'))
      .finally(() => {
        inHand.delete(id);
        underWay.delete(work);
        // Without a limit the next round begins when half of the hand is free: one statement for many.
        const isFree = pace.bot.perSecond === Infinity && inHand.size <= pace.inHand / 2;
        if (inHand.size === 0 || isFree) bell.resolve();
      });
    underWay.add(work);
  }

  /** Writes what became of requests, and the claims of those that leave next. @returns ids that were written */
  async function write(changes: readonly Change[], claims: Sorted['claims']): Promise<Set<string>> {
    const finished = results;
    results = [];
    try {
      watch('claiming');
      const written = await apply(db, [
        ...finished,
        ...changes,
        ...claims.map(({ claim }) => claim),
      ]);
      watch('results kept');
      const overtaken = finished.filter(({ id }) => !written.has(id)).length;
      if (overtaken > 0) log.warn({ overtaken }, 'somebody else took over deliveries of ours');
      return written;
    } catch (error) {
      // Perhaps it was written and only the answer is missing: what was written already changes nothing again.
      results = [...finished, ...claims.map(untouched), ...results];
      throw error;
    }
  }

  async function takeTurn(publisher: Publisher): Promise<boolean> {
    turn ??= parts.turnOf(`${platform} ${publisher.bot}`);
    if (!turn.isMine()) {
      hasTurn = false;
      return false;
    }
    if (hasTurn) return true;
    watch('turn taken');
    await waits.load();
    await recoverLeft(publisher, true);
    hasTurn = true;
    parts.onTurn();
    return true;
  }

  async function recoverLeft(publisher: Publisher, all: boolean): Promise<void> {
    watch('recovering');
    const count = await recover(db, platform, {
      repeatsSafely: publisher.repeatsSafely,
      all,
      except: [...inHand.keys()],
      now: date(),
    });
    recoveredAt = mono();
    if (count > 0) log.warn({ count, platform }, 'found deliveries whose worker had died');
    watch('recovered');
  }

  /** A clock that somebody put back would let everything wait as much longer. */
  async function mindClock(): Promise<void> {
    const moved = clock.now() - mono() - offset;
    offset += moved;
    if (moved > -setBackMs) return;
    log.warn({ seconds: Math.round(-moved / 1000) }, 'the clock was put back');
    await moveDue(db, platform, { byMs: -moved, now: date() });
  }

  /** Whether the platform answers; asks when there is doubt. @returns milliseconds to wait, 0 when it answers */
  async function doubt(publisher: Publisher): Promise<number> {
    const oldest = Math.min(...inHand.values(), Infinity);
    if (mono() - oldest > silentMs) suspectPlatform();
    if (!suspect) return 0;
    if (mono() < suspect.nextAt) return suspect.nextAt - mono();
    const given = new AbortController();
    const answer = await Promise.race([
      publisher.probe(),
      clock.sleep(probing.patience, given.signal).then(() => undefined),
    ]);
    given.abort();
    const isThere = answer?.ok || (answer && answer.fault !== 'lost' && answer.fault !== 'retry');
    if (isThere) {
      // Requests that hang stay in hand until they are given up: others go on beside them.
      const hanging = [...inHand].filter(([, since]) => mono() - since > silentMs);
      for (const [id] of hanging) inHand.set(id, mono());
      suspect = undefined;
      return 0;
    }
    const { wait } = suspect;
    suspect = {
      ...suspect,
      wait: Math.min(wait * 2, probing.longest),
      nextAt: mono() + wait,
    };
    log.warn({ platform, seconds: wait / 1000 }, 'the platform gives no answer');
    return wait;
  }

  function crosspost(publisher: Publisher): void {
    if (isCrossposting || mono() - crosspostedAt < crosspostEveryMs) return;
    isCrossposting = true;
    crosspostedAt = mono();
    const work = aside(() => crossposter.round(publisher)).finally(() => {
      isCrossposting = false;
      underWay.delete(work);
    });
    underWay.add(work);
  }

  /** @returns milliseconds until there may be something to do */
  async function round(): Promise<number> {
    const publisher = parts.publisher();
    if (!publisher) return idleMs;
    if (!isWatched) {
      isWatched = true;
      publisher.onOther?.(() => pacer.spend(mono()));
    }
    if (!(await takeTurn(publisher))) {
      // Another process sends: what came back late is for the fencing to refuse.
      if (results.length > 0) await write([], []);
      return Math.min(idleMs, 500);
    }
    await mindClock();
    if (mono() - recoveredAt > recoverEveryMs) await recoverLeft(publisher, false);
    const silence = await doubt(publisher);
    if (silence > 0) {
      if (results.length > 0) await write([], []);
      return Math.min(silence, idleMs);
    }
    if (publisher.crosspost) crosspost(publisher);
    const free = pace.inHand - inHand.size;
    const room = Math.min(pacer.room(mono()), free);
    if (room < 1) {
      if (results.length > 0) await write([], []);
      return free < 1 ? tickMs : Math.max(pacer.botWait(mono()), 1);
    }
    const waiting = await peek(db, platform, Math.min(glance.most, room + glance.spare), date());
    watch('peeked');
    if (waiting.length === 0) {
      if (results.length > 0) await write([], []);
      if (inHand.size > 0) return tickMs;
      const due = await nextDue(db, platform);
      return due ? Math.min(idleMs, Math.max(5, due.getTime() - clock.now())) : idleMs;
    }
    await renderer.load(waiting.map(({ publicationId }) => publicationId));
    const edits = waiting.filter(({ originalId }) => originalId !== null);
    const relatives = edits.length > 0 ? await relativesOf(db, edits) : new Map();
    const { claims, changes } = sort(waiting, {
      now: clock.now(),
      room,
      zone: defaults.zone,
      prepare: (one) => renderer.prepare(publisher, one),
      relatives: (one) => relativesIn(relatives, one),
      turn(one) {
        const isGroup = one.kind !== 'private';
        const wait = pacer.chatWait(one.chatId, isGroup, mono());
        if (wait <= 0) pacer.take(one.chatId, isGroup, mono());
        return wait;
      },
    });
    const written = await write(changes, claims);
    watch('claimed');
    for (const claimed of claims) {
      if (written.has(claimed.waiting.id)) launch(publisher, claimed);
    }
    // Whatever was only put off makes room for others behind it.
    return claims.length < room && waiting.length > room && changes.length > 0 ? 0 : tickMs;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      bell = Promise.withResolvers<void>();
      const rung = bell.promise;
      const wait = await round().catch((error: unknown) => {
        log.error({ err: error }, 'the sender stumbled');
        return idleMs;
      });
      if (wait <= 0) continue;
      const pause = new AbortController();
      const signal = AbortSignal.any([pause.signal, stopping.signal]);
      await Promise.race([rung, clock.sleep(wait, signal)]);
      pause.abort();
    }
    const given = new AbortController();
    await Promise.race([Promise.allSettled(underWay), clock.sleep(stopWithin, given.signal)]);
    given.abort();
    if (results.length > 0) await aside(() => write([], []));
    await turn?.leave();
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
