import type { Asking } from './panel.ts';

/** Asked for in words alone. */
export const inWords: Asking<unknown> = () => ({ rows: [], takes: 'words' });
