import type { Picker } from '../define/picker.ts';

/** Accepts typed text only. */
export const textPicker: Picker<unknown> = () => ({ rows: [], accepts: 'words' });
