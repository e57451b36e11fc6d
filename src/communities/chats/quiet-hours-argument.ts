import { z } from 'zod';
import { type Argument, argument } from '../../kit/define/argument.ts';
import type { ParseContext } from '../../kit/define/parse-context.ts';
import { rawText } from '../../kit/define/raw-value.ts';
import { buttonPicker } from '../../kit/pickers/button-picker.ts';
import { encodeQuietHours, parseQuietHours, type QuietPeriod } from './quiet-hours.ts';

/** Offered as buttons. */
const suggestions = ['22:00-7:00', '23:00-6:00'] as const;

const minute = z.int().min(0).max(1439);

/** A chat's quiet hours, or `off`. */
export function quietHours(): Argument<QuietPeriod | 'off'> {
  return argument<QuietPeriod | 'off', ParseContext>({
    name: 'text',
    schema: z.union([z.literal('off'), z.object({ from: minute, until: minute })]),
    discordOption: { type: 'string', maxLength: 50 },
    greedy: true,
    picker: buttonPicker(({ t }) => [
      ...suggestions.map((value) => ({ label: value, value })),
      { label: t('settings.quietOff'), value: 'off' },
    ]),
    encode: (value) => (value === 'off' ? value : encodeQuietHours(value)),
    parse: (raw) => parseQuietHours(rawText(raw)),
  });
}
