import type { Message } from './message.ts';

/**
 * A pure function of a message that keeps its result for as long as somebody keeps that very message, which nobody
 * changes: an answer that is remembered for many is written once.
 * @param variant what the result depends on beside the message
 */
export function memoizePerMessage<Rest extends readonly unknown[], Result>(
  make: (message: Message, ...rest: Rest) => Result,
  variant: (...rest: Rest) => string,
): (message: Message, ...rest: Rest) => Result {
  const made = new WeakMap<Message, Map<string, Result>>();
  return (message, ...rest) =>
    made
      .getOrInsertComputed(message, () => new Map())
      .getOrInsertComputed(variant(...rest), () => make(message, ...rest));
}
