import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { SendError } from '../../../src/delivery/publisher.ts';
import { classifyNetworkError } from '../../shared/network-errors.ts';
import { ActionLimitError } from './action-limit.ts';
import { sendErrorsByCode } from './error-codes.ts';
import { countsAsInvalid } from './invalid-requests.ts';

function classify(error: unknown): SendError {
  if (error instanceof ActionLimitError) {
    const known = sendErrorsByCode[error.code];
    return known?.kind === 'rateLimited'
      ? { ...known, seconds: error.seconds ?? known.seconds }
      : { kind: 'rateLimited', seconds: error.seconds ?? 60, scope: 'delivery' };
  }
  if (error instanceof RateLimitError) {
    const { retryAfter, global, limit } = error;
    // A 429 without any bucket comes from a proxy in front of the API, which does not say what it limits.
    const scope = global ? 'bot' : Number.isFinite(limit) ? 'chat' : 'unspecified';
    return { kind: 'rateLimited', seconds: retryAfter > 0 ? retryAfter / 1000 : 5, scope };
  }
  if (error instanceof DiscordAPIError) {
    const known = sendErrorsByCode[Number(error.code)];
    if (known) return known;
    // The token was rejected, not this chat: an operator may replace it while the program runs.
    if (error.status === 401) return { kind: 'transient', reason: 'unauthorized' };
    return { kind: 'rejected', reason: error.message.replaceAll('\n', ' ') };
  }
  if (error instanceof HTTPError) return { kind: 'ambiguous', reason: `HTTP ${error.status}` };
  return classifyNetworkError(error);
}

/** Whether Discord counts the failed request towards a ban. */
function isCounted(error: unknown): boolean {
  if (error instanceof ActionLimitError) return !error.isShared;
  if (error instanceof DiscordAPIError) return countsAsInvalid(error.status);
  // Neither limits shared with other bots count, nor waits that the headers announced: those requests were not sent.
  return (
    error instanceof RateLimitError &&
    error.scope !== 'shared' &&
    error.retryAfter !== error.timeToReset
  );
}

/**
 * What a failed request means for a delivery. The publisher's client never waits for a limit by itself, so a
 * RateLimitError is either a 429 or a bucket that the headers reported as empty; then nothing was sent.
 */
export function discordSendError(error: unknown): SendError {
  const sendError = classify(error);
  return isCounted(error) ? { ...sendError, countsTowardBan: true } : sendError;
}

/**
 * Codes of refusals that a message without its picture may not get: missing permissions (to attach files), a request or
 * a file that is too large, an invalid form. Source: Discord, "JSON Error Codes".
 */
const pictureRefusals = new Set([50013, 40005, 50035, 50045]);

/** Whether Discord may have refused a message for its picture. */
export const isPictureRefused = (error: unknown): boolean =>
  (error instanceof DiscordAPIError && pictureRefusals.has(Number(error.code))) ||
  (error instanceof HTTPError && error.status === 413);
