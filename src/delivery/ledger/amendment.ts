import type { Publication } from '../../database/generated/client.ts';

/**
 * Whether a publication changes copies that are there. Such copies overtake what is left of their original, and
 * everything else of their lane: a text that is known to be wrong goes to nobody after it.
 */
export const isAmendment = ({ act }: Pick<Publication, 'act'>): boolean =>
  act === 'edit' || act === 'remove';
