import type { DeliveryState } from '../database/generated/enums.ts';
import type { Fault } from './publisher.ts';

type Platform = 'discord' | 'telegram';

/** States that a copy does not leave by itself. */
export type EndState = Exclude<DeliveryState, 'queued' | 'sending'>;

/** Told of what delivery does, for an operator's numbers. Nothing in it names a chat or a person. */
export interface Meter {
  /** Copies of a lane came to the end of their way. */
  ended(platform: Platform, lane: number, state: EndState, count: number): void;
  /** A request left, so many seconds after its copy was due. */
  left(platform: Platform, lane: number, seconds: number): void;
  /** A request had an answer, or was given up. */
  answered(
    platform: Platform,
    request: { does: 'send' | 'edit' | 'remove'; outcome: 'ok' | Fault['fault']; seconds: number },
  ): void;
}

/** Counts nothing. */
export const noMeter: Meter = { ended() {}, left() {}, answered() {} };

export const isEnd = (state: DeliveryState): state is EndState =>
  state !== 'queued' && state !== 'sending';
