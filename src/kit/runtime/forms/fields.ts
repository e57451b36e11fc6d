import type { Form } from '../../adapter/form.ts';
import type { AnyArgument } from '../../define/command.ts';
import type { FormField } from '../../define/form-field.ts';
import type { ParseContext, PrecedingValues } from '../../define/parse-context.ts';
import type { RawValues } from '../../define/raw-value.ts';
import { askedWords } from '../../names/asked-words.ts';
import { fieldOf } from '../../pickers/field-of.ts';

/** An argument with its name. */
export type Field<Context> = readonly [name: string, argument: AnyArgument<Context>];

/** Whether no tick means no: where it could mean that nothing was said, both answers are on offer instead. */
function inputOf<Context extends ParseContext>(
  input: FormField,
  { isRequired, defaultValue }: AnyArgument<Context>,
  isGiven: boolean,
  { t }: Context,
): FormField {
  if (input.kind !== 'yesNo' || isGiven || isRequired) return input;
  if (defaultValue !== undefined) return { kind: 'yesNo', value: defaultValue === true };
  const options = [
    { label: t('kit.yes'), value: 'yes' },
    { label: t('kit.no'), value: 'no' },
  ];
  return { kind: 'one', options };
}

/**
 * These arguments as the fields of a form, with what was given for them before.
 * @param values the values of the valid arguments
 */
export const formFields = <Context extends ParseContext>(
  command: string,
  asked: readonly Field<Context>[],
  given: RawValues,
  values: PrecedingValues,
  context: Context,
): Promise<Form['fields'][number][]> =>
  Promise.all(
    asked.map(async ([name, argument]) => {
      const raw = given[name];
      const input = await fieldOf(argument.type, raw, context, values);
      // No form shows a file that was sent before: it stays unless another one comes.
      const isKept = input.kind === 'file' && values[name] !== undefined;
      return {
        name,
        ...(await askedWords(command, { name, argument }, context, values)),
        required: argument.isRequired && !isKept,
        input: inputOf(input, argument, raw !== undefined, context),
      };
    }),
  );
