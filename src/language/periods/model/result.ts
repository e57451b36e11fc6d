/** Reasons for which a text could not be read: keys of the catalogue. */
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
  'dates.errors.noLunarDay',
  'dates.errors.zone',
  'dates.errors.timeAlone',
] as const;
export type ReadingError = (typeof readingErrors)[number];

export interface ReadingFailure {
  readonly ok: false;
  readonly key: ReadingError;
  /** Parameters of the message; `text` is always the text as typed, shortened. */
  readonly params: Readonly<Record<string, string | number>>;
  /** Possible meanings, each as a text with only that meaning. */
  readonly choices?: readonly string[];
}

export type ReadingResult<Value> = { readonly ok: true; readonly value: Value } | ReadingFailure;

/** Why a reading failed, without the text. */
export interface FailureReason {
  readonly key: ReadingError;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly choices?: readonly string[];
}

/** Result of resolving one of the possible readings of a text. */
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
