import { z } from 'zod';
import { type Argument, argument } from '../kit/argument.ts';
import { byButtons } from '../kit/asking/buttons.ts';
import { bad, good, type ReadContext } from '../kit/kind.ts';
import { writtenOf } from '../kit/raw.ts';
import { fold } from '../language/fold.ts';
import { readRhythm } from '../schedule/words.ts';

const examples = ['daily', 'weekdays', 'weekly', 'monthly'] as const;

/** When a briefing comes, in simple words of either language or as a cron of five fields. The value is the cron. */
export function rhythm(): Argument<string> {
  const offers = ({ t }: ReadContext) =>
    examples.map((name) => {
      const words = t(`briefings.rhythm.${name}`);
      return { label: words, value: words };
    });
  return argument<string, ReadContext>({
    name: 'period',
    schema: z.string(),
    discord: { type: 'string', maxLength: 100 },
    takesRest: true,
    ask: byButtons(offers),
    encode: (cron) => cron,
    async suggest(typed, context) {
      const words = typed.trim();
      if (words !== '' && readRhythm(words).ok) return [{ label: words, value: words }];
      return offers(context).filter(({ label }) => fold(label).includes(fold(words)));
    },
    read(raw, context) {
      const written = writtenOf(raw);
      const read = readRhythm(written);
      if (read.ok) return good(read.cron);
      return bad(
        `briefings.errors.rhythm.${read.fault}`,
        { text: [...written].slice(0, 100).join('') },
        offers(context),
      );
    },
  });
}
