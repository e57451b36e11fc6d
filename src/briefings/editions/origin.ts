/** `Publication.origin` of everything that is published about an edition. */
export const editionOrigin = (editionId: string): string => `edition/${editionId}`;
