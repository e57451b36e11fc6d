import { TelegramError } from 'telegraf';
import type { SendError } from '../../../src/delivery/publisher.ts';
import { classifyNetworkError } from '../../shared/network-errors.ts';
import { UploadPendingError } from './picture-uploads.ts';

/** Refusals in a row until a chat counts as closed where an administrator may be changing its permissions. */
const failuresUntilClosed = 3;

/** What Telegram's errors mean for a delivery; the first matching row applies. Source: observed responses. */
const errorTable: readonly { code: number; text: RegExp; error: SendError }[] = [
  { code: 403, text: /blocked by the user/i, error: { kind: 'chatClosed', reason: 'blocked' } },
  { code: 403, text: /user is deactivated/i, error: { kind: 'chatClosed', reason: 'deactivated' } },
  { code: 403, text: /can't initiate conv/i, error: { kind: 'chatClosed', reason: 'notStarted' } },
  { code: 403, text: /kicked|not a member/i, error: { kind: 'chatClosed', reason: 'removed' } },
  {
    code: 403,
    text: /./,
    error: { kind: 'chatClosed', reason: 'forbidden', closeAfter: failuresUntilClosed },
  },
  {
    code: 400,
    text: /chat not found|PEER_ID_INVALID|channel_private/i,
    error: { kind: 'chatClosed', reason: 'gone' },
  },
  {
    code: 400,
    text: /not enough rights|need administrator rights|CHAT_WRITE_FORBIDDEN|have no rights/i,
    error: { kind: 'chatClosed', reason: 'noRights', closeAfter: failuresUntilClosed },
  },
  {
    code: 400,
    text: /message thread not found|TOPIC_(CLOSED|DELETED)/i,
    error: { kind: 'chatClosed', reason: 'topicGone', closeAfter: failuresUntilClosed },
  },
  {
    code: 400,
    text: /can't be deleted for everyone/i,
    error: { kind: 'rejected', reason: 'tooOld' },
  },
  { code: 400, text: /can't be deleted/i, error: { kind: 'rejected', reason: 'cannotDelete' } },
  { code: 400, text: /can't be edited/i, error: { kind: 'rejected', reason: 'cannotEdit' } },
  {
    code: 400,
    text: /message to (edit|be replied|delete) not found|MESSAGE_ID_INVALID/i,
    error: { kind: 'rejected', reason: 'messageGone' },
  },
];

/** What a failed request means for a delivery. */
export function telegramSendError(error: unknown): SendError {
  if (error instanceof TelegramError) {
    const { code, description, parameters } = error;
    if (parameters?.migrate_to_chat_id !== undefined) {
      return { kind: 'migrated', to: String(parameters.migrate_to_chat_id) };
    }
    if (code === 429) {
      return { kind: 'rateLimited', seconds: parameters?.retry_after ?? 5, scope: 'unspecified' };
    }
    if (code >= 500) return { kind: 'ambiguous', reason: `HTTP ${code}` };
    if (code === 401 || code === 404) return { kind: 'transient', reason: description };
    const known = errorTable.find((row) => row.code === code && row.text.test(description));
    return known?.error ?? { kind: 'rejected', reason: description };
  }
  if (error instanceof UploadPendingError) return { kind: 'transient', reason: 'upload' };
  return classifyNetworkError(error);
}
