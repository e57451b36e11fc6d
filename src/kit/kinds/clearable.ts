import { z } from 'zod';
import { fold } from '../../language/fold.ts';
import { type Argument, argument } from '../argument.ts';
import { type Asking, give } from '../asking/panel.ts';
import { good, type ReadContext, type Suggestion } from '../kind.ts';
import { writtenOf } from '../raw.ts';

/** What stands for nothing on its way through a platform. */
export const clearing = '-';

/** Words that mean nothing, folded. */
const nothings: ReadonlySet<string> = new Set([clearing, '–', '—', 'none', 'khong co']);

/** UTF-16 units of a value that a platform lists. Source: Discord, "Application Command Option Choice". */
const longestOffer = 100;

const isNothing = (written: string): boolean => nothings.has(fold(written));

/**
 * Words that may be taken away again: `-`, `none` or `không có`, all of what was given, is the empty text; Discord
 * offers it while typing, a question as a button. Everything else is read as before.
 */
export function clearable<Context extends ReadContext>(
  of: Argument<string, Context>,
): Argument<string, Context> {
  const { kind } = of;
  const offer = ({ t }: Context): Suggestion => ({ label: t('kit.clear'), value: clearing });
  const ask: Asking<Context> = async (view, context, given) => {
    const panel = await kind.ask(view, context, given);
    return { ...panel, rows: [...panel.rows, [give(offer(context))]] };
  };
  return argument<string, Context>({
    ...kind,
    schema: z.union([z.literal(''), kind.schema]),
    ask,
    encode: (value, context) => (value === '' ? clearing : kind.encode(value, context)),
    suggest: async (typed, context) => {
      const words = typed.trim();
      if (words === '' || isNothing(words)) return [offer(context)];
      // What is being written stays first, since clients take the first by the Tab key; nothing stands alone there.
      return words.length > longestOffer ? [] : [{ label: words, value: words }, offer(context)];
    },
    read: (raw, context, given) =>
      isNothing(writtenOf(raw).trim()) ? good('') : kind.read(raw, context, given),
  });
}
