import type { Args } from '../args.ts';
import type { RateLimits } from '../rate-limits.ts';
import type { State } from '../state.ts';
import type { UpdateQueue } from '../updates.ts';
import type { Webhook } from '../webhook.ts';

/** What every method of the API works on. */
export interface Api {
  state: State;
  queue: UpdateQueue;
  webhook: Webhook;
  rates: RateLimits | undefined;
}

export interface Call extends Api {
  args: Args;
  /** Aborted when the bot hangs up. */
  signal: AbortSignal;
}

export type Method = (call: Call) => unknown;
export type Methods = Record<string, Method>;
