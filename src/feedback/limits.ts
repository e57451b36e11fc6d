import type { Session } from '../database/generated/client.ts';

const day = 24 * 3_600_000;

export const feedbackLimits = {
  /** How long after its end people can say what they think of a session, in milliseconds; then it is nobody's. */
  openMs: 14 * day,
  /** After a longer downtime nobody is asked, in milliseconds. */
  latenessMs: 4 * day,
  /** Answers from which on organisers see them: with fewer they could tell whose one is. */
  shownFrom: 5,
  /** Letters. */
  words: 1000,
} as const;

export const ratings = [5, 4, 3, 2, 1] as const;

/** Until when people can answer. */
export const feedbackUntil = ({ endsAt }: Pick<Session, 'endsAt'>): Date =>
  new Date(endsAt.getTime() + feedbackLimits.openMs);
