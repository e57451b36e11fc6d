import { type Telegram, TelegramError } from 'telegraf';
import type { PlatformPermissions } from '../../../src/context/roles/platform-permissions.ts';
import { undefinedIf } from '../../shared/undefined-if.ts';

/** What does not exist, or is hidden from the bot, is undefined instead of an error. */
const undefinedIfMissing = <Value>(request: () => Promise<Value>): Promise<Value | undefined> =>
  undefinedIf(
    (error) => error instanceof TelegramError && (error.code === 400 || error.code === 403),
    request,
  );

export function createTelegramPermissions(telegram: Telegram): PlatformPermissions {
  return {
    async canManage(space, user) {
      const member = await undefinedIfMissing(() => telegram.getChatMember(space, Number(user)));
      return member?.status === 'creator' || member?.status === 'administrator';
    },
    roleIds: async () => [],
    async managerIds(space) {
      const members = (await undefinedIfMissing(() => telegram.getChatAdministrators(space))) ?? [];
      return members.flatMap(({ user }) => (user.is_bot ? [] : [String(user.id)]));
    },
    async describe(space) {
      const chat = await undefinedIfMissing(() => telegram.getChat(space));
      const members = await undefinedIfMissing(() => telegram.getChatMembersCount(space));
      if (!chat || members === undefined) return undefined;
      return { title: 'title' in chat ? chat.title : '', members };
    },
    async listChats(space) {
      const chat = await undefinedIfMissing(() => telegram.getChat(space));
      if (!chat || !('title' in chat)) return [];
      return [
        {
          platformId: space,
          title: chat.title,
          kind: chat.type === 'channel' ? ('channel' as const) : ('group' as const),
        },
      ];
    },
    async missingPermissions({ platformId, isPrivate }) {
      if (isPrivate) return [];
      const me = await telegram.getMe();
      const member = await undefinedIfMissing(() => telegram.getChatMember(platformId, me.id));
      if (!member || member.status === 'left' || member.status === 'kicked')
        return ['telegram.member'];
      const chat = await undefinedIfMissing(() => telegram.getChat(platformId));
      if (
        chat?.type === 'channel' &&
        !(member.status === 'administrator' && member.can_post_messages)
      ) {
        return ['telegram.post'];
      }
      // A group's default permissions apply to the bot too, unless it is an administrator.
      const isSilenced =
        (member.status === 'restricted' && !member.can_send_messages) ||
        (member.status === 'member' &&
          chat !== undefined &&
          'permissions' in chat &&
          chat.permissions?.can_send_messages === false);
      return isSilenced ? ['telegram.write'] : [];
    },
  };
}
