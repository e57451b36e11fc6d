import { z } from 'zod';
import { lazy } from '../../../src/lazy.ts';

/** Telegram's own communities, which telegraf's types do not have. Source: Bot API 10.2, `Community`. */
const schemas = lazy(() => {
  const community = z.object({ id: z.int() });
  return {
    chat: z.object({ community }),
    message: z.union([
      z.object({ community_chat_added: z.object({ community }) }),
      z.object({ community_chat_removed: z.object({}) }),
    ]),
  };
});

/** The community of a chat that `getChat` described. */
export function readCommunityId(chat: object): string | undefined {
  const found = 'community' in chat ? schemas().chat.safeParse(chat).data : undefined;
  return found && String(found.community.id);
}

/** What a service message says about the community of its chat; undefined for any other message. */
export function readCommunityChange(
  message: object,
): { communityId: string | undefined } | undefined {
  if (!('community_chat_added' in message || 'community_chat_removed' in message)) return undefined;
  const found = schemas().message.safeParse(message).data;
  if (!found) return undefined;
  return {
    communityId:
      'community_chat_added' in found ? String(found.community_chat_added.community.id) : undefined,
  };
}
