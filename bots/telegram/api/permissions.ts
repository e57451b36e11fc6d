import { type Telegram, TelegramError } from 'telegraf';
import type { ChatFromGetChat, ChatMember, UserFromGetMe } from 'telegraf/types';
import type { PlatformPermissions } from '../../../src/context/roles/platform-permissions.ts';
import type { ChatAddress } from '../../../src/delivery/publisher.ts';
import type { PlatformFeatures } from '../../shared/platform-features.ts';
import { undefinedIf } from '../../shared/undefined-if.ts';
import {
  telegramChannelUrl,
  telegramInviteUrl,
  telegramShareUrl,
  telegramStartUrl,
} from '../invite-url.ts';
import { readCommunityId } from './community.ts';

/** What does not exist, or is hidden from the bot, is undefined instead of an error. */
const undefinedIfMissing = <Value>(request: () => Promise<Value>): Promise<Value | undefined> =>
  undefinedIf(
    (error) => error instanceof TelegramError && (error.code === 400 || error.code === 403),
    request,
  );

/** The bot in a chat, and the permissions that it lacks to post there. */
interface BotRights {
  missing: string[];
  me?: UserFromGetMe;
  chat?: ChatFromGetChat | undefined;
  member?: ChatMember;
}

/** Whether the bot may pin in a group: by its own right, or as every member may. Source: Bot API, pinChatMessage. */
function canPin(member: ChatMember | undefined, chat: ChatFromGetChat | undefined): boolean {
  if (member?.status === 'administrator' || member?.status === 'restricted')
    return member.can_pin_messages === true;
  return chat !== undefined && 'permissions' in chat && chat.permissions?.can_pin_messages === true;
}

export function createTelegramPermissions(
  telegram: Telegram,
  features: () => PlatformFeatures,
  botName: () => string,
): PlatformPermissions {
  async function readRights({ platformId, isPrivate }: ChatAddress): Promise<BotRights> {
    if (isPrivate) return { missing: [] };
    const me = await telegram.getMe();
    const member = await undefinedIfMissing(() => telegram.getChatMember(platformId, me.id));
    if (!member || member.status === 'left' || member.status === 'kicked')
      return { me, missing: ['telegram.member'] };
    const chat = await undefinedIfMissing(() => telegram.getChat(platformId));
    const cannotPost =
      chat?.type === 'channel' && !(member.status === 'administrator' && member.can_post_messages);
    // A group's default permissions apply to the bot too, unless it is an administrator.
    const isSilenced =
      (member.status === 'restricted' && !member.can_send_messages) ||
      (member.status === 'member' &&
        chat !== undefined &&
        'permissions' in chat &&
        chat.permissions?.can_send_messages === false);
    const missing = cannotPost ? ['telegram.post'] : isSilenced ? ['telegram.write'] : [];
    return { me, chat, member, missing };
  }

  return {
    async canManage(space, user) {
      const member = await undefinedIfMissing(() => telegram.getChatMember(space, Number(user)));
      return member?.status === 'creator' || member?.status === 'administrator';
    },
    roleIds: async () => [],
    privateChatUrl: (payload) => telegramStartUrl(botName(), payload),
    shareUrl(payload, text) {
      const url = telegramStartUrl(botName(), payload);
      return url === undefined ? undefined : telegramShareUrl(url, text);
    },
    async inlineMode() {
      const me = await telegram.getMe().catch(() => undefined);
      return {
        botName: me && `@${me.username}`,
        isSwitchedOn: me?.supports_inline_queries,
      };
    },
    async managerIds(space) {
      const members = (await undefinedIfMissing(() => telegram.getChatAdministrators(space))) ?? [];
      return members.flatMap(({ user }) => (user.is_bot ? [] : [String(user.id)]));
    },
    async describe(space) {
      const chat = await undefinedIfMissing(() => telegram.getChat(space));
      const members = await undefinedIfMissing(() => telegram.getChatMembersCount(space));
      if (!chat || members === undefined) return undefined;
      return {
        title: 'title' in chat ? chat.title : '',
        members,
        platformCommunityId: readCommunityId(chat),
      };
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
    missingPermissions: async (target) => (await readRights(target)).missing,
    async describeSetup(target) {
      const { me, chat, member, missing } = await readRights(target);
      const isChannel = chat?.type === 'channel';
      const name = me?.username ?? '';
      const url = isChannel ? telegramChannelUrl(name) : telegramInviteUrl(name);
      const needed = ['telegram.member', isChannel ? 'telegram.post' : 'telegram.write'];
      const administrator = member?.status === 'administrator' ? member : undefined;
      const optional = (key: string, isOn: boolean) => ({ key, isNeeded: false, isOn });
      return [
        ...needed.map((key) => ({ key, isNeeded: true, isOn: !missing.includes(key), url })),
        ...(isChannel
          ? [{ ...optional('telegram.edit', administrator?.can_edit_messages === true), url }]
          : [
              { ...optional('telegram.administrator', administrator !== undefined), url },
              { ...optional('telegram.pin', canPin(member, chat)), url },
              optional('telegram.ephemeral', features().ephemeral),
            ]),
        optional('telegram.joinGroups', me?.can_join_groups ?? true),
      ];
    },
    describeServerEvents: async () => undefined,
  };
}
