import type { Picker } from '../define/picker.ts';

/** Asked for in words alone. */
export const textPicker: Picker<unknown> = () => ({ rows: [], accepts: 'words' });
