import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { SendError } from '../../../src/delivery/publisher.ts';

/** Refusals in a row until a chat is taken for closed where a moderator may be at work on its permissions. */
const failuresUntilClosed = 3;

/**
 * What Discord's JSON codes mean for a delivery; a code that is not here means that this message will never be
 * taken. Source: Discord, "JSON Error Codes".
 */
const codes: Readonly<Record<number, SendError>> = {
  10003: { fault: 'closed', reason: 'gone' },
  10004: { fault: 'closed', reason: 'gone' },
  10008: { fault: 'refused', reason: 'messageGone' },
  10013: { fault: 'closed', reason: 'gone' },
  20016: { fault: 'wait', seconds: 30, scope: 'chat' },
  20022: { fault: 'wait', seconds: 600, scope: 'copy', reason: 'editLimit' },
  20028: { fault: 'wait', seconds: 60, scope: 'copy', reason: 'writeLimit' },
  30046: { fault: 'wait', seconds: 600, scope: 'copy', reason: 'editLimit' },
  40003: { fault: 'wait', seconds: 60, scope: 'bot' },
  40033: { fault: 'refused', reason: 'alreadyCrossposted' },
  40333: { fault: 'retry', reason: 'internal network error' },
  50001: { fault: 'closed', reason: 'noRights', closeAfter: failuresUntilClosed },
  50007: { fault: 'closed', reason: 'blocked' },
  50013: { fault: 'closed', reason: 'noRights', closeAfter: failuresUntilClosed },
  50083: { fault: 'closed', reason: 'archived', closeAfter: failuresUntilClosed },
  50278: { fault: 'closed', reason: 'blocked' },
};

/** An answer of 429 that says in its body what there was too much of; discord.js looks at the headers alone. */
export class ActionLimitError extends Error {
  readonly code: number;
  /** From its body: the headers of such an answer tell another limit. Source: discord-api-docs, issue 6109. */
  readonly seconds: number | undefined;
  /** Whether other bots share in the limit: then it is not counted against us. */
  readonly isShared: boolean;

  constructor({
    code,
    seconds,
    isShared,
  }: Pick<ActionLimitError, 'code' | 'seconds' | 'isShared'>) {
    super(`Discord limits what was done: ${code}`);
    this.code = code;
    this.seconds = seconds;
    this.isShared = isShared;
  }
}

/** Whether an answer of 429 with this code means the action and not the pace. */
export const isActionLimit = (code: number): boolean => codes[code]?.fault === 'wait';

/** Failures before a connection stood: the request surely never left. */
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Answers that Discord counts: ten thousand in ten minutes ban the address. Source: "Invalid Request Limit". */
const invalid = new Set([401, 403, 429]);

/** Whether Discord counts an answer towards a ban. @param scope of a 429: a limit that other bots share in counts not */
export const countsAsInvalid = (status: number, scope: string | null): boolean =>
  invalid.has(status) && scope !== 'shared';

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : undefined;
}

function classify(error: unknown): SendError {
  if (error instanceof ActionLimitError) {
    const known = codes[error.code];
    return known?.fault === 'wait'
      ? { ...known, seconds: error.seconds ?? known.seconds }
      : { fault: 'wait', seconds: error.seconds ?? 60, scope: 'copy' };
  }
  if (error instanceof RateLimitError) {
    const { retryAfter, global, limit } = error;
    // An answer without any bucket comes from in front of the API and does not say whom it means.
    const scope = global ? 'bot' : Number.isFinite(limit) ? 'chat' : 'unsaid';
    return { fault: 'wait', seconds: retryAfter > 0 ? retryAfter / 1000 : 5, scope };
  }
  if (error instanceof DiscordAPIError) {
    const known = codes[Number(error.code)];
    if (known) return known;
    // Our token, not this chat: it may be put right while the program runs.
    if (error.status === 401) return { fault: 'retry', reason: 'unauthorized' };
    return { fault: 'refused', reason: error.message.replaceAll('\n', ' ') };
  }
  if (error instanceof HTTPError) return { fault: 'lost', reason: `HTTP ${error.status}` };
  const code = codeOf(error);
  if (code !== undefined && notSentCodes.has(code)) return { fault: 'retry', reason: code };
  return { fault: 'lost', reason: code ?? 'no answer' };
}

/**
 * What a failed request means. The requests of the publisher never wait for a limit by themselves, so that a
 * RateLimitError is either a 429, or a bucket that the headers told to be empty: then nothing left at all.
 */
export function discordSendError(error: unknown): SendError {
  const fault = classify(error);
  if (error instanceof ActionLimitError)
    return error.isShared ? fault : { ...fault, countsTowardBan: true };
  const isCounted =
    error instanceof DiscordAPIError
      ? invalid.has(error.status)
      : error instanceof RateLimitError &&
        // A limit that other bots share in is not counted, nor a wait that the headers told beforehand.
        error.scope !== 'shared' &&
        error.retryAfter !== error.timeToReset;
  return isCounted ? { ...fault, countsTowardBan: true } : fault;
}

export const redactDiscordToken = (text: string, token: string): string =>
  text.replaceAll(token, '<token>');
