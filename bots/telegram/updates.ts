import type { Update } from 'telegraf/types';
import { z } from 'zod';

/** What Telegram is asked to tell us of. */
export const wanted = ['message', 'callback_query', 'my_chat_member', 'channel_post'] as const;

const numbered = z.looseObject({ update_id: z.number().int() });

/** An update as it comes over HTTP: numbered, and otherwise as the Bot API describes it. */
export const updateSchema = z.custom<Update>((value) => numbered.safeParse(value).success);

/** What became of an update: `again` when nothing came of it, so that it must not be confirmed. */
export type Handled = 'done' | 'again';

/** Handles one update. Never rejects. */
export type Handle = (update: Update) => Promise<Handled>;

/** Updates that were handled lately; a platform may send one twice. */
const remembered = 1_000;

/** Handles each update once, however often it comes, until something came of it; meanwhile the same one waits for the first. */
export function onceEach(handle: Handle): Handle {
  const seen = new Map<number, Promise<Handled>>();
  return (update) => {
    const { update_id: id } = update;
    const known = seen.get(id);
    if (known) return known;
    const work = handle(update).then((handled) => {
      if (handled === 'again') seen.delete(id);
      return handled;
    });
    seen.set(id, work);
    if (seen.size > remembered) {
      const [oldest] = seen.keys();
      if (oldest !== undefined) seen.delete(oldest);
    }
    return work;
  };
}
