import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Fault } from '../../src/delivery/publisher.ts';

/** JSON codes after which a channel or user takes nothing from us. Source: Discord, "JSON Error Codes". */
const closing: Readonly<Record<number, string>> = {
  10003: 'gone',
  10013: 'gone',
  50001: 'noRights',
  50007: 'blocked',
  50013: 'noRights',
  50278: 'blocked',
};

const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
]);

/** What a failed request means. A nonce makes repeating a Create Message safe for some minutes. */
export function faultOf(error: unknown): Fault {
  if (error instanceof RateLimitError) {
    return { fault: 'wait', seconds: Math.ceil(error.retryAfter / 1000) };
  }
  if (error instanceof DiscordAPIError) {
    const reason = closing[Number(error.code)];
    if (reason !== undefined) return { fault: 'closed', reason };
    if (error.status === 401) return { fault: 'retry', reason: error.message };
    return { fault: 'refused', reason: error.message.replaceAll('\n', ' ') };
  }
  if (error instanceof HTTPError) return { fault: 'lost', reason: `HTTP ${error.status}` };
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code =
    cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
      ? cause.code
      : undefined;
  if (code !== undefined && neverLeft.has(code)) return { fault: 'retry', reason: code };
  return { fault: 'lost', reason: code ?? 'no answer' };
}

export const withoutToken = (text: string, token: string): string =>
  text.replaceAll(token, '<token>');
