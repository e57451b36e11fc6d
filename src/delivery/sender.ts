import { setImmediate as immediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { PrismaClient } from '../database/generated/client.ts';
import type { Turn } from '../database/turns.ts';
import type { Reader } from '../message/reader.ts';
import type { Aside } from '../schedule/aside.ts';
import { applyAll } from './apply-all.ts';
import type { Clock } from './clock.ts';
import { createCrossposter } from './crosspost.ts';
import { createDoubt } from './doubt.ts';
import { createGate, patience } from './gate.ts';
import { createHand } from './hand.ts';
import { type Change, mendDue, moveDue, nextDue, peek, recover } from './ledger.ts';
import type { Meter } from './meter.ts';
import type { Watch } from './moments.ts';
import { createNews } from './news.ts';
import { createPacer, type Pace } from './pacing.ts';
import type { Publisher } from './publisher.ts';
import { createRenderer } from './render.ts';
import { untouched } from './settle.ts';
import { type Sorted, sort } from './sort.ts';
import { relativesIn, relativesOf } from './step.ts';
import { createWaits } from './waits.ts';
import { heldMs } from './window.ts';

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
  /** Whether deliveries are being written on the same connection: then they go first. */
  isCrowded(): boolean;
  /** Resolves when nobody waits for the answer to a command, after a moment at most. */
  giveWay(): Promise<void>;
  /** Called when this process becomes the one that sends. */
  onTurn(): void;
  watch: Watch;
  meter: Meter;
  /** Told with what each round failed, or that it did not. */
  onRound(error?: unknown): void;
  /** What becomes of rows whose work breaks. */
  aside: Aside;
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
/** The same while deliveries are being written on the one connection, in milliseconds. */
const crowdedTickMs = 100;

/** Deliveries looked at in one round at most, beyond what may leave now, and in hand while others are being written. */
const glance = { most: 400, spare: 16, crowded: 10 } as const;
/** How often claims are looked through whose time is over, and announcement channels, in milliseconds. */
const every = { recover: 5_000, crosspost: 1_000, turn: 500 } as const;
/** A time of day that moved against the machine's steady clock by more than this was set by somebody. */
const setBackMs = 2_000;
/** How long stopping waits for answers, in milliseconds. */
const stopWithin = 4_000;

/** Sends the deliveries of one platform: of all processes the one whose turn it is. */
export function createSender(parts: SenderParts): Sender {
  const { db, platform, pace, defaults, log, clock, idleMs, watch, meter } = parts;
  const stopping = new AbortController();
  const pacer = createPacer(pace);
  const waits = createWaits(db, { platform, pacer, clock });
  const renderer = createRenderer(db, defaults);
  const crossposter = createCrossposter(db, clock, parts.aside);
  const doubt = createDoubt({ clock, log });
  const gate = createGate({ pace, pacer, clock, closing: stopping.signal });
  let bell = Promise.withResolvers<void>();
  const hand = createHand({
    ...{ db, platform, clock, log, pacer, waits, doubt, watch, meter },
    gate: gate.pass,
    onFree() {
      if (parts.isCrowded()) return;
      // Without a limit the next round begins when half of the hand is free: one statement for many.
      const isFree = pace.bot.perSecond === Infinity && hand.size <= pace.inHand / 2;
      if (hand.size === 0 || isFree) bell.resolve();
    },
  });
  let loop: Promise<void> = Promise.resolve();
  let crossposting: Promise<unknown> | undefined;
  let turn: Turn | undefined;
  let hasTurn = false;
  let isWatched = false;
  let recoveredAt = -Infinity;
  let crosspostedAt = -Infinity;
  let offset = clock.now() - clock.monotonic();
  const isNews = createNews();

  const date = () => new Date(clock.now());
  const mono = () => clock.monotonic();

  /** Writes what became of requests, and the claims of those that leave next. @returns ids that were written */
  async function write(
    changes: readonly Change[] = [],
    claims: Sorted['claims'] = [],
  ): Promise<Set<string>> {
    const finished = hand.results();
    try {
      if (claims.length > 0) watch('claiming');
      const all = [...finished, ...changes, ...claims.map(({ claim }) => claim)];
      const written = await applyAll(db, all, ({ id }, error) =>
        log.error(
          { event: 'delivery not written', delivery: id, err: error },
          'what became of a delivery cannot be written: its claim ends by itself',
        ),
      );
      if (finished.length > 0) watch('results kept');
      const overtaken = finished.filter(({ id }) => !written.has(id)).length;
      if (overtaken > 0) log.warn({ overtaken }, 'somebody else took over deliveries of ours');
      return written;
    } catch (error) {
      // Perhaps it was written and only the answer is missing: what was written already changes nothing again.
      hand.keep([...finished, ...claims.map((claimed) => untouched(claimed, date()))]);
      throw error;
    }
  }

  async function recoverLeft(publisher: Publisher, all: boolean): Promise<void> {
    watch('recovering');
    const { repeatsSafely } = publisher;
    const found = await recover(db, platform, {
      repeatsSafely,
      all,
      except: hand.ids(),
      now: date(),
    });
    recoveredAt = mono();
    for (const { lane, state } of found) {
      if (state === 'unknown') meter.ended({ platform, lane, state, count: 1 });
    }
    const count = found.length;
    if (count > 0) log.warn({ count, platform }, 'found deliveries whose worker had died');
    watch('recovered');
  }

  async function takeTurn(publisher: Publisher): Promise<boolean> {
    turn ??= parts.turnOf(`${platform} ${publisher.bot}`);
    if (!turn.isMine()) {
      hasTurn = false;
      return false;
    }
    if (hasTurn) return true;
    watch('turn taken');
    // What the other process sent in its last second counts too.
    if (turn.wasTaken()) pacer.hold(undefined, heldMs, mono());
    await waits.load();
    await recoverLeft(publisher, true);
    hasTurn = true;
    parts.onTurn();
    return true;
  }

  /** A clock that somebody put back would let everything wait as much longer. */
  async function mindClock(): Promise<void> {
    const moved = clock.now() - mono() - offset;
    offset += moved;
    if (moved > -setBackMs) return;
    log.warn({ seconds: Math.round(-moved / 1000) }, 'the clock was put back');
    // What came back by the old time is moved along too.
    await write();
    await moveDue(db, platform, { byMs: -moved, now: date() });
  }

  function crosspost(publisher: Publisher): void {
    if (!publisher.crosspost || crossposting || mono() - crosspostedAt < every.crosspost) return;
    crosspostedAt = mono();
    crossposting = crossposter
      .round(publisher)
      .catch((error: unknown) => log.error({ err: error }, 'nothing could be passed on'))
      .finally(() => {
        crossposting = undefined;
      });
  }

  /** Claims what may leave now. @returns milliseconds until there may be something to do */
  async function send(publisher: Publisher, room: number): Promise<number> {
    const waiting = await peek(db, platform, Math.min(glance.most, room + glance.spare), date());
    watch('peeked');
    if (waiting.length === 0) {
      await write();
      if (hand.size > 0) return tickMs;
      const due = await nextDue(db, platform);
      if (due && Number.isNaN(due.getTime())) return (await mendDue(db, platform, date())) && 0;
      return due ? Math.min(idleMs, Math.max(5, due.getTime() - clock.now())) : idleMs;
    }
    await renderer.load(waiting.map(({ publicationId }) => publicationId));
    const edits = waiting.filter(({ originalId }) => originalId !== null);
    const relatives = await relativesOf(db, edits);
    const { claims, changes, ended } = sort(waiting, {
      now: clock.now(),
      room,
      zone: defaults.zone,
      prepare: (one) => renderer.prepare(publisher, one),
      relatives: (one) => relativesIn(relatives, one),
      broke({ id, publicationId, chatId }, error) {
        const line = { event: 'delivery set aside', delivery: id, publication: publicationId };
        if (isNews(`${publicationId} ${error}`))
          log.error({ ...line, chat: chatId, err: error }, 'a delivery cannot be planned');
      },
      turn(one) {
        const isGroup = one.kind !== 'private';
        const wait = pacer.chatWait(one.chatId, isGroup, mono());
        if (wait <= 0) pacer.take(one.chatId, isGroup, mono());
        return wait;
      },
    });
    const written = await write(changes, claims);
    watch('claimed');
    for (const { id, ...one } of ended) {
      if (written.has(id)) meter.ended({ platform, ...one, count: 1 });
    }
    for (const claimed of claims) {
      if (written.has(claimed.waiting.id)) hand.launch(publisher, claimed);
    }
    // Whatever was only put off makes room for others behind it.
    return claims.length < room && waiting.length > room && changes.length > 0 ? 0 : tickMs;
  }

  /** @returns milliseconds until there may be something to do */
  async function round(): Promise<number> {
    const publisher = parts.publisher();
    if (!publisher) return idleMs;
    if (!isWatched) {
      isWatched = true;
      publisher.onOther?.(gate.answer);
      publisher.onRefused?.(() => {
        waits
          .refused()
          .catch((error: unknown) => log.error({ err: error }, 'a refusal was not kept'));
      });
    }
    if (!(await takeTurn(publisher))) {
      // Another process sends: what came back late is for the fencing to refuse.
      await write();
      return Math.min(idleMs, every.turn);
    }
    await mindClock();
    if (mono() - recoveredAt > every.recover) await recoverLeft(publisher, false);
    if (hand.isSilent()) doubt.raise();
    const silence = await doubt.settle(publisher);
    if (silence > 0) {
      await write();
      return Math.min(silence, idleMs);
    }
    crosspost(publisher);
    const wait = pacer.botWait(mono());
    const most = parts.isCrowded() ? Math.min(glance.crowded, pace.inHand) : pace.inHand;
    const room = wait > patience ? 0 : Math.min(gate.room(), most - hand.size);
    if (room >= 1) return send(publisher, room);
    await write();
    return wait > patience ? Math.min(wait, idleMs) : tickMs;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      bell = Promise.withResolvers<void>();
      const rung = bell.promise;
      if (parts.isCrowded()) await parts.giveWay();
      const wait = await round().then(
        (rest) => {
          parts.onRound();
          return rest;
        },
        (error: unknown) => {
          parts.onRound(error);
          log.error({ err: error }, 'the sender stumbled');
          return idleMs;
        },
      );
      if (wait <= 0) {
        await immediate();
        continue;
      }
      const pause = new AbortController();
      const signal = AbortSignal.any([pause.signal, stopping.signal]);
      const least = parts.isCrowded() ? crowdedTickMs : 0;
      await Promise.race([rung, clock.sleep(Math.max(wait, least), signal)]);
      pause.abort();
    }
    const given = new AbortController();
    await Promise.race([
      Promise.all([hand.empty(), crossposting]),
      clock.sleep(stopWithin, given.signal),
    ]);
    given.abort();
    await write().catch((error: unknown) => log.error({ err: error }, 'results were not written'));
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
