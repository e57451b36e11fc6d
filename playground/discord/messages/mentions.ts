import type { AllowedMentions } from '../schemas/message.ts';
import { channelPermissions } from '../state/access.ts';
import { permission } from '../state/permissions.ts';
import type { Channel, ResolvedMentions, State } from '../state/state.ts';
import { renderMarkdown } from './markdown.ts';

export interface MentionSource {
  content: string;
  authorId: string;
  channel: Channel;
  allowed: AllowedMentions | null | undefined;
  /** The author of the message replied to. */
  repliedUserId?: string | undefined;
  ephemeralFor?: string | undefined;
}

/**
 * Who a message pings: what stands in the text, if `allowed_mentions` lets it through
 * (everything does without it) and the author may ping that many.
 */
export function resolveMentions(state: State, mentioning: MentionSource): ResolvedMentions {
  const { channel, authorId, allowed } = mentioning;
  const found = mentionsIn(mentioning.content);
  const mayPingAll =
    (channelPermissions(state, channel, authorId) & permission.mentionEveryone) !== 0n;
  const lets = (kind: 'users' | 'roles', id: string) =>
    !allowed || (allowed.parse?.includes(kind) ?? false) || (allowed[kind]?.includes(id) ?? false);
  const guild = state.guilds.get(channel.guildId ?? '');
  const users = new Set(
    found.users.filter(
      (id) =>
        lets('users', id) &&
        (guild?.members.has(id) ?? (id === channel.recipientId || id === state.bot.id)) &&
        (mentioning.ephemeralFor === undefined || mentioning.ephemeralFor === id),
    ),
  );
  const { repliedUserId } = mentioning;
  if (repliedUserId !== undefined && (!allowed || allowed.replied_user)) users.add(repliedUserId);
  const loud = guild !== undefined && mentioning.ephemeralFor === undefined && mayPingAll;
  return {
    everyone:
      found.everyone && loud && (!allowed || (allowed.parse?.includes('everyone') ?? false)),
    users: [...users],
    roles: found.roles.filter(
      (id) => loud && lets('roles', id) && guild.roles.some((role) => role.id === id),
    ),
  };
}

/** The mentions that stand in a text outside of code. */
function mentionsIn(content: string): ResolvedMentions {
  const found = { everyone: false, users: new Set<string>(), roles: new Set<string>() };
  renderMarkdown(content, {
    locale: 'en',
    now: 0,
    user: () => undefined,
    role: () => undefined,
    channel: () => undefined,
    pings: ({ kind, id }) => {
      if (kind === 'everyone') found.everyone = true;
      else if (kind === 'user') found.users.add(id);
      else found.roles.add(id);
      return false;
    },
  });
  return { everyone: found.everyone, users: [...found.users], roles: [...found.roles] };
}
