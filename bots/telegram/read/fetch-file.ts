import { TelegramError } from 'telegraf';
import { z } from 'zod';
import type { FileReference } from '../../../src/kit/define/raw-value.ts';
import type { FileContent } from '../../../src/pictures/pictures.ts';
import { fetchBytes } from '../../shared/fetch-bytes.ts';
import type { TelegramClient } from '../api/client.ts';

/** Source: Bot API, File. */
const fileSchema = z.object({ file_path: z.string(), file_size: z.number().optional() });

/** A path on the API's server: a server in local mode tells one on its own disk instead, which is not read. */
const servedPath = /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[\w./-]+$/;

/** The address of a file, if the server serves it. @param path `file_path` of getFile */
export const servedFileUrl = (
  path: string,
  { token, apiUrl }: { token: string; apiUrl: string },
): URL | undefined =>
  servedPath.test(path) ? new URL(`./file/bot${token}/${path}`, apiUrl) : undefined;

/** Reads a file that somebody sent, from the Bot API server. */
export async function fetchTelegramFile(
  telegram: Pick<TelegramClient, 'call'>,
  { platformId }: FileReference,
  maxBytes: number,
  server: { token: string; apiUrl: string },
): Promise<FileContent> {
  try {
    const found = fileSchema.parse(await telegram.call('getFile', { file_id: platformId }));
    if ((found.file_size ?? 0) > maxBytes) return 'tooBig';
    const url = servedFileUrl(found.file_path, server);
    return url ? await fetchBytes(url, maxBytes) : 'unavailable';
  } catch (error) {
    const isTooBig = error instanceof TelegramError && /file is too big/i.test(error.description);
    return isTooBig ? 'tooBig' : 'unavailable';
  }
}
