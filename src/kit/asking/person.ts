import type { Asking } from './panel.ts';

/** Somebody: by the platform's own list of people where it has one, or by @name. */
export const byPerson: Asking<unknown> = () => ({ rows: [], takes: 'person' });
