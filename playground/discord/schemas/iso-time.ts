import { z } from 'zod';
import { reportIssue } from './read-form.ts';

/** A time in ISO 8601, read as milliseconds since the epoch. One without an offset is in UTC. */
export const isoTime = z.string().transform((text, ctx) => {
  const isIso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i.test(text);
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(text.slice(10));
  const at = isIso ? Date.parse(hasZone || text.length === 10 ? text : `${text}Z`) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  reportIssue(ctx, 'DATE_TIME_TYPE_PARSE', `Could not parse "${text}". Should be ISO8601.`);
  return z.NEVER;
});
