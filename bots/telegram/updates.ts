import type { Update } from 'telegraf/types';
import { z } from 'zod';

/** What Telegram is asked to tell us of. */
export const wanted = ['message', 'callback_query', 'my_chat_member', 'channel_post'] as const;

const numbered = z.looseObject({ update_id: z.number().int() });

/** An update as it comes over HTTP: numbered, and otherwise as the Bot API describes it. */
export const updateSchema = z.custom<Update>((value) => numbered.safeParse(value).success);

/** Updates that were handled lately; a platform may send one twice. */
const remembered = 1_000;

/**
 * Handles each update once, however often it comes; the same one again resolves with the first.
 * @param handle never rejects
 */
export function onceEach(
  handle: (update: Update) => Promise<void>,
): (update: Update) => Promise<void> {
  const seen = new Map<number, Promise<void>>();
  return (update) => {
    const known = seen.get(update.update_id);
    if (known) return known;
    const work = handle(update);
    seen.set(update.update_id, work);
    if (seen.size > remembered) {
      const [oldest] = seen.keys();
      if (oldest !== undefined) seen.delete(oldest);
    }
    return work;
  };
}
