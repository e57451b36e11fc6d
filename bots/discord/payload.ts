import { Buffer } from 'node:buffer';
import { MessageFlags } from 'discord.js';
import type { MessageFile } from '../../src/message/message.ts';
import type { DiscordPart } from './write.ts';

const bytesOf = (file: MessageFile): Buffer =>
  Buffer.from(file.content, file.base64 ? 'base64' : 'utf8');

/** A part as discord.js takes it; nothing in it pings anyone. */
export const payloadOf = (part: DiscordPart) => ({
  content: part.content,
  embeds: part.embeds,
  components: part.components,
  files: part.files.map((file) => ({ attachment: bytesOf(file), name: file.name })),
  allowedMentions: { parse: [] },
});

export const ephemeral = { flags: MessageFlags.Ephemeral } as const;

/** The same as Discord's own API takes it. */
export const bodyOf = ({ content, embeds, components }: DiscordPart) => ({
  content,
  embeds,
  components,
  allowed_mentions: { parse: [] },
});
