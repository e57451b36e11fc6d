import type { Telegram } from 'telegraf';
import { TelegramClient } from './client.ts';
import { parseApiResponse } from './request.ts';
import { parseSentFile, type SentFile, type UploadFile } from './sent-file.ts';

/** Timeout of an upload, in milliseconds. */
const uploadTimeoutMs = 60_000;

/**
 * Sends a request with a file in the field `field`. @returns the message
 * telegraf's own uploads never end on Node 26 (its multipart stream stalls), so files go by `fetch`.
 */
export async function uploadFile(
  telegram: Telegram,
  method: string,
  field: string,
  { name: fileName, contentType, bytes }: UploadFile,
  params: Readonly<Record<string, unknown>>,
): Promise<SentFile> {
  const {
    token,
    options: { apiRoot },
  } = telegram;
  const client = telegram instanceof TelegramClient ? telegram : undefined;
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...params, ...client?.extraParams(method) })) {
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  form.set(field, new Blob([new Uint8Array(bytes)], { type: contentType }), fileName);
  const timeoutMs = client?.timeoutMs() ?? uploadTimeoutMs;
  const request = async () => {
    const response = await fetch(`${apiRoot}/bot${token}/${method}`, {
      method: 'POST',
      body: form,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { status } = response;
    return parseSentFile(parseApiResponse({ status, text: await response.text() }));
  };
  return client ? client.withRetry(method, request) : request();
}
