import { mediaOf } from '../schemas/layout.ts';
import type { Context } from '../state/context.ts';
import type { Message, StoredFile } from '../state/state.ts';
import type { JsonObject } from './objects.ts';

function fileUrl(context: Context, channelId: string, file: StoredFile): string {
  return `${context.origin()}/attachments/${channelId}/${file.id}/${encodeURIComponent(file.name)}`;
}

export function serializeFile(context: Context, channelId: string, file: StoredFile): JsonObject {
  const url = fileUrl(context, channelId, file);
  return {
    id: file.id,
    filename: file.name,
    size: file.bytes.byteLength,
    url,
    proxy_url: url,
    content_type: file.contentType,
    ...(file.description === undefined ? {} : { description: file.description }),
  };
}

/** The files that an embed or the layout shows by `attachment://name`; they are not listed below the message. */
export function embeddedFileNames(message: Message): Set<string> {
  const urls = message.embeds.flatMap((embed) => [
    embed.image?.url,
    embed.thumbnail?.url,
    embed.footer?.icon_url,
    embed.author?.icon_url,
  ]);
  const laidOut = mediaOf(message.components).map(({ url }) => url);
  return new Set(
    [...urls, ...laidOut].flatMap((url) =>
      url?.startsWith('attachment://') ? [url.slice('attachment://'.length)] : [],
    ),
  );
}

/** The file of a message behind `attachment://name`. */
export const attachedFile = (message: Message, url: string): StoredFile | undefined =>
  url.startsWith('attachment://')
    ? message.files.find((one) => one.name === url.slice('attachment://'.length))
    : undefined;

/** `attachment://name` becomes the address at which the file is served. */
export function resolveMediaUrl(context: Context, message: Message, url: string): string {
  const file = attachedFile(message, url);
  return file ? fileUrl(context, message.channelId, file) : url;
}
