import type { ArgumentType } from '../define/argument-type.ts';
import { type FormField, type FormFieldOf, textValue } from '../define/form-field.ts';

/** The field of an argument of this type: its own kind, or a text field as long as the platform's typed option. */
export function fieldOf<Context>(
  {
    formField,
    discordOption,
    isMultiline = false,
  }: Pick<ArgumentType<unknown, Context>, 'formField' | 'discordOption' | 'isMultiline'>,
  ...[value, context, given]: Parameters<FormFieldOf<Context>>
): FormField | Promise<FormField> {
  if (formField) return formField(value, context, given);
  const { type, minLength: min, maxLength: max } = discordOption;
  return {
    kind: 'text',
    isMultiline,
    ...(type === 'string' && min !== undefined ? { min } : {}),
    ...(type === 'string' && max !== undefined ? { max } : {}),
    ...textValue(value),
  };
}
