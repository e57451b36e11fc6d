import type { Message } from './message.ts';

/**
 * Memoizes a pure function of a message for the lifetime of the message object. Messages are immutable, and a cached
 * message is sent to many people.
 * @param variant the other arguments that the result depends on, as a key
 */
export function memoizePerMessage<Rest extends readonly unknown[], Result>(
  make: (message: Message, ...rest: Rest) => Result,
  variant: (...rest: Rest) => string,
): (message: Message, ...rest: Rest) => Result {
  const results = new WeakMap<Message, Map<string, Result>>();
  return (message, ...rest) =>
    results
      .getOrInsertComputed(message, () => new Map())
      .getOrInsertComputed(variant(...rest), () => make(message, ...rest));
}
