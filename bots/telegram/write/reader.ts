import type { MessageReader } from '../../../src/message/reader.ts';

/** Who reads a message, and what the server can show. */
export interface TelegramReader extends MessageReader {
  /** The server is known to take date entities; otherwise times are plain text. */
  dateTime?: boolean;
}
