import type { SendResult } from '../../delivery/publisher.ts';
import type { Message } from '../../message/message.ts';
import type { MessageReader } from '../../message/reader.ts';
import type { Platform } from '../../platform.ts';

/** Edits a message that was sent by the bot's inline mode, by the platform's id of it. */
export type EditInlineMessage = (
  messageId: string,
  message: Message,
  reader: MessageReader,
) => Promise<SendResult<void>>;

/** Somebody who writes the bot's name in any chat, to send something of ours there. */
export interface InlineAsker {
  platform: Platform;
  user: { platformId: string; locale?: string };
}

/** Something that can be sent. */
export interface InlineResult {
  /** 1 to 64 bytes; {@link InlineSource.sent} gets it back. */
  id: string;
  title: string;
  description: string;
  /** What is sent. Its buttons are links: nobody can be answered in a chat where the bot is not. */
  message: Message;
  /** For whom the message is written. */
  reader: MessageReader;
}

/** A page of what was found. */
export interface InlinePage {
  results: readonly InlineResult[];
  /** Where the next page begins; empty on the last one. */
  nextOffset: string;
  /** Leads to the private chat with the bot, in a few words, where there is nothing to send. */
  hint?: string | undefined;
}

/** What people send to chats by the bot's inline mode. */
export interface InlineSource {
  /** @param offset `nextOffset` of the page before; empty for the first */
  search(asker: InlineAsker, query: string, offset: string): Promise<InlinePage>;
  /**
   * A result was sent.
   * @param messageId the platform's id of the message, by which it can be edited
   */
  sent(asker: InlineAsker, resultId: string, messageId: string): Promise<void>;
}
