import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { coalesce } from '../coalesce.ts';
import { keepPostgresSession } from '../postgres-session.ts';
import type { SessionConfig } from '../session-config.ts';
import { connectTimeoutOptions } from '../timeouts.ts';
import { changesChannel, type InvalidatedQueryCache } from './query-cache.ts';

const intervalsMs = { heartbeat: 10_000, timeout: 5_000, retry: 1_000 } as const;

/**
 * Invalidates the cache from the changes that a PostgreSQL server announces. The cache is enabled only while our own
 * notifications come back; behind a pooler in transaction mode they never do.
 */
export function listenForChanges(config: SessionConfig, cache: InvalidatedQueryCache) {
  let sync = async () => {};
  const timeouts = { ...connectTimeoutOptions, query_timeout: intervalsMs.timeout };
  const { close } = keepPostgresSession(
    { ...config, ...timeouts, keepAlive: true },
    {
      channel: changesChannel,
      onNotification: cache.invalidate,
      onLost: cache.disable,
      retryMs: intervalsMs.retry,
      async use({ client, query, signal, drop }) {
        // The server sends the notifications of earlier commits before this answer.
        sync = coalesce(() => query('SELECT 1').catch(drop));
        for (;;) {
          const late = AbortSignal.timeout(intervalsMs.timeout);
          const heard = once(client, 'notification', { signal: AbortSignal.any([signal, late]) });
          await Promise.all([heard, query(`NOTIFY ${changesChannel}`)]);
          cache.enable();
          await sleep(intervalsMs.heartbeat, undefined, { signal, ref: false });
        }
      },
    },
  );
  /** Resolves when the cache has seen every commit made before the call, or is disabled. Never rejects. */
  return { caughtUp: () => sync(), close };
}
