import type { PrismaClient } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';
import { audienceChatIds } from '../fan-out/audience.ts';
import type { AudienceRule } from '../publications.ts';
import type { PlatformRateLimits } from '../rate-limit/rate-limits.ts';
import { etaSeconds, type PlatformWorkload } from './eta.ts';
import { pauseSecondsByPlatform, requestsAhead, soonMs } from './workload.ts';

/** Estimates how long a publication will take before it is sent, from its chats and the rate limits. */
export async function estimateDuration(
  db: PrismaClient,
  rateLimits: PlatformRateLimits,
  audience: AudienceRule,
  { priority, now, parts = 1 }: { priority: number; now: Date; parts?: number },
): Promise<{ chats: Record<Platform, number>; seconds: number }> {
  const rows = await db.$queryRaw<{ platform: Platform; count: number }[]>`
    SELECT c.platform::text AS platform, count(DISTINCT c.id)::int AS count FROM "Chat" c
    JOIN (${audienceChatIds(audience)}) a ON a.id = c.id WHERE c."closedAt" IS NULL GROUP BY 1`;
  const countOf = (platform: Platform) => rows.find((row) => row.platform === platform)?.count ?? 0;
  const soon = new Date(now.getTime() + soonMs);
  const ahead = await requestsAhead(db, priority, { before: now, soon });
  const paused = await pauseSecondsByPlatform(db, now);
  const workloadOf = (platform: Platform): PlatformWorkload => ({
    remaining: countOf(platform) * parts,
    queuedAhead: ahead[platform],
    limitPerSecond: rateLimits[platform].bot.perSecond,
    observed: { count: 0, seconds: 0 },
    pausedSeconds: paused[platform],
  });
  return {
    chats: { discord: countOf('discord'), telegram: countOf('telegram') },
    seconds: etaSeconds([workloadOf('discord'), workloadOf('telegram')]),
  };
}
