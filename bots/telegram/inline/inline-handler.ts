import type { Logger } from 'pino';
import type { ChosenInlineResult, InlineQuery, User } from 'telegraf/types';
import type {
  InlineAsker,
  InlinePage,
  InlineResult,
  InlineSource,
} from '../../../src/context/modules/inline-source.ts';
import type { PlatformFeatures } from '../../shared/platform-features.ts';
import type { MethodArguments, TelegramClient } from '../api/client.ts';
import { inlineKeyboard } from '../api/request-parts.ts';
import { missingPart, renderTelegramMessages } from '../write/message.ts';
import { messageFeatures } from '../write/reader.ts';

/** Seconds for which Telegram may answer the same query of the same person with the same results. */
const cacheSeconds = 10;

/** Longest that an answer may take, in milliseconds: Telegram waits about ten seconds for it. */
const answerTimeoutMs = 8_000;

/** Source: Bot API, answerInlineQuery. */
const limits = { results: 50 } as const;

export interface InlineHandlerOptions {
  inline?: InlineSource | undefined;
  log: Pick<Logger, 'warn'>;
}

/** Handles what people do by the bot's inline mode, in chats where it may not be. */
export interface InlineHandler {
  /** Answers somebody who types the bot's name and a query. Never rejects: a late answer is worth nothing. */
  onQuery(query: InlineQuery): Promise<void>;
  /** Notes what was sent; Telegram says so only where the bot's owner turned feedback on. */
  onChosen(chosen: ChosenInlineResult): Promise<void>;
}

type InlineAnswer = MethodArguments<'answerInlineQuery'>;

const readAsker = ({ id, language_code: locale }: User): InlineAsker => ({
  platform: 'telegram',
  user: { platformId: String(id), ...(locale === undefined ? {} : { locale }) },
});

/** A result as an article: what is sent is one message, with its buttons. */
function writeResult(
  { id, title, description, message, reader }: InlineResult,
  features: PlatformFeatures,
): InlineAnswer['results'][number] {
  const written = { ...reader, ...messageFeatures(features) };
  const [{ text, keyboard } = missingPart] = renderTelegramMessages(message, written);
  return {
    type: 'article',
    ...{ id, title, description },
    input_message_content: {
      message_text: text,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    },
    // Without a keyboard Telegram gives no id by which the message could be edited.
    ...(keyboard.length > 0 ? { reply_markup: inlineKeyboard(keyboard) } : {}),
  };
}

const writeAnswer = (
  queryId: string,
  { results, nextOffset, hint }: InlinePage,
  features: PlatformFeatures,
): InlineAnswer => ({
  inline_query_id: queryId,
  results: results.slice(0, limits.results).map((result) => writeResult(result, features)),
  // What somebody finds depends on their communities and their language.
  is_personal: true,
  cache_time: cacheSeconds,
  next_offset: nextOffset,
  ...(hint === undefined ? {} : { button: { text: hint, start_parameter: 'hello' } }),
});

export function createInlineHandler(
  telegram: Pick<TelegramClient, 'call'>,
  features: () => PlatformFeatures,
  { inline: source, log }: InlineHandlerOptions,
  describeError: (error: unknown) => string,
): InlineHandler {
  return {
    async onQuery({ id, from, query, offset }) {
      if (!source || from.is_bot) return;
      try {
        const page = await source.search(readAsker(from), query, offset);
        const answer = writeAnswer(id, page, features());
        await telegram.call('answerInlineQuery', answer, answerTimeoutMs);
      } catch (error) {
        log.warn(
          { event: 'telegram.inline_query_failed', problem: describeError(error) },
          'an inline query was not answered',
        );
      }
    },
    async onChosen({ from, result_id: resultId, inline_message_id: messageId }) {
      if (!source || from.is_bot || messageId === undefined) return;
      await source.sent(readAsker(from), resultId, messageId);
    },
  };
}
