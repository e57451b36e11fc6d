/** Stands for the last day of a lunar month, its 29th or 30th, as its number. */
export const lastDayOfMonth = 99;
