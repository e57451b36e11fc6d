import type { FileReference } from '../../../src/kit/define/raw-value.ts';
import type { FileContent } from '../../../src/pictures/pictures.ts';
import { fetchBytes } from '../../shared/fetch-bytes.ts';

/** Where Discord serves attachments. Source: Discord, "Image Formatting" and observed addresses. */
const cdnHosts = new Set(['cdn.discordapp.com', 'media.discordapp.net']);

/** The address of an attachment, if it is one of Discord's, or of the server that stands in for it. */
export function attachmentUrl(text: string, apiUrl: string): URL | undefined {
  const url = URL.parse(text);
  if (!url) return undefined;
  const isDiscord = url.protocol === 'https:' && url.port === '' && cdnHosts.has(url.hostname);
  const api = new URL(apiUrl);
  const isStandIn = api.hostname !== 'discord.com' && url.origin === api.origin;
  return isDiscord || isStandIn ? url : undefined;
}

/** Reads an attachment that somebody sent. */
export async function fetchAttachment(
  { platformId }: FileReference,
  maxBytes: number,
  apiUrl: string,
): Promise<FileContent> {
  const url = attachmentUrl(platformId, apiUrl);
  return url ? fetchBytes(url, maxBytes) : 'unavailable';
}
