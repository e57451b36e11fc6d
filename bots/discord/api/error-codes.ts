import type { SendError } from '../../../src/delivery/publisher.ts';
import { serverEventRefusals } from '../../../src/delivery/server-events.ts';

/** Refusals in a row until a chat counts as closed where a moderator may be changing its permissions. */
const failuresUntilClosed = 3;

/**
 * What Discord's JSON error codes mean for a delivery; any other code means that Discord will never accept this
 * message. Source: Discord, "JSON Error Codes".
 */
export const sendErrorsByCode: Readonly<Record<number, SendError>> = {
  10003: { kind: 'chatClosed', reason: 'gone' },
  10004: { kind: 'chatClosed', reason: 'gone' },
  10008: { kind: 'rejected', reason: 'messageGone' },
  10013: { kind: 'chatClosed', reason: 'gone' },
  10070: { kind: 'rejected', reason: serverEventRefusals.gone },
  20016: { kind: 'rateLimited', seconds: 30, scope: 'chat' },
  20022: { kind: 'rateLimited', seconds: 600, scope: 'delivery', reason: 'editLimit' },
  20028: { kind: 'rateLimited', seconds: 60, scope: 'delivery', reason: 'writeLimit' },
  30038: { kind: 'rejected', reason: serverEventRefusals.full },
  30046: { kind: 'rateLimited', seconds: 600, scope: 'delivery', reason: 'editLimit' },
  40003: { kind: 'rateLimited', seconds: 60, scope: 'bot' },
  40033: { kind: 'rejected', reason: 'alreadyCrossposted' },
  40333: { kind: 'transient', reason: 'internal network error' },
  50001: { kind: 'chatClosed', reason: 'noRights', closeAfter: failuresUntilClosed },
  50007: { kind: 'chatClosed', reason: 'blocked' },
  50013: { kind: 'chatClosed', reason: 'noRights', closeAfter: failuresUntilClosed },
  50083: { kind: 'chatClosed', reason: 'archived', closeAfter: failuresUntilClosed },
  50278: { kind: 'chatClosed', reason: 'blocked' },
  180000: { kind: 'rejected', reason: serverEventRefusals.over },
};
