import type { Message } from '../../bot-api/types.ts';
import type { State } from '../../state/state.ts';

interface Happening {
  en: string;
  vi: string;
}

const happenings = {
  pinned: { en: '{who} pinned a message', vi: '{who} đã ghim một tin nhắn' },
  added: { en: '{who} added {whom}', vi: '{who} đã thêm {whom}' },
  removed: { en: '{who} removed {whom}', vi: '{who} đã xóa {whom}' },
  shared: { en: '{who} shared {whom}', vi: '{who} đã chia sẻ {whom}' },
  community: {
    en: '{who} added this chat to the community {whom}',
    vi: '{who} đã thêm nhóm này vào cộng đồng {whom}',
  },
  noCommunity: {
    en: '{who} removed this chat from its community',
    vi: '{who} đã đưa nhóm này ra khỏi cộng đồng',
  },
  migrated: { en: 'The group became a supergroup', vi: 'Nhóm đã thành siêu nhóm' },
} as const satisfies Record<string, Happening>;

function happeningOf(
  state: State,
  message: Message,
): [keyof typeof happenings, string[]] | undefined {
  const { pinned_message, new_chat_members, left_chat_member, users_shared } = message;
  if (pinned_message) return ['pinned', []];
  if (new_chat_members) return ['added', new_chat_members.map(({ first_name }) => first_name)];
  if (left_chat_member) return ['removed', [left_chat_member.first_name]];
  const { community_chat_added, community_chat_removed } = message;
  if (community_chat_added) return ['community', [community_chat_added.community.name]];
  if (community_chat_removed) return ['noCommunity', []];
  if (users_shared) {
    const ids = users_shared.users.map(({ user_id }) => user_id);
    const people = [...state.actors.values()];
    return [
      'shared',
      people.filter(({ telegram }) => ids.includes(telegram.id)).map(({ name }) => name),
    ];
  }
  const { migrate_to_chat_id, migrate_from_chat_id } = message;
  return migrate_to_chat_id !== undefined || migrate_from_chat_id !== undefined
    ? ['migrated', []]
    : undefined;
}

/** What a client writes for a service message in its person's language; undefined for any other message. */
export function serviceText(state: State, message: Message, locale: string): string | undefined {
  const found = happeningOf(state, message);
  if (!found) return undefined;
  const [kind, whom] = found;
  const who = message.sender_chat?.title ?? message.from?.first_name ?? '';
  return happenings[kind][locale === 'vi' ? 'vi' : 'en']
    .replace('{who}', () => who)
    .replace('{whom}', () => whom.join(', '));
}
