import type { EditInlineMessage } from '../../../src/context/modules/inline-source.ts';
import type { PlatformFeatures } from '../../shared/platform-features.ts';
import { createResultCatcher } from '../../shared/send-result.ts';
import type { TelegramClient } from '../api/client.ts';
import { inlineKeyboard } from '../api/request-parts.ts';
import { isUnchanged } from '../api/rich-message.ts';
import { telegramSendError } from '../api/send-errors.ts';
import { missingPart, renderTelegramMessages } from '../write/message.ts';
import { messageFeatures } from '../write/reader.ts';

const toSendResult = createResultCatcher(telegramSendError);

/** Longest wait for an edit, its retries after a short 429 included, in milliseconds. */
const editTimeoutMs = 20_000;

/** Edits messages that people sent by the bot's inline mode, in chats that it may not know. */
export const createInlineEditor =
  (telegram: Pick<TelegramClient, 'call'>, features: () => PlatformFeatures): EditInlineMessage =>
  (messageId, message, reader) =>
    toSendResult(async () => {
      const written = { ...reader, ...messageFeatures(features()) };
      const [{ text, keyboard } = missingPart] = renderTelegramMessages(message, written);
      const edit = {
        inline_message_id: messageId,
        text,
        parse_mode: 'HTML' as const,
        link_preview_options: { is_disabled: true },
        reply_markup: inlineKeyboard(keyboard),
      };
      await telegram.call('editMessageText', edit, editTimeoutMs).catch((error: unknown) => {
        if (!isUnchanged(error)) throw error;
      });
    });
