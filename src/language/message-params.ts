/** A parameter of a message. Text is inserted literally: it is never parsed as markup or ICU. */
export type MessageParam =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Temporal.Instant
  | Temporal.PlainDate
  | Temporal.PlainTime;
export type MessageParams = Readonly<Record<string, MessageParam>>;
