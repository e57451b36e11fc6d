import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { noFeatures, type PlatformFeatures } from '../../shared/platform-features.ts';
import { type CallMethod, probeFeatures } from './probe.ts';

/** Milliseconds until the server is probed again: after clear answers, and when some were missing. */
const probeAgainMs = { usual: 24 * 3_600_000, unclear: 5 * 60_000 } as const;
/** Least time between two probes that an unknown method causes, in milliseconds. */
const unknownMethodPauseMs = 60_000;

export interface FeatureWatchOptions {
  call: CallMethod;
  /** Called when what the server can do has changed. */
  onChange(): void;
  log: Pick<Logger, 'info' | 'error'>;
  /** Milliseconds of a monotonic clock. */
  now?(): number;
  pause?(ms: number, signal: AbortSignal): Promise<unknown>;
}

/** What the Bot API server can do, kept up to date. */
export interface FeatureWatch {
  /** Nothing before the first probe. */
  current(): PlatformFeatures;
  /** Probes now; concurrent calls share one probe. Never rejects. */
  refresh(): Promise<void>;
  /** Probes again from time to time, until the signal aborts. */
  keepFresh(signal: AbortSignal): Promise<void>;
  /** A method turned out to be unknown: the server may be another one by now. */
  onUnknownMethod(): void;
  /** An ephemeral message came back as an ordinary one: no more are sent until the next start. */
  latchEphemeral(): void;
  isLatched(): boolean;
}

export function createFeatureWatch({
  call,
  onChange,
  log,
  now = () => performance.now(),
  pause = (ms, signal) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined),
}: FeatureWatchOptions): FeatureWatch {
  let found = noFeatures;
  let isClear = false;
  let isLatched = false;
  let running: Promise<void> | undefined;
  let probedAt = Number.NEGATIVE_INFINITY;

  const current = (): PlatformFeatures => (isLatched ? { ...found, ephemeral: false } : found);

  async function probe(): Promise<void> {
    const before = JSON.stringify(current());
    const result = await probeFeatures(call).catch(() => ({
      features: noFeatures,
      isClear: false,
    }));
    found = result.features;
    isClear = result.isClear;
    probedAt = now();
    if (JSON.stringify(current()) === before) return;
    log.info({ event: 'telegram.features_found', features: current() }, 'server features changed');
    onChange();
  }

  function refresh(): Promise<void> {
    running ??= probe().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    current,
    refresh,
    async keepFresh(signal) {
      while (!signal.aborted) {
        await pause(isClear ? probeAgainMs.usual : probeAgainMs.unclear, signal);
        if (!signal.aborted) await refresh();
      }
    },
    onUnknownMethod() {
      if (now() - probedAt >= unknownMethodPauseMs) void refresh();
    },
    latchEphemeral() {
      if (isLatched) return;
      isLatched = true;
      log.error(
        { event: 'telegram.ephemeral_latched' },
        'an ephemeral message came back as an ordinary one; private answers use private chats from now on',
      );
      onChange();
    },
    isLatched: () => isLatched,
  };
}
