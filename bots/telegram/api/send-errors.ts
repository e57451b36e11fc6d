import { TelegramError } from 'telegraf';
import type { SendError } from '../../../src/delivery/publisher.ts';

/** Refusals in a row until a chat is taken for closed where an administrator may be at work on its rights. */
const failuresUntilClosed = 3;

/** What Telegram's answers mean for a delivery. The first row that fits counts. Source: Bot API answers as seen. */
const errorTable: readonly { code: number; text: RegExp; fault: SendError }[] = [
  { code: 403, text: /blocked by the user/i, fault: { fault: 'closed', reason: 'blocked' } },
  { code: 403, text: /user is deactivated/i, fault: { fault: 'closed', reason: 'deactivated' } },
  { code: 403, text: /can't initiate conv/i, fault: { fault: 'closed', reason: 'notStarted' } },
  { code: 403, text: /kicked|not a member/i, fault: { fault: 'closed', reason: 'removed' } },
  {
    code: 403,
    text: /./,
    fault: { fault: 'closed', reason: 'forbidden', closeAfter: failuresUntilClosed },
  },
  {
    code: 400,
    text: /chat not found|PEER_ID_INVALID|channel_private/i,
    fault: { fault: 'closed', reason: 'gone' },
  },
  {
    code: 400,
    text: /not enough rights|need administrator rights|CHAT_WRITE_FORBIDDEN|have no rights/i,
    fault: { fault: 'closed', reason: 'noRights', closeAfter: failuresUntilClosed },
  },
  {
    code: 400,
    text: /message thread not found|TOPIC_(CLOSED|DELETED)/i,
    fault: { fault: 'closed', reason: 'topicGone', closeAfter: failuresUntilClosed },
  },
  {
    code: 400,
    text: /can't be deleted for everyone/i,
    fault: { fault: 'refused', reason: 'tooOld' },
  },
  { code: 400, text: /can't be deleted/i, fault: { fault: 'refused', reason: 'cannotDelete' } },
  { code: 400, text: /can't be edited/i, fault: { fault: 'refused', reason: 'cannotEdit' } },
  {
    code: 400,
    text: /message to (edit|be replied|delete) not found|MESSAGE_ID_INVALID/i,
    fault: { fault: 'refused', reason: 'messageGone' },
  },
];

/** Failures before a connection stood: the request surely never left. */
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
]);

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** What a failed request means. Descriptions of the platform are kept, our token never is. */
export function telegramSendError(error: unknown): SendError {
  if (error instanceof TelegramError) {
    const { code, description, parameters } = error;
    if (parameters?.migrate_to_chat_id !== undefined) {
      return { fault: 'migrated', to: String(parameters.migrate_to_chat_id) };
    }
    if (code === 429) {
      return { fault: 'wait', seconds: parameters?.retry_after ?? 5, scope: 'unsaid' };
    }
    if (code >= 500) return { fault: 'lost', reason: `HTTP ${code}` };
    if (code === 401 || code === 404) return { fault: 'retry', reason: description };
    const known = errorTable.find((row) => row.code === code && row.text.test(description));
    return known?.fault ?? { fault: 'refused', reason: description };
  }
  const code = codeOf(error);
  if (code !== undefined && notSentCodes.has(code)) return { fault: 'retry', reason: code };
  return { fault: 'lost', reason: code ?? 'no answer' };
}

/** Our token stands in every address; no error may carry it out. */
export const redactTelegramToken = (text: string, token: string): string =>
  text.replaceAll(token, '<token>');
