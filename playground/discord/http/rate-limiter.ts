import { rateLimitRules } from '../limits.ts';

/** What a request is told about its rate limit. */
export interface RateLimitDecision {
  headers: Record<string, string>;
  /** Set when the request is refused with 429. */
  body?: { message: string; retry_after: number; global: boolean; code?: number };
}

interface Window {
  startedAt: number;
  used: number;
}

/** Turns a path into its template: `/channels/140…/messages` into `/channels/:id/messages`. */
function routeTemplate(path: string): { template: string; major: string } {
  const parts = path.split('/').filter(Boolean);
  const major = parts.slice(0, parts[0] === 'webhooks' ? 3 : 2).join('/');
  const template = parts.map((part, index) => {
    if (parts[0] === 'webhooks' && index === 2) return ':token';
    return /^\d{5,}$/.test(part) || part === '@original' ? ':id' : part;
  });
  return { template: `/${template.join('/')}`, major };
}

/** Counts requests in fixed windows, per route and major parameter, and for the whole bot, at `faster` times the real rates. */
export function createDiscordRateLimiter(
  now: () => number,
  rateMultiplier = 1,
): (method: string, path: string) => RateLimitDecision {
  const windows = new Map<string, Window>();

  function consume(key: string, limit: number, windowMs: number) {
    const at = now();
    const open = windows.get(key);
    const window = open && at < open.startedAt + windowMs ? open : { startedAt: at, used: 0 };
    windows.set(key, window);
    const resetMs = window.startedAt + windowMs;
    if (window.used >= limit * rateMultiplier) return { allowed: false, remaining: 0, resetMs };
    window.used += 1;
    return { allowed: true, remaining: limit * rateMultiplier - window.used, resetMs };
  }

  return (method, path) => {
    const { template, major } = routeTemplate(path);
    const rule = rateLimitRules.routes.find(
      (one) =>
        (one.method === '*' || one.method === method) &&
        (one.path === '*' || one.path === template),
    );
    const { limit, windowMs } = rule ?? { limit: 50, windowMs: 1_000 };
    const bucket = bucketName(`${method} ${template}`);
    if (!rateLimitRules.outsideGlobal.test(path)) {
      const { global } = rateLimitRules;
      const whole = consume('global', global.limit, global.windowMs);
      if (!whole.allowed) return refusal(whole.resetMs, 'global', {});
    }
    const own = consume(`${bucket}:${major}`, limit, windowMs);
    const headers = {
      'X-RateLimit-Limit': String(limit * rateMultiplier),
      'X-RateLimit-Remaining': String(own.remaining),
      'X-RateLimit-Reset': (own.resetMs / 1000).toFixed(3),
      'X-RateLimit-Reset-After': secondsUntil(own.resetMs),
      'X-RateLimit-Bucket': bucket,
    };
    return own.allowed ? { headers } : refusal(own.resetMs, 'user', headers);
  };

  function secondsUntil(at: number): string {
    return (Math.max(0, at - now()) / 1000).toFixed(3);
  }

  function refusal(
    resetMs: number,
    scope: string,
    headers: Record<string, string>,
  ): RateLimitDecision {
    const seconds = secondsUntil(resetMs);
    return {
      headers: {
        ...headers,
        'Retry-After': String(Math.ceil(Number(seconds))),
        'X-RateLimit-Scope': scope,
        ...(scope === 'global' ? { 'X-RateLimit-Global': 'true' } : {}),
      },
      body: {
        message: 'You are being rate limited.',
        retry_after: Number(seconds),
        global: scope === 'global',
      },
    };
  }
}

/** Discord's buckets are opaque hashes; this one only has to be stable. */
function bucketName(route: string): string {
  let hash = 0;
  for (const char of route) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
