import type { Picker } from '../define/picker.ts';

/** A file that is sent. */
export const filePicker: Picker<unknown> = () => ({ rows: [], accepts: 'file' });
