/** `Publication.origin` of what is published about a course. */
export const courseOrigin = (id: string): string => `course/${id}`;
