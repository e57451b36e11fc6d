import type { SendError } from '../../../src/delivery/publisher.ts';

/** Refusals in a row until a chat counts as closed where a moderator may be changing its permissions. */
const failuresUntilClosed = 3;

/**
 * What Discord's JSON error codes mean for a delivery; any other code means that Discord will never accept this
 * message. Source: Discord, "JSON Error Codes".
 */
export const sendErrorsByCode: Readonly<Record<number, SendError>> = {
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
