/**
 * Milliseconds after a person's act in which an ephemeral message may be sent. Telegram allows 15 s; the rest is for the
 * network. Source: Bot API, "Ephemeral messages".
 */
const windowMs = 12_000;

/** What a person did that may be answered by an ephemeral message. */
export interface EphemeralTrigger {
  /** Milliseconds since the epoch: the date of a message, the receipt of a press, which has no date. */
  at: number;
  /** The press of a button. */
  queryId?: string;
  /** Id of the person's ephemeral message. */
  messageId?: number;
}

/** One way to send an ephemeral message. */
export interface EphemeralWay {
  /** How long it may take, in milliseconds; undefined for no limit. */
  withinMs: number | undefined;
  queryId?: string;
  replyTo?: number;
}

/**
 * The ways to answer a person so that nobody else in the group sees it, best first: to the press or to the ephemeral
 * message, in time; or unprompted, which only administrators may.
 */
export function ephemeralWays(
  { at, queryId, messageId }: EphemeralTrigger,
  mayBeAdministrator: boolean,
  now: number,
): EphemeralWay[] {
  const withinMs = at + windowMs - now;
  const isInTime = withinMs > 0;
  return [
    ...(queryId !== undefined && isInTime ? [{ withinMs, queryId }] : []),
    ...(messageId !== undefined && isInTime ? [{ withinMs, replyTo: messageId }] : []),
    ...(mayBeAdministrator ? [{ withinMs: undefined }] : []),
  ];
}
