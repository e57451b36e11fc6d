import type { DeliveryState } from '../database/generated/enums.ts';
import type { Platform } from '../platform.ts';
import type { SendError } from './publisher.ts';

/** States that a copy does not leave by itself. */
export type FinalState = Exclude<DeliveryState, 'queued' | 'sending'>;

/** Copies of a priority that came to the end of their way. */
export interface FinishedCount {
  platform: Platform;
  priority: number;
  state: FinalState;
  /** Why, in the words of the ledger. */
  error?: string | null;
  count: number;
}

/** Copies of unknown fate that a person settled. */
export interface ResolvedUnknownCount {
  platform: Platform;
  priority: number;
  finding: 'there' | 'again';
  count: number;
}

/** Told of what delivery does, for an operator's numbers. Nothing in it names a chat or a person. */
export interface DeliveryMetrics {
  finished(copies: FinishedCount): void;
  /** They are no longer unknown; what becomes of them is told as of any other. */
  unknownResolved(copies: ResolvedUnknownCount): void;
  /** A request left, so many seconds after its copy was due. */
  requestStarted(platform: Platform, priority: number, seconds: number): void;
  /** A request had an answer, or was given up. */
  requestFinished(
    platform: Platform,
    request: {
      operation: 'send' | 'edit' | 'remove';
      outcome: 'ok' | SendError['kind'];
      seconds: number;
    },
  ): void;
}

/** Counts nothing. */
export const noMetrics: DeliveryMetrics = {
  finished() {},
  unknownResolved() {},
  requestStarted() {},
  requestFinished() {},
};

export const isFinal = (state: DeliveryState): state is FinalState =>
  state !== 'queued' && state !== 'sending';

/** Why copies are left out that were not sent, as classes. */
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
 * The class of a reason: `closed`, `expired`, `cancelled`, `overtaken` by a newer version, or `nothing` to change
 * in the chat. Empty for what was not left out.
 */
export const skipReasonClass = ({
  state,
  error,
}: Pick<FinishedCount, 'state' | 'error'>): string =>
  state === 'skipped' ? (skipReasonClasses[error ?? ''] ?? 'closed') : '';
