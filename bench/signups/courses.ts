/** Seats of each of the two sessions. */
export const seatsPerSession = 20;
/** Days from now until the sessions. */
export const sessionDays = [3, 5] as const;
/** The title of a course, numbered from 1. */
export const courseTitle = (index: number): string =>
  `Podcast lop ${'abcdefghi'.charAt(index - 1)}`;
