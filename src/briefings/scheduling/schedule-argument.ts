import { z } from 'zod';
import { type Argument, argument } from '../../kit/define/argument.ts';
import type { ParseContext } from '../../kit/define/parse-context.ts';
import { err, ok } from '../../kit/define/parse-result.ts';
import { rawText } from '../../kit/define/raw-value.ts';
import { buttonPicker } from '../../kit/pickers/button-picker.ts';
import { fold } from '../../language/text/fold.ts';
import { parseSchedule } from '../../schedule/cron/parse-schedule.ts';

const examples = ['daily', 'weekdays', 'weekly', 'monthly'] as const;

/** A schedule in simple words of either language, or as five cron fields. The value is the cron expression. */
export function briefingSchedule(): Argument<string> {
  const offers = ({ t }: ParseContext) =>
    examples.map((name) => {
      const words = t(`briefings.rhythm.${name}`);
      return { label: words, value: words };
    });
  return argument<string, ParseContext>({
    name: 'period',
    schema: z.string(),
    discordOption: { type: 'string', maxLength: 100 },
    greedy: true,
    picker: buttonPicker(offers),
    encode: (cron) => cron,
    async suggest(typed, context) {
      const words = typed.trim();
      if (words !== '' && parseSchedule(words).ok) return [{ label: words, value: words }];
      return offers(context).filter(({ label }) => fold(label).includes(fold(words)));
    },
    parse(raw, context) {
      const written = rawText(raw);
      const read = parseSchedule(written);
      if (read.ok) return ok(read.cron);
      return err(
        `briefings.errors.rhythm.${read.fault}`,
        { text: [...written].slice(0, 100).join('') },
        offers(context),
      );
    },
  });
}
