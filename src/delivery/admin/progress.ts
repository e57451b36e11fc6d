import { Prisma, type PrismaClient, type Publication } from '../../database/generated/client.ts';
import type { DeliveryState } from '../../database/generated/enums.ts';
import type { Platform } from '../../platform.ts';
import { audienceChatIds } from '../fan-out/audience.ts';
import { isAmendment } from '../ledger/amendment.ts';
import type { AudienceRule } from '../publications.ts';
import type { BotRateLimits } from '../rate-limit/rate-limiter.ts';
import { etaSeconds, type PlatformWorkload } from './eta.ts';
import type { PublicationSummary } from './summary.ts';

export type PlatformRateLimits = Readonly<Record<Platform, BotRateLimits>>;

/** Answers of so many seconds make the rate. */
const rateWindowSeconds = 30;
/** What falls due later than this waits for something else than its turn, in milliseconds. */
const soonMs = 60_000;

export interface PublicationProgress extends Omit<PublicationSummary, 'waiting'> {
  /** `failed`: nobody gets it, for the reason that stands among the reasons. */
  state: 'sending' | 'paused' | 'cancelled' | 'done' | 'failed';
  platforms: Record<
    Platform,
    { total: number; sent: number; remaining: number; perSecond: number }
  >;
  /** Copies answered in a second of late, over both platforms. */
  perSecond: number;
  /** Seconds until the last copy has left; 0 when nothing is left, nothing while paused. */
  remainingSeconds: number | undefined;
  /** Copies that wait for a later time (quiet hours, a long wait of the platform), and until when the last of them. */
  deferred: { count: number; until: Date } | undefined;
}

interface Row {
  platform: Platform;
  state: DeliveryState;
  error: string | null;
  count: number;
  requests: number;
  soon: number;
  soonRequests: number;
  recent: number;
  first: Date | null;
  until: Date | null;
}

const loadProgressRows = (db: PrismaClient, id: string, since: Date, soon: Date): Promise<Row[]> =>
  db.$queryRaw<Row[]>`
    SELECT platform::text AS platform, state::text AS state, error, count(*)::int AS count,
      sum(GREATEST(parts - cardinality("messageIds"), 1))::int AS requests,
      (count(*) FILTER (WHERE "dueAt" <= ${soon}))::int AS soon,
      COALESCE(sum(GREATEST(parts - cardinality("messageIds"), 1)) FILTER (WHERE "dueAt" <= ${soon}), 0)::int AS "soonRequests",
      (count(*) FILTER (WHERE "sentAt" > ${since}))::int AS recent,
      min("sentAt") AS first, max("dueAt") FILTER (WHERE "dueAt" > ${soon}) AS until
    FROM "Delivery" WHERE "publicationId" = ${id}::uuid GROUP BY 1, 2, 3`;

/** Requests of other publications that go before, by platform: of more urgent ones also those that came later. */
async function requestsAhead(
  db: PrismaClient,
  priority: number,
  { before, soon }: { before: Date; soon: Date },
  of?: Pick<Publication, 'id' | 'operation'>,
): Promise<Record<Platform, number>> {
  const other = of ? Prisma.sql`AND "publicationId" <> ${of.id}::uuid` : Prisma.empty;
  const first = of && isAmendment(of) ? Prisma.sql`AND boosted` : Prisma.empty;
  const rows = await db.$queryRaw<{ platform: Platform; requests: number }[]>`
    SELECT platform::text AS platform, sum(GREATEST(parts - cardinality("messageIds"), 1))::int AS requests
    FROM "Delivery" WHERE platform IN ('discord', 'telegram') AND state = 'queued'
      AND (priority < ${priority} AND "dueAt" <= ${soon} OR priority = ${priority} AND "dueAt" <= ${before} ${first}) ${other} GROUP BY 1`;
  const sum = (platform: Platform) => rows.find((row) => row.platform === platform)?.requests ?? 0;
  return { discord: sum('discord'), telegram: sum('telegram') };
}

/** Seconds for which a platform wants nothing at all from the bot. */
async function pauseSecondsByPlatform(
  db: PrismaClient,
  now: Date,
): Promise<Record<Platform, number>> {
  const waits = await db.rateLimitPause.findMany({ where: { key: 'bot', until: { gt: now } } });
  const of = (platform: Platform) => {
    const until = waits.find((wait) => wait.platform === platform)?.until ?? now;
    return (until.getTime() - now.getTime()) / 1000;
  };
  return { discord: of('discord'), telegram: of('telegram') };
}

function stateOf(publication: Publication, isDone: boolean): PublicationProgress['state'] {
  if (publication.cancelledAt) return 'cancelled';
  if (publication.error !== null) return 'failed';
  if (isDone) return 'done';
  return publication.pausedAt ? 'paused' : 'sending';
}

