import type { PartOfDay } from './date-expression.ts';

/** Why words could not be read: the catalogue's keys, so that it is said in the reader's language. */
export const readingErrors = [
  'dates.errors.unreadable',
  'dates.errors.unreadableDay',
  'dates.errors.unreadableMoment',
  'dates.errors.unreadableTime',
  'dates.errors.unreadableDuration',
  'dates.errors.impossible',
  'dates.errors.impossibleTime',
  'dates.errors.weekday',
  'dates.errors.several',
  'dates.errors.backwards',
  'dates.errors.ambiguous',
  'dates.errors.ambiguousTime',
  'dates.errors.night',
  'dates.errors.lunar',
  'dates.errors.zone',
  'dates.errors.timeAlone',
] as const;
export type ReadingError = (typeof readingErrors)[number];

export interface ReadingFailure {
  readonly ok: false;
  readonly key: ReadingError;
  /** `text` is always there: what was written, as it was written. */
  readonly params: Readonly<Record<string, string | number>>;
  /** What could have been meant, each in words that are read as that alone. */
  readonly choices?: readonly string[];
}

/** What was understood, or why nothing was. */
export type ReadingResult<Value> = { readonly ok: true; readonly value: Value } | ReadingFailure;

/** Whole days: `until` is the day after the last one, always later than `from`. */
export interface Period {
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
}

/** A day, with a time of day where one was said. */
export interface LocalMoment {
  readonly date: Temporal.PlainDate;
  readonly time?: Temporal.PlainTime;
  /** The part of the day that was said in place of a time: `tối mai`. */
  readonly part?: PartOfDay;
  /** As it was written, where that was in another zone than the reader's. */
  readonly typed?: string;
}

/** A failure before it knows the text that it is about. */
export interface FailureReason {
  readonly key: ReadingError;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly choices?: readonly string[];
}

/** What one way to read the text comes to. */
export type Resolution<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: FailureReason };

export const resolved = <Value>(value: Value): Resolution<Value> => ({ ok: true, value });
export const unresolved = (
  key: ReadingError,
  params?: FailureReason['params'],
  choices?: FailureReason['choices'],
): Resolution<never> => ({
  ok: false,
  reason: { key, ...(params ? { params } : {}), ...(choices ? { choices } : {}) },
});
