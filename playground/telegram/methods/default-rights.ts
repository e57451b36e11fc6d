import { z } from 'zod';
import { hasRelease, type ServerVersion } from '../versions.ts';
import type { MethodHandlers } from './method-call.ts';

/** The rights of `ChatAdministratorRights`, all of them off, as a server of this release has them. Keys that are not optional are always there. */
const noRights = (server: ServerVersion, forChannels: boolean): Record<string, boolean> => ({
  is_anonymous: false,
  can_manage_chat: false,
  can_delete_messages: false,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  ...(forChannels
    ? { can_post_messages: false, can_edit_messages: false }
    : { can_pin_messages: false, can_manage_topics: false }),
  ...(hasRelease(server, '10.3') && { can_send_welcome_messages: false }),
});

/** What people are asked for when they make the bot an administrator. */
export const defaultRightsMethods: MethodHandlers = {
  getMyDefaultAdministratorRights({ state, args }) {
    const forChannels = args.flag('for_channels');
    return {
      ...noRights(state.serverVersion, forChannels),
      ...state.defaultRights.get(forChannels),
    };
  },
  setMyDefaultAdministratorRights({ state, args }) {
    const forChannels = args.flag('for_channels');
    const known = noRights(state.serverVersion, forChannels);
    const given =
      args.parsed(
        'rights',
        'chat administrator rights',
        z.record(z.string(), z.unknown()),
        'Object expected as chat administrator rights',
      ) ?? {};
    const set = Object.keys(known).map((name) => [name, given[name] === true] as const);
    state.defaultRights.set(forChannels, Object.fromEntries(set));
    return true;
  },
};
