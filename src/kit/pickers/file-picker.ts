import type { Picker } from '../define/picker.ts';

/** Accepts an uploaded file. */
export const filePicker: Picker<unknown> = () => ({ rows: [], accepts: 'file' });
