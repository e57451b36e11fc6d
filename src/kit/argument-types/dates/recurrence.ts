import { z } from 'zod';
import { describeRecurrence } from '../../../language/recurrence/describe.ts';
import { readRecurrence } from '../../../language/recurrence/read-recurrence.ts';
import type { Recurrence, RecurrenceRule } from '../../../language/recurrence/rule.ts';
import { formatRecurrence } from '../../../language/recurrence/rule-text.ts';
import { capitalize } from '../../../language/text/capitalize.ts';
import { type Argument, argument } from '../../define/argument.ts';
import type { ParseContext } from '../../define/parse-context.ts';
import { err, ok, type Suggestion } from '../../define/parse-result.ts';
import { rawText } from '../../define/raw-value.ts';
import { buttonPicker } from '../../pickers/button-picker.ts';

const schema: z.ZodType<Recurrence> = z.object({
  rule: z.custom<RecurrenceRule>((value) => typeof value === 'object' && value !== null),
  time: z.instanceof(Temporal.PlainTime).optional(),
});

/** The most common ones, which take their day from the first date. */
const usual = ['FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=2', 'FREQ=MONTHLY', 'FREQ=DAILY'] as const;

const toSuggestion = (recurrence: Recurrence, { locale }: ParseContext): Suggestion => ({
  label: capitalize(describeRecurrence(recurrence, locale)),
  value: formatRecurrence(recurrence),
});

function usualOnes(context: ParseContext): Suggestion[] {
  const today = context.now.toZonedDateTimeISO(context.zone).toPlainDate();
  return usual.flatMap((rule) => {
    const read = readRecurrence(rule, { today });
    return read.ok ? [toSuggestion(read.value, context)] : [];
  });
}

/**
 * How something repeats, in either language: `every other Friday`, `thứ ba hằng tuần 19h`, `rằm hằng tháng`. Where a text
 * can mean several things, they are offered.
 */
export function recurrence(): Argument<Recurrence> {
  return argument<Recurrence, ParseContext>({
    name: 'recurrence',
    schema,
    discordOption: { type: 'string', maxLength: 100 },
    greedy: true,
    picker: buttonPicker(usualOnes),
    encode: formatRecurrence,
    parse(raw, context) {
      const text = rawText(raw);
      const today = context.now.toZonedDateTimeISO(context.zone).toPlainDate();
      const read = readRecurrence(text, { today });
      if (read.ok) return ok(read.value);
      const suggestions = read.choices.map((choice) => toSuggestion(choice, context));
      return err(
        `recurrence.errors.${read.error}`,
        { text, choices: suggestions.map(({ label }) => label).join(' · ') },
        suggestions.length > 0 ? suggestions : undefined,
      );
    },
  });
}
