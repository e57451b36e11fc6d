import type { Actor } from '../adapter/actor.ts';
import type { Responder } from '../adapter/responder.ts';
import type { Localizer } from '../define/parse-context.ts';
import { errorMessage } from '../input/error-messages.ts';
import type { Dispatcher } from './dispatcher.ts';

/** How long acts are counted together, in milliseconds. */
const windowMs = 60_000;

export interface RateLimitOptions {
  /** Most acts of one person in a minute: commands, presses and answers together. 0 for no limit. */
  perMinute: number;
  /** Milliseconds since the epoch. */
  now(): number;
  localizerFor(caller: Actor): Promise<Localizer>;
}

interface Window {
  since: number;
  acts: number;
  isTold: boolean;
}

/** Counts each person's acts, by account, and forgets whom it has not counted for longer than the window. */
export function createActCounter({ now }: Pick<RateLimitOptions, 'now'>) {
  /** In the order in which they began. */
  const windows = new Map<string, Window>();

  return ({
    platform,
    user,
  }: Pick<Actor, 'platform'> & { user: Pick<Actor['user'], 'platformId'> }): Window => {
    const key = `${platform}:${user.platformId}`;
    const time = now();
    const holds = ({ since }: Window) => time >= since && time < since + windowMs;
    const known = windows.get(key);
    if (known && holds(known)) return known;
    windows.delete(key);
    for (const [oldest, window] of windows) {
      if (holds(window)) break;
      windows.delete(oldest);
    }
    const fresh = { since: time, acts: 0, isTold: false };
    windows.set(key, fresh);
    return fresh;
  };
}

/**
 * The same pipeline, with a limit of acts for each person. Whoever goes beyond it is told once how long to wait;
 * until then nothing more is answered. Suggestions while somebody types do not count.
 */
export function withRateLimit(dispatcher: Dispatcher, parts: RateLimitOptions): Dispatcher {
  const { perMinute, now, localizerFor } = parts;
  if (perMinute === 0) return dispatcher;
  const windowOf = createActCounter(parts);

  /** Counts an act. @returns whether it is within the limit; the first that is not is told so */
  async function admits(caller: Actor, responder: Responder): Promise<boolean> {
    const window = windowOf(caller);
    window.acts += 1;
    if (window.acts <= perMinute) return true;
    if (window.isTold) return false;
    window.isTold = true;
    const seconds = Math.max(1, Math.ceil((window.since + windowMs - now()) / 1000));
    const { t } = await localizerFor(caller);
    await responder.say(errorMessage(t('kit.errors.tooMany', { seconds })), 'ephemeral');
    return false;
  }
  return {
    ...dispatcher,
    async runCommand(invocation, responder) {
      if (await admits(invocation.actor, responder))
        await dispatcher.runCommand(invocation, responder);
    },
    async pressButton(token, caller, responder, ...rest) {
      if (await admits(caller, responder))
        await dispatcher.pressButton(token, caller, responder, ...rest);
    },
    async answerPrompt(caller, responder, ...rest) {
      if (!(await admits(caller, responder))) return true;
      const isTaken = await dispatcher.answerPrompt(caller, responder, ...rest);
      // Words that answer no question are talk among people, or become a command that counts by itself.
      if (!isTaken) windowOf(caller).acts -= 1;
      return isTaken;
    },
    async answerText(caller, responder, ...rest) {
      if (await admits(caller, responder)) await dispatcher.answerText(caller, responder, ...rest);
    },
    suggest: async (caller, ...rest) =>
      windowOf(caller).acts < perMinute ? dispatcher.suggest(caller, ...rest) : [],
  };
}
