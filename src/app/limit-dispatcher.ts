import type { Config } from '../config/config.ts';
import type { InlineSource } from '../context/modules/inline-source.ts';
import type { CommandManifest } from '../kit/menu/manifest.ts';
import type { Dispatcher } from '../kit/runtime/dispatcher.ts';
import { createActCounter, withRateLimit } from '../kit/runtime/rate-limit.ts';
import { translators } from '../language/catalogue.ts';
import type { createReaderLookup } from '../people/reader-settings.ts';
import type { Counters } from '../web/operator/counters.ts';
import { instrumentDispatcher } from '../web/operator/instrumentation.ts';

export interface DispatcherLimits {
  config: Pick<Config, 'COMMANDS_PER_MINUTE'>;
  counters: Counters;
  manifests: readonly CommandManifest[];
  reader: ReturnType<typeof createReaderLookup>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** A dispatcher that counts commands for the metrics and limits how many one user may send. */
export const limitDispatcher = (
  dispatcher: Dispatcher,
  { config, counters, manifests, reader, now }: DispatcherLimits,
): Dispatcher =>
  withRateLimit(
    instrumentDispatcher(dispatcher, counters, new Set(manifests.map(({ name }) => name)), () =>
      performance.now(),
    ),
    {
      perMinute: config.COMMANDS_PER_MINUTE,
      now,
      async localizerFor({ platform, user: { platformId, locale } }) {
        const { locale: read } = await reader({
          ...{ platform, user: platformId },
          ...(locale === undefined ? {} : { locale }),
        });
        return translators[read];
      },
    },
  );

/** Each pause while somebody types is a query: many more are taken than commands. */
const queriesPerCommand = 4;

/** What can be sent by inline mode, with a limit of queries for each user: beyond it nothing is found for a while. */
export function limitInline(
  source: InlineSource | undefined,
  { config, reader, now }: Pick<DispatcherLimits, 'config' | 'reader' | 'now'>,
): InlineSource | undefined {
  const most = config.COMMANDS_PER_MINUTE * queriesPerCommand;
  if (!source || most === 0) return source;
  const windowOf = createActCounter({ now });
  return {
    ...source,
    async search(asker, query, offset) {
      const window = windowOf(asker);
      window.acts += 1;
      if (window.acts <= most) return source.search(asker, query, offset);
      const { platformId: user, locale } = asker.user;
      const { locale: read } = await reader({
        ...{ platform: asker.platform, user },
        ...(locale === undefined ? {} : { locale }),
      });
      return { results: [], nextOffset: '', hint: translators[read].t('kit.errors.slowDown') };
    },
  };
}
