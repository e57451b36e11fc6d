import type { FormField } from '../define/form-field.ts';
import type { Suggestion } from '../define/parse-result.ts';
import { type RawValue, rawText, typedForm } from '../define/raw-value.ts';
import { maxSuggestions } from '../limits.ts';

/** Finds at most `limit` values for what was typed. */
type Suggest = (typed: string, limit: number) => Promise<readonly Suggestion[]>;

/**
 * A list to choose from: all there is when that fits on one list, else what fits the words given before. Nothing when
 * neither is a list.
 * @param value what was given before, valid or not
 */
export async function optionField(
  value: RawValue | undefined,
  suggest: Suggest,
): Promise<Extract<FormField, { kind: 'one' }> | undefined> {
  const all = await suggest('', maxSuggestions + 1);
  const isAll = all.length <= maxSuggestions;
  const words = value === undefined ? '' : rawText(value).trim();
  const options = isAll || words === '' ? all : await suggest(words, maxSuggestions);
  if (options.length === 0 || options.length > maxSuggestions) return undefined;
  const given = value === undefined ? undefined : typedForm(value);
  const chosen = options.find((one) => one.value === given || one.label === words);
  return { kind: 'one', options, ...(chosen ? { value: chosen.value } : {}) };
}
