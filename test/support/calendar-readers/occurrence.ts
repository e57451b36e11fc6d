import { z } from 'zod';

/** One time of an event, as a reader of calendars understood it. */
export const occurrenceSchema = z.object({
  uid: z.string(),
  /** A date for whole days, else an instant in UTC to the second. */
  start: z.string(),
  /** Exclusive. */
  end: z.string(),
  title: z.string(),
  place: z.string(),
  isCancelled: z.boolean(),
});

export type Occurrence = z.infer<typeof occurrenceSchema>;
