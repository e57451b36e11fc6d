import { z } from 'zod';
import type { DiscordMessage } from '../write/message.ts';
import { inFirstEmbed, pictureNamePrefix } from './attach-picture.ts';

/** An attachment that a message has already. */
export interface SentAttachment {
  id: string;
  filename: string;
}

/**
 * A message with attachments. One that an embed shows is not listed: the address in the embed has its id. Source:
 * discord-api-docs#4809.
 */
const sentSchema = z.object({
  attachments: z.array(z.object({ id: z.string(), filename: z.string() })).default([]),
  embeds: z.array(z.object({ image: z.object({ url: z.string() }).nullish() })).default([]),
});

const embeddedAddress = /\/attachments\/\d+\/(\d+)\/([^/?#]+)/;

/** The attachment of a sent message that is this picture. @param message Discord's JSON */
export function findSentPicture(message: unknown, hash: string): SentAttachment | undefined {
  const { data } = sentSchema.safeParse(message);
  const inEmbeds = data?.embeds.flatMap(({ image }): SentAttachment[] => {
    const [, id, filename] = embeddedAddress.exec(image?.url ?? '') ?? [];
    return id !== undefined && filename !== undefined ? [{ id, filename }] : [];
  });
  return [...(data?.attachments ?? []), ...(inEmbeds ?? [])].find(({ filename }) =>
    filename.startsWith(pictureNamePrefix(hash)),
  );
}

/**
 * An edit that keeps the picture of a message and changes its alternative text, without an upload. Source: Discord,
 * "Edit Message"; `description` can be edited since 2026-06-24.
 */
export const editKeepingPicture = (
  body: Readonly<Record<string, unknown>>,
  { embeds }: DiscordMessage,
  { id, filename }: SentAttachment,
  alt: string,
) => ({
  ...body,
  embeds: inFirstEmbed(embeds, filename, alt),
  attachments: [{ id, filename, description: alt }],
});
