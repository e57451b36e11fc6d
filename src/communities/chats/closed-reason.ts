/** Reasons that have words of their own. */
const keyByReason: Readonly<Record<string, string>> = {
  gone: 'gone',
  noRights: 'noRights',
  forbidden: 'noRights',
  removed: 'removed',
  topicGone: 'topicGone',
  archived: 'archived',
};

/** The last part of the message key for the reason with which a chat was closed; `other` for any without words. */
export const closedReasonKey = (reason: string | null): string =>
  keyByReason[reason ?? ''] ?? 'other';
