import type { Session } from '../../database/generated/client.ts';

/** How long before its start a session that nobody closes earlier needs its minimum, in milliseconds. */
export const minimumNoticeMs = 24 * 3_600_000;

/** When it is decided whether enough people have a seat: when signups close, else a day before it starts. */
export const decisionTime = ({
  startsAt,
  closesAt,
}: Pick<Session, 'startsAt' | 'closesAt'>): number =>
  closesAt && closesAt < startsAt ? closesAt.getTime() : startsAt.getTime() - minimumNoticeMs;
