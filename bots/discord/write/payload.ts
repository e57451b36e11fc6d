import { MessageFlags } from 'discord.js';
import { fileBytes } from '../../../src/message/build.ts';
import type { DiscordMessage } from './message.ts';

/** A part as discord.js takes it; nothing in it pings anyone. */
export const toDiscordJsPayload = (part: DiscordMessage) => ({
  content: part.content,
  embeds: part.embeds,
  components: part.components,
  files: part.files.map((file) => ({
    attachment: fileBytes(file),
    name: file.name,
    ...(file.picture ? { description: file.picture.alt } : {}),
  })),
  allowedMentions: { parse: [] },
});

/**
 * A part as a request carries it, with its files beside it. The files are told whole, so that an edit leaves those
 * of the part and no older ones.
 */
export const toRestRequest = ({ content, embeds, components, files }: DiscordMessage) => ({
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
    data: fileBytes(file),
    contentType: file.contentType,
  })),
});

export const ephemeralFlag = { flags: MessageFlags.Ephemeral } as const;
