import {
  type GatewayDispatchPayload,
  MessageType,
  GatewayDispatchEvents as Packets,
} from 'discord.js';
import type { Actor } from '../../../src/kit/adapter/actor.ts';

/** What somebody wrote to the bot in private. */
export interface DirectText {
  id: string;
  channelId: string;
  text: string;
  /** Without a language: Discord tells it only with interactions, and the last one is remembered. */
  actor: Actor;
}

const typed: ReadonlySet<MessageType> = new Set([MessageType.Default, MessageType.Reply]);

/** The text of a message that a person wrote to the bot in private; undefined for all other packets. */
export function readDirectText({ t, d }: GatewayDispatchPayload): DirectText | undefined {
  if (t !== Packets.MessageCreate) return undefined;
  const { id, channel_id: channelId, guild_id: serverId, author, content, type } = d;
  const text = content.trim();
  if (serverId !== undefined || author.bot || !typed.has(type) || text === '') return undefined;
  return {
    ...{ id, channelId, text },
    actor: {
      platform: 'discord',
      user: {
        platformId: author.id,
        name: author.global_name ?? author.username,
        username: author.username,
      },
      chat: {
        ...{ platformId: author.id, threadId: '', kind: 'private' },
        title: author.username,
      },
      roles: [],
    },
  };
}
