import type { Session } from '../../database/generated/client.ts';
import type { AttendanceState } from '../../database/generated/enums.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** So long before a session people can check in and organisers can note who is there, in milliseconds. */
export const opensBeforeMs = 30 * minuteMs;
/** Whoever checks in later than so many minutes after the start is late. */
export const lateAfterMinutes = 15;
/** So long after a session whoever has no mark is noted as missed, where others have one: organisers have time to note. */
export const missedAfterMs = 12 * hourMs;
/** How long after a session its pages work, in milliseconds. */
const pageMs = { screen: 2 * hourMs, list: 48 * hourMs } as const;

type Span = Pick<Session, 'startsAt' | 'endsAt'>;

/** Whether people can check in: from half an hour before a session until it ends. */
export const takesCheckIns = ({ startsAt, endsAt }: Span, at: number): boolean =>
  at >= startsAt.getTime() - opensBeforeMs && at <= endsAt.getTime();

/** Whether it can be said who is there. */
export const hasOpened = ({ startsAt }: Span, at: number): boolean =>
  at >= startsAt.getTime() - opensBeforeMs;

/** What somebody is who comes at this time. */
export const arrivalState = ({ startsAt }: Span, at: number): AttendanceState =>
  at > startsAt.getTime() + lateAfterMinutes * minuteMs ? 'late' : 'attended';

/** Until when a page about a session works, in milliseconds since the epoch. */
export const pageEndsAt = ({ endsAt }: Span, kind: keyof typeof pageMs): number =>
  endsAt.getTime() + pageMs[kind];
