import type { DeliveryState } from '../database/generated/enums.ts';
import type { Platform } from '../platform.ts';
import type { SendError } from './publisher.ts';

/** States in which a delivery stays unless a person changes it. */
export type FinalState = Exclude<DeliveryState, 'queued' | 'sending'>;

/** Deliveries that reached a final state. */
export interface FinishedCount {
  platform: Platform;
  priority: number;
  state: FinalState;
  /** Why: a key of `delivery.reasons`, or the platform's text. */
  error?: string | null;
  count: number;
}

/** Unknown deliveries that a person resolved. */
export interface ResolvedUnknownCount {
  platform: Platform;
  priority: number;
  finding: 'there' | 'again';
  count: number;
}

/** Records delivery metrics. Labels never identify a chat or a person. */
export interface DeliveryMetrics {
  finished(deliveries: FinishedCount): void;
  /** They are no longer unknown; their later result is counted like any other. */
  unknownResolved(deliveries: ResolvedUnknownCount): void;
  /** A request was sent. @param seconds since its delivery was due */
  requestStarted(platform: Platform, priority: number, seconds: number): void;
  /** A request was answered, or timed out. */
  requestFinished(
    platform: Platform,
    request: {
      operation: 'send' | 'edit' | 'remove';
      outcome: 'ok' | SendError['kind'];
      seconds: number;
    },
  ): void;
}

/** Records nothing. */
export const noMetrics: DeliveryMetrics = {
  finished() {},
  unknownResolved() {},
  requestStarted() {},
  requestFinished() {},
};

export const isFinal = (state: DeliveryState): state is FinalState =>
  state !== 'queued' && state !== 'sending';

/** Classes of reasons for skipped deliveries. */
const skipReasonClasses: Readonly<Record<string, string>> = {
  cancelled: 'cancelled',
  'too late': 'expired',
  superseded: 'overtaken',
  'corrected before it was sent': 'overtaken',
  'withdrawn before it was sent': 'overtaken',
  'no copy': 'nothing',
  'no earlier copy': 'nothing',
  'message not known': 'nothing',
};

/**
 * The class of a skip reason, a metric label: `closed` (the chat), `expired`, `cancelled`, `overtaken` by a newer
 * version, or `nothing` to change in the chat. Empty for deliveries in other states.
 */
export const skipReasonClass = ({
  state,
  error,
}: Pick<FinishedCount, 'state' | 'error'>): string =>
  state === 'skipped' ? (skipReasonClasses[error ?? ''] ?? 'closed') : '';
