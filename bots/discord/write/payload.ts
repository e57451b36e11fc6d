import { MessageFlags } from 'discord.js';
import { fileBytes } from '../../../src/message/files.ts';
import type { DiscordFile, DiscordMessage } from './message.ts';

const pingsNobody = { allowedMentions: { parse: [] } };

/** The bytes of a file, without a copy where there are bytes already. */
const bytesOf = (file: DiscordFile): Buffer =>
  'bytes' in file
    ? Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
    : fileBytes(file);

const ephemeralBit = MessageFlags.Ephemeral;
const listBit = MessageFlags.IsComponentsV2;

/** A new message as discord.js expects it, without pings. */
export const toDiscordJsPayload = (part: DiscordMessage, isEphemeral = false) => {
  const flags = isEphemeral ? ([ephemeralBit] as const) : ([] as const);
  return part.container
    ? { components: [part.container], flags: [...flags, listBit] as const, ...pingsNobody }
    : {
        content: part.content,
        embeds: part.embeds,
        components: part.components,
        flags,
        files: part.files.map((file) => ({
          attachment: bytesOf(file),
          name: file.name,
          ...(file.picture ? { description: file.picture.alt } : {}),
        })),
        ...pingsNobody,
      };
};

/** What replaces a sent message. A plain message becomes a list only when its content, embeds and files are removed. */
export const toDiscordJsEdit = (part: DiscordMessage) => {
  if (part.container) {
    const { components, flags } = { components: [part.container], flags: [listBit] as const };
    return { content: null, embeds: [], attachments: [], components, flags, ...pingsNobody };
  }
  const { flags: _, ...payload } = toDiscordJsPayload(part);
  return { ...payload, attachments: [] };
};

/**
 * A new message as the content of a REST request. All its attachments are listed, so that an edit removes older ones.
 */
export const toRestRequest = (part: DiscordMessage) => ({
  body: part.container
    ? { components: [part.container], flags: Number(listBit), allowed_mentions: { parse: [] } }
    : {
        content: part.content,
        embeds: part.embeds,
        components: part.components,
        allowed_mentions: { parse: [] },
        attachments: part.files.map(({ name, picture }, id) => ({
          id: String(id),
          filename: name,
          ...(picture ? { description: picture.alt } : {}),
        })),
      },
  files: part.files.map((file) => ({
    name: file.name,
    data: bytesOf(file),
    contentType: file.contentType,
  })),
});

/** What replaces a sent message as the content of a REST request. See {@link toDiscordJsEdit}. */
export function toRestEdit(part: DiscordMessage) {
  const { body, files } = toRestRequest(part);
  return part.container
    ? { body: { ...body, content: null, embeds: [], attachments: [] }, files }
    : { body, files };
}

export const ephemeralFlag = { flags: MessageFlags.Ephemeral } as const;
