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

/** Stands for an empty value in platforms' options. */
export const clearToken = '-';

/** Words for an empty value, folded. */
const clearWords: ReadonlySet<string> = new Set([clearToken, '–', '—', 'none', 'khong co']);

/** Maximum length of a suggested value, in UTF-16 units. Source: Discord, "Application Command Option Choice". */
const longestOffer = 100;

const isClear = (written: string): boolean => clearWords.has(fold(written));

/**
 * Makes a value clearable: `-`, `none` or `không có` as the whole input gives the empty text. Discord suggests it
 * while typing, prompts offer it as a button, descriptions say it. All other input is parsed as before.
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
    isClearable: true,
    // A typed Discord option would reject the token.
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
      // The typed text comes first, since the Tab key takes the first suggestion.
      return words.length > longestOffer ? [] : [{ label: words, value: words }, offer(context)];
    },
    parse: (raw, context, given) =>
      isClear(rawText(raw).trim()) ? ok('') : type.parse(raw, context, given),
  });
}
