import type { Config } from '../config/config.ts';
import type { CommandManifest } from '../kit/menu/manifest.ts';
import type { Dispatcher } from '../kit/runtime/dispatcher.ts';
import { withRateLimit } from '../kit/runtime/rate-limit.ts';
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
