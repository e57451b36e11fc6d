import type { RequestArguments } from '../bot-api/arguments.ts';
import type { FloodLimiter } from '../bot-api/rate-limiter.ts';
import type { State } from '../state/state.ts';
import type { UpdateQueue } from '../updates/update-queue.ts';
import type { WebhookSender } from '../updates/webhook-sender.ts';

/** What every method of the API works on. */
export interface BotApi {
  state: State;
  queue: UpdateQueue;
  webhook: WebhookSender;
  limiter: FloodLimiter | undefined;
}

export interface MethodCall extends BotApi {
  args: RequestArguments;
  /** Aborted when the bot hangs up. */
  signal: AbortSignal;
}

export type MethodHandler = (call: MethodCall) => unknown;
export type MethodHandlers = Record<string, MethodHandler>;