/** Where a publication stands, how fast it goes and how long it will take. Nothing when there is none. */
export async function progressOf(
  db: PrismaClient,
  paces: PlatformRateLimits,
  publicationId: string,
  now: Date,
): Promise<PublicationProgress | undefined> {
  const publication = await db.publication.findUnique({ where: { id: publicationId } });
  if (!publication) return undefined;
  const since = new Date(now.getTime() - rateWindowSeconds * 1000);
  const soon = new Date(now.getTime() + soonMs);
  const rows = await loadProgressRows(db, publicationId, since, soon);
  const ahead = await requestsAhead(
    db,
    publication.priority,
    { before: publication.createdAt, soon },
    publication,
  );
  const waits = await pauseSecondsByPlatform(db, now);
  const sum = (those: readonly Row[], of: (row: Row) => number) =>
    those.reduce((total, row) => total + of(row), 0);
  const inState = (state: DeliveryState, those = rows) =>
    sum(
      those.filter((row) => row.state === state),
      ({ count }) => count,
    );
  const isLeft = ({ state }: Row) => state === 'queued' || state === 'sending';

  function platform(name: Platform): {
    share: PlatformWorkload;
    shown: PublicationProgress['platforms'][Platform];
  } {
    const own = rows.filter((row) => row.platform === name);
    const left = own.filter(isLeft);
    const firsts = own.flatMap(({ first }) => (first ? [first.getTime()] : []));
    const began = Math.max(since.getTime(), Math.min(...firsts, now.getTime()));
    const share: PlatformWorkload = {
      remaining: sum(left, (row) => (row.state === 'sending' ? row.requests : row.soonRequests)),
      queuedAhead: ahead[name],
      limitPerSecond: paces[name].bot.perSecond,
      observed: {
        count: sum(own, ({ recent }) => recent),
        seconds: (now.getTime() - began) / 1000,
      },
      pausedSeconds: waits[name],
    };
    return {
      share,
      shown: {
        total: sum(own, ({ count }) => count),
        sent: inState('sent', own),
        remaining: sum(left, ({ count }) => count),
        perSecond: share.observed.seconds > 0 ? share.observed.count / share.observed.seconds : 0,
      },
    };
  }
  const discord = platform('discord');
  const telegram = platform('telegram');
  const states: PublicationSummary['states'] = {
    queued: inState('queued'),
    sending: inState('sending'),
    sent: inState('sent'),
    failed: inState('failed'),
    unknown: inState('unknown'),
    skipped: inState('skipped'),
  };
  const isDone = publication.fanOut === 'done' && states.queued + states.sending === 0;
  const reasons = Map.groupBy(
    rows.filter(
      ({ state, error }) => error !== null && ['failed', 'skipped', 'unknown'].includes(state),
    ),
    ({ error }) => error ?? '',
  );
  const untils = rows.flatMap(({ until, state }) =>
    until && state === 'queued' ? [until.getTime()] : [],
  );
  const waiting = sum(
    rows.filter(({ state }) => state === 'queued'),
    (row) => row.count - row.soon,
  );
  const state = stateOf(publication, isDone);
  return {
    state,
    total: sum(rows, ({ count }) => count),
    states,
    reasons: [
      ...(publication.error === null ? [] : [{ reason: publication.error, count: 0 }]),
      ...[...reasons]
        .map(([reason, those]) => ({ reason, count: sum(those, ({ count }) => count) }))
        .sort((a, b) => b.count - a.count),
    ],
    isDone,
    platforms: { discord: discord.shown, telegram: telegram.shown },
    perSecond: discord.shown.perSecond + telegram.shown.perSecond,
    remainingSeconds: state === 'paused' ? undefined : etaSeconds([discord.share, telegram.share]),
    deferred:
      untils.length > 0 ? { count: waiting, until: new Date(Math.max(...untils)) } : undefined,
  };
}

/** How long a publication will take, before it is sent: from the chats and the limits. */
export async function estimateDuration(
  db: PrismaClient,
  paces: PlatformRateLimits,
  audience: AudienceRule,
  { priority, now, parts = 1 }: { priority: number; now: Date; parts?: number },
): Promise<{ chats: Record<Platform, number>; seconds: number }> {
  const rows = await db.$queryRaw<{ platform: Platform; count: number }[]>`
    SELECT c.platform::text AS platform, count(DISTINCT c.id)::int AS count FROM "Chat" c
    JOIN (${audienceChatIds(audience)}) a ON a.id = c.id WHERE c."closedAt" IS NULL GROUP BY 1`;
  const countOf = (platform: Platform) => rows.find((row) => row.platform === platform)?.count ?? 0;
  const soon = new Date(now.getTime() + soonMs);
  const ahead = await requestsAhead(db, priority, { before: now, soon });
  const waits = await pauseSecondsByPlatform(db, now);
  const shareOf = (platform: Platform): PlatformWorkload => ({
    remaining: countOf(platform) * parts,
    queuedAhead: ahead[platform],
    limitPerSecond: paces[platform].bot.perSecond,
    observed: { count: 0, seconds: 0 },
    pausedSeconds: waits[platform],
  });
  return {
    chats: { discord: countOf('discord'), telegram: countOf('telegram') },
    seconds: etaSeconds([shareOf('discord'), shareOf('telegram')]),
  };
}
