import type { Asking } from './panel.ts';

/** A file that is sent. */
export const bySending: Asking<unknown> = () => ({ rows: [], takes: 'file' });
