/** How many guests one person may bring to an event at most. */
export const maxGuests = 10;
