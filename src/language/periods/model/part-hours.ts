import { type PartOfDay, partsOfDay } from './local-moment.ts';
import type { Hours } from './period.ts';

const between = (first: number, last: number): Hours => ({ from: first * 60, until: last * 60 });

/** The hours of each part of a day. They meet or overlap, so that nothing lies between two of them. */
const hoursOf: Readonly<Record<PartOfDay, Hours>> = {
  morning: between(4, 12),
  noon: between(11, 14),
  afternoon: between(12, 18),
  evening: between(18, 24),
  night: between(18, 28),
};

/** From the beginning of a part of a day to the end of the same or a later one. */
export const hoursOfParts = (first: PartOfDay, last: PartOfDay = first): Hours => ({
  from: hoursOf[first].from,
  until: hoursOf[last].until,
});

/** The part of the day that has exactly these hours. */
export const partOfHours = ({ from, until }: Hours): PartOfDay | undefined =>
  partsOfDay.find((part) => hoursOf[part].from === from && hoursOf[part].until === until);
