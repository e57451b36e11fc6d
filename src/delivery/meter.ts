import type { DeliveryState } from '../database/generated/enums.ts';
import type { Fault } from './publisher.ts';

type Platform = 'discord' | 'telegram';

/** States that a copy does not leave by itself. */
export type EndState = Exclude<DeliveryState, 'queued' | 'sending'>;

/** Copies of a lane that came to the end of their way. */
export interface Ended {
  platform: Platform;
  lane: number;
  state: EndState;
  /** Why, in the words of the ledger. */
  error?: string | null;
  count: number;
}

/** Copies of unknown fate that a person settled. */
export interface Settled {
  platform: Platform;
  lane: number;
  finding: 'there' | 'again';
  count: number;
}

/** Told of what delivery does, for an operator's numbers. Nothing in it names a chat or a person. */
export interface Meter {
  ended(copies: Ended): void;
  /** They are no longer unknown; what becomes of them is told as of any other. */
  settled(copies: Settled): void;
  /** A request left, so many seconds after its copy was due. */
  left(platform: Platform, lane: number, seconds: number): void;
  /** A request had an answer, or was given up. */
  answered(
    platform: Platform,
    request: { does: 'send' | 'edit' | 'remove'; outcome: 'ok' | Fault['fault']; seconds: number },
  ): void;
}

/** Counts nothing. */
export const noMeter: Meter = { ended() {}, settled() {}, left() {}, answered() {} };

export const isEnd = (state: DeliveryState): state is EndState =>
  state !== 'queued' && state !== 'sending';

/** Why copies are left out that were not sent, as classes. */
const leftOut: Readonly<Record<string, string>> = {
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
export const reasonClass = ({ state, error }: Pick<Ended, 'state' | 'error'>): string =>
  state === 'skipped' ? (leftOut[error ?? ''] ?? 'closed') : '';
