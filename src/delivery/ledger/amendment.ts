import type { Publication } from '../../database/generated/client.ts';

/**
 * Whether a publication changes copies that are there. Such copies overtake what is left of their original, and
 * everything else of their priority: a text that is known to be wrong goes to nobody after it.
 */
export const isAmendment = ({ operation }: Pick<Publication, 'operation'>): boolean =>
  operation === 'edit' || operation === 'remove';
