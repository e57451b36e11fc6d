import { MessageFlags } from 'discord.js';
import { fileBytes } from '../../../src/message/build.ts';
import type { DiscordMessage } from './message.ts';

/** A part as discord.js expects it, without pings. */
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
 * A part as the content of a REST request. All its attachments are listed, so that an edit removes older ones.
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
