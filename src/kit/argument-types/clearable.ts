import { z } from 'zod';
import { fold } from '../../language/text/fold.ts';
import { type Argument, argument } from '../define/argument.ts';
import { textValue } from '../define/form-field.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { ok, type Suggestion } from '../define/parse-result.ts';
import type { Picker } from '../define/picker.ts';
import { rawText } from '../define/raw-value.ts';
import { fieldOf } from '../pickers/field-of.ts';
import { submitButton } from '../pickers/layout.ts';

/** What stands for nothing on its way through a platform. */
export const clearToken = '-';

/** Words that mean nothing, folded. */
const clearWords: ReadonlySet<string> = new Set([clearToken, '–', '—', 'none', 'khong co']);

/** UTF-16 units of a value that a platform lists. Source: Discord, "Application Command Option Choice". */
const longestOffer = 100;

const isClear = (written: string): boolean => clearWords.has(fold(written));

/**
 * Words that may be taken away again: `-`, `none` or `không có`, all of what was given, is the empty text; Discord
 * offers it while typing, a question as a button. Everything else is read as before.
 */
export function clearable<Value, Context extends ParseContext>(
  of: Argument<Value, Context>,
): Argument<Value | '', Context> {
  const { type } = of;
  const offer = ({ t }: Context): Suggestion => ({ label: t('kit.clear'), value: clearToken });
  const picker: Picker<Context> = async (view, context, given) => {
    const panel = await type.picker(view, context, given);
    return { ...panel, rows: [...panel.rows, [submitButton(offer(context))]] };
  };
  return argument<Value | '', Context>({
    ...type,
    // A typed option of Discord would not take the token.
    discordOption:
      type.discordOption.type === 'string' ? type.discordOption : { type: 'string', minLength: 1 },
    schema: z.union([z.literal(''), type.schema]),
    picker,
    async formField(raw, context, given) {
      const field = await fieldOf(type, raw, context, given);
      if (field.kind === 'text') return { ...field, min: 1 };
      const isChosen = raw !== undefined && isClear(rawText(raw).trim());
      return field.kind === 'one'
        ? {
            ...field,
            options: [...field.options, offer(context)],
            ...(isChosen ? { value: clearToken } : {}),
          }
        : { kind: 'text', isMultiline: false, ...textValue(raw) };
    },
    encode: (value, context) => (value === '' ? clearToken : type.encode(value, context)),
    suggest: async (typed, context) => {
      const words = typed.trim();
      if (words === '' || isClear(words)) return [offer(context)];
      // What is being written stays first, since clients take the first by the Tab key; nothing stands alone there.
      return words.length > longestOffer ? [] : [{ label: words, value: words }, offer(context)];
    },
    parse: (raw, context, given) =>
      isClear(rawText(raw).trim()) ? ok('') : type.parse(raw, context, given),
  });
}
