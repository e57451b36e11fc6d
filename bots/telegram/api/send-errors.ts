import { TelegramError } from 'telegraf';
import type { SendError } from '../../../src/delivery/publisher.ts';
import { classifyNetworkError } from '../../shared/network-errors.ts';

/** Refusals in a row until a chat counts as closed where an administrator may be changing its permissions. */
const failuresUntilClosed = 3;

/** What Telegram's errors mean for a delivery; the first matching row applies. Source: observed responses. */
const errorTable: readonly { code: number; text: RegExp; error: SendError }[] = [
  { code: 403, text: /blocked by the user/i, error: { fault: 'closed', reason: 'blocked' } },
  { code: 403, text: /user is deactivated/i, error: { fault: 'closed', reason: 'deactivated' } },
  { code: 403, text: /can't initiate conv/i, error: { fault: 'closed', reason: 'notStarted' } },
  { code: 403, text: /kicked|not a member/i, error: { fault: 'closed', reason: 'removed' } },
  {
    code: 403,
    text: /./,
    error: { fault: 'closed', reason: 'forbidden', closeAfter: failuresUntilClosed },
  },
  {
    code: 400,
    text: /chat not found|PEER_ID_INVALID|channel_private/i,
    error: { fault: 'closed', reason: 'gone' },
  },
  {
    code: 400,
    text: /not enough rights|need administrator rights|CHAT_WRITE_FORBIDDEN|have no rights/i,
    error: { fault: 'closed', reason: 'noRights', closeAfter: failuresUntilClosed },
  },
  {
    code: 400,
    text: /message thread not found|TOPIC_(CLOSED|DELETED)/i,
    error: { fault: 'closed', reason: 'topicGone', closeAfter: failuresUntilClosed },
  },
  {
    code: 400,
    text: /can't be deleted for everyone/i,
    error: { fault: 'refused', reason: 'tooOld' },
  },
  { code: 400, text: /can't be deleted/i, error: { fault: 'refused', reason: 'cannotDelete' } },
  { code: 400, text: /can't be edited/i, error: { fault: 'refused', reason: 'cannotEdit' } },
  {
    code: 400,
    text: /message to (edit|be replied|delete) not found|MESSAGE_ID_INVALID/i,
    error: { fault: 'refused', reason: 'messageGone' },
  },
];

/** What a failed request means for a delivery. */
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
    return known?.error ?? { fault: 'refused', reason: description };
  }
  return classifyNetworkError(error);
}
