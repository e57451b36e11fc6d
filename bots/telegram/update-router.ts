import type { Message, Update } from 'telegraf/types';
import type { CommandIndex } from '../../src/kit/names/command-index.ts';
import type { LifecycleEvents } from '../bot.ts';
import { readCommunityChange } from './api/community.ts';
import type { AdministratorMemory } from './ephemeral/administrator-memory.ts';
import type { InlineHandler } from './inline/inline-handler.ts';
import { readMembership } from './read/message.ts';
import { joinTwoWordCommand } from './read/two-word-command.ts';
import type { createUpdateHandler } from './update-handler.ts';

export interface UpdateRouterOptions {
  commands: CommandIndex;
  lifecycle: LifecycleEvents;
  handler: ReturnType<typeof createUpdateHandler>;
  administrators: Pick<AdministratorMemory, 'forget'>;
  inline: InlineHandler;
}

function withTwoWordCommand(message: Message, commands: CommandIndex): Message {
  if ('text' in message) return { ...message, text: joinTwoWordCommand(message.text, commands) };
  return 'caption' in message && message.caption !== undefined
    ? { ...message, caption: joinTwoWordCommand(message.caption, commands) }
    : message;
}

/**
 * Passes each kind of update on.
 * @returns of the function: whether the update was addressed to the bot
 */
export function createUpdateRouter({
  commands,
  lifecycle,
  handler,
  administrators,
  inline,
}: UpdateRouterOptions) {
  async function onMembership(change: Update.MyChatMemberUpdate['my_chat_member']): Promise<void> {
    const { isPrivate, platformId, title, isIn, wasIn } = readMembership(change);
    administrators.forget(platformId);
    const place = isPrivate ? { user: platformId } : { space: { platformId, title } };
    if (!isIn) await lifecycle.left('telegram', place, isPrivate ? 'blocked' : 'removed');
    else {
      // Permissions may have been restored too: the next message shows whether they were.
      await lifecycle.reopened('telegram', place);
      if (!wasIn && !isPrivate) await lifecycle.joined('telegram', { platformId, title });
    }
  }

  return async (update: Update): Promise<boolean> => {
    if ('message' in update) {
      const { message } = update;
      const change = readCommunityChange(message);
      if (change) {
        const { communityId } = change;
        await lifecycle.platformCommunityChanged('telegram', String(message.chat.id), communityId);
        return true;
      }
      if (!('migrate_to_chat_id' in message))
        return handler.onMessage(withTwoWordCommand(message, commands));
      const { chat, migrate_to_chat_id: newId } = message;
      await lifecycle.migrated('telegram', String(chat.id), String(newId));
    } else if ('callback_query' in update) await handler.onPress(update.callback_query);
    else if ('inline_query' in update) await inline.onQuery(update.inline_query);
    else if ('chosen_inline_result' in update) await inline.onChosen(update.chosen_inline_result);
    else if ('my_chat_member' in update) await onMembership(update.my_chat_member);
    else return false;
    return true;
  };
}
