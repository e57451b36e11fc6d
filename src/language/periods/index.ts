export { formatDayInput, formatPeriodInput } from './format-input.ts';
export { type LocalMoment, type PartOfDay, partsOfDay } from './model/local-moment.ts';
export { type Period, periodInstants } from './model/period.ts';
export {
  type ReadingError,
  type ReadingFailure,
  type ReadingResult,
  readingErrors,
} from './model/result.ts';
export { containsNamedDay } from './named-day.ts';
export { readDateTime } from './read-date-time.ts';
export { readDuration } from './read-duration.ts';
export { readDate, readPeriod } from './read-period.ts';
export { isOnlyTime, readTime } from './read-time.ts';
