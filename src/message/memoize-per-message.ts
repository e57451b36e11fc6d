import type { Message } from './message.ts';

/**
 * Memoizes a pure function of a message for as long as the message lives. Messages are immutable, and one that is
 * cached is answered to many people.
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
