import { MessageFlags } from 'discord.js';
import { bytesOf } from '../../src/message/build.ts';
import type { DiscordPart } from './write.ts';

/** A part as discord.js takes it; nothing in it pings anyone. */
export const payloadOf = (part: DiscordPart) => ({
  content: part.content,
  embeds: part.embeds,
  components: part.components,
  files: part.files.map((file) => ({
    attachment: bytesOf(file),
    name: file.name,
    ...(file.picture ? { description: file.picture.alt } : {}),
  })),
  allowedMentions: { parse: [] },
});

/**
 * A part as a request carries it, with its files beside it. The files are told whole, so that an edit leaves those
 * of the part and no older ones.
 */
export const requestOf = ({ content, embeds, components, files }: DiscordPart) => ({
  body: {
    content,
    embeds,
    components,
    allowed_mentions: { parse: [] },
    attachments: files.map(({ name, picture }, id) => ({
      id: String(id),
      filename: name,
      ...(picture ? { description: picture.alt } : {}),
    })),
  },
  files: files.map((file) => ({
    name: file.name,
    data: bytesOf(file),
    contentType: file.contentType,
  })),
});

export const ephemeral = { flags: MessageFlags.Ephemeral } as const;
