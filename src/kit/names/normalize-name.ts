import { fold } from '../../language/text/fold.ts';

/** A name without diacritics and without `-`, `_` or spaces between its words. */
export const normalizeName = (name: string): string => fold(name).replace(/[\s_-]+/g, '');
