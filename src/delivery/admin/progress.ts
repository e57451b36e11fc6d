import type { PrismaClient, Publication } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';
import type { PlatformRateLimits } from '../rate-limit/rate-limits.ts';
import { etaSeconds, type PlatformWorkload } from './eta.ts';
import { countIn, loadProgressRows, type ProgressRow, sumOf } from './progress-rows.ts';
import type { PublicationSummary } from './summary.ts';
import { pauseSecondsByPlatform, requestsAhead, soonMs } from './workload.ts';

/** The rate is that of the deliveries sent in the last seconds. */
const rateWindowSeconds = 30;

export interface PlatformProgress {
  total: number;
  sent: number;
  remaining: number;
  perSecond: number;
}

export interface PublicationProgress extends Omit<PublicationSummary, 'waiting'> {
  /** `failed`: the publication is sent to nobody; `reasons` tells why. */
  state: 'sending' | 'paused' | 'cancelled' | 'done' | 'failed';
  platforms: Record<Platform, PlatformProgress>;
  /** Deliveries sent per second recently, over both platforms. */
  perSecond: number;
  /** Seconds until the last delivery is sent; 0 when none is left, `undefined` while paused. */
  remainingSeconds: number | undefined;
  /** Deliveries that are due later (quiet hours, a long pause of the platform), and when the last of them is. */
  deferred: { count: number; until: Date } | undefined;
}

function stateOf(publication: Publication, isDone: boolean): PublicationProgress['state'] {
  if (publication.cancelledAt) return 'cancelled';
  if (publication.error !== null) return 'failed';
  if (isDone) return 'done';
  return publication.pausedAt ? 'paused' : 'sending';
}

const isLeft = ({ state }: ProgressRow) => state === 'queued' || state === 'sending';

/** Recent requests, since the window began or the first delivery was sent. Times in milliseconds. */
function observedOf(rows: readonly ProgressRow[], since: number, now: number) {
  const firsts = rows.flatMap(({ firstSentAt }) => (firstSentAt ? [firstSentAt.getTime()] : []));
  const began = Math.max(since, Math.min(...firsts, now));
  return { count: sumOf(rows, ({ recent }) => recent), seconds: (now - began) / 1000 };
}

function platformProgress(
  rows: readonly ProgressRow[],
  observed: PlatformWorkload['observed'],
): PlatformProgress {
  return {
    total: sumOf(rows, ({ count }) => count),
    sent: countIn(rows, 'sent'),
    remaining: sumOf(rows.filter(isLeft), ({ count }) => count),
    perSecond: observed.seconds > 0 ? observed.count / observed.seconds : 0,
  };
}

/** Why deliveries failed, were skipped or are unknown, the most frequent first. */
function reasonsOf(
  { error: publicationError }: Pick<Publication, 'error'>,
  rows: readonly ProgressRow[],
): PublicationProgress['reasons'] {
  const byReason = Map.groupBy(
    rows.filter(
      ({ state, error }) => error !== null && ['failed', 'skipped', 'unknown'].includes(state),
    ),
    ({ error }) => error ?? '',
  );
  return [
    ...(publicationError === null ? [] : [{ reason: publicationError, count: 0 }]),
    ...[...byReason]
      .map(([reason, group]) => ({ reason, count: sumOf(group, ({ count }) => count) }))
      .sort((a, b) => b.count - a.count),
  ];
}

function deferredOf(rows: readonly ProgressRow[]): PublicationProgress['deferred'] {
  const queued = rows.filter(({ state }) => state === 'queued');
  const times = queued.flatMap(({ dueUntil }) => (dueUntil ? [dueUntil.getTime()] : []));
  if (times.length === 0) return undefined;
  return {
    count: sumOf(queued, (row) => row.count - row.soon),
    until: new Date(Math.max(...times)),
  };
}

/** A publication's counts, rate and remaining time; `undefined` when it does not exist. */
export async function progressOf(
  db: PrismaClient,
  rateLimits: PlatformRateLimits,
  publicationId: string,
  now: Date,
): Promise<PublicationProgress | undefined> {
  const publication = await db.publication.findUnique({ where: { id: publicationId } });
  if (!publication) return undefined;
  const { priority, createdAt } = publication;
  const since = new Date(now.getTime() - rateWindowSeconds * 1000);
  const soon = new Date(now.getTime() + soonMs);
  const rows = await loadProgressRows(db, publicationId, { since, soon });
  const ahead = await requestsAhead(db, priority, { before: createdAt, soon }, publication);
  const paused = await pauseSecondsByPlatform(db, now);

  function ofPlatform(platform: Platform) {
    const own = rows.filter((row) => row.platform === platform);
    const observed = observedOf(own, since.getTime(), now.getTime());
    const workload: PlatformWorkload = {
      remaining: sumOf(own.filter(isLeft), (row) =>
        row.state === 'sending' ? row.requests : row.soonRequests,
      ),
      queuedAhead: ahead[platform],
      limitPerSecond: rateLimits[platform].bot.perSecond,
      observed,
      pausedSeconds: paused[platform],
    };
    return { workload, progress: platformProgress(own, observed) };
  }

  const discord = ofPlatform('discord');
  const telegram = ofPlatform('telegram');
  const states: PublicationSummary['states'] = {
    queued: countIn(rows, 'queued'),
    sending: countIn(rows, 'sending'),
    sent: countIn(rows, 'sent'),
    failed: countIn(rows, 'failed'),
    unknown: countIn(rows, 'unknown'),
    skipped: countIn(rows, 'skipped'),
  };
  const isDone = publication.fanOut === 'done' && states.queued + states.sending === 0;
  const state = stateOf(publication, isDone);
  return {
    state,
    total: sumOf(rows, ({ count }) => count),
    states,
    reasons: reasonsOf(publication, rows),
    isDone,
    platforms: { discord: discord.progress, telegram: telegram.progress },
    perSecond: discord.progress.perSecond + telegram.progress.perSecond,
    remainingSeconds:
      state === 'paused' ? undefined : etaSeconds([discord.workload, telegram.workload]),
    deferred: deferredOf(rows),
  };
}
