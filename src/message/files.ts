import { Buffer } from 'node:buffer';
import type { MessageFile } from './message.ts';

/** An image from its bytes; `alt`, at most 1024 characters, describes it. */
export const picture = (
  name: string,
  contentType: string,
  bytes: Uint8Array,
  alt: string,
): MessageFile => ({
  name,
  contentType,
  content: Buffer.from(bytes).toString('base64'),
  base64: true,
  picture: { alt },
});

/** The bytes of a file. */
export const fileBytes = ({ content, base64 }: MessageFile): Buffer =>
  Buffer.from(content, base64 ? 'base64' : 'utf8');
