/** `Publication.origin` of everything that is published about an event. */
export const eventOrigin = (eventId: string): string => `event/${eventId}`;
