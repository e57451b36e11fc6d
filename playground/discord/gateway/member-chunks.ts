import { intent } from '../state/intents.ts';
import type { State } from '../state/state.ts';
import { serializeMember } from '../wire/objects.ts';
import { requestMembersSchema } from './protocol.ts';
import { type Session, sendEvent } from './session.ts';

/** Answers a request for members (opcode 8). All members at once take the privileged intent. */
export function sendMembers(state: State, session: Session, d: unknown): void {
  const request = requestMembersSchema.safeParse(d);
  if (!request.success) return;
  const guild = state.guilds.get(request.data.guild_id);
  if (!guild?.members.has(state.bot.id)) return;
  const { query = '', limit = 0, nonce, user_ids: userIds } = request.data;
  const ids = userIds === undefined ? undefined : [userIds].flat();
  const matching = [...guild.members.values()].filter((member) => {
    const user = state.users.get(member.userId);
    const name = `${user?.username} ${user?.displayName}`.toLowerCase();
    return ids ? ids.includes(member.userId) : name.includes(query.toLowerCase());
  });
  const isEveryone = ids === undefined && query === '';
  const isAllowed = !isEveryone || session.intents & intent.guildMembers;
  const members = isAllowed ? matching.slice(0, limit === 0 ? undefined : limit) : [];
  sendEvent(session, 'GUILD_MEMBERS_CHUNK', {
    guild_id: guild.id,
    members: members.map((member) => serializeMember(state, member)),
    chunk_index: 0,
    chunk_count: 1,
    not_found: (ids ?? []).filter((id) => !guild.members.has(id)),
    ...(nonce === undefined ? {} : { nonce }),
  });
}
