import type { Action } from '../../../message/message.ts';
import type { Form } from '../../adapter/form.ts';
import type { ActionDefinition, AnyArgument } from '../../define/command.ts';
import type { ParseContext } from '../../define/parse-context.ts';
import { type RawValues, typedForm } from '../../define/raw-value.ts';
import { maxFormFields } from '../../limits.ts';
import { argumentLabel, commandKey } from '../../names/message-keys.ts';

type Field<Context> = readonly [name: string, argument: AnyArgument<Context>];

const isField = <Context>([, { isFormField, isHidden }]: Field<Context>): boolean =>
  isFormField && !isHidden;

/** The pages of a command's form, each with as many fields as the platform shows at once. */
export function formPages<Context>({
  args,
}: Pick<ActionDefinition<Context>, 'args'>): Field<Context>[][] {
  const fields = Object.entries(args).filter(isField);
  return Array.from({ length: Math.ceil(fields.length / maxFormFields) }, (_, page) =>
    fields.slice(page * maxFormFields, (page + 1) * maxFormFields),
  );
}

/** The arguments outside the form. They must be valid before the form opens, so that nobody fills it in vain. */
export const withoutFormFields = <Context>({ args }: Pick<ActionDefinition<Context>, 'args'>) => ({
  args: Object.fromEntries(Object.entries(args).filter((field) => !isField(field))),
});

/** The call that a page of a form makes. */
export const formCall = (command: string, args: RawValues, page: number): Action => ({
  command,
  args: { ...args },
  answer: 'reply',
  form: page,
});

function fieldOf<Context extends ParseContext>(
  command: string,
  [name, { type: argumentType, isRequired }]: Field<Context>,
  given: RawValues,
  context: Context,
): Form['fields'][number] {
  const value = given[name];
  const { type, minLength, maxLength } = argumentType.discordOption;
  return {
    name,
    label: argumentLabel(command, name, context),
    required: isRequired,
    multiline: argumentType.isMultiline ?? false,
    ...(type === 'string' && minLength !== undefined ? { min: minLength } : {}),
    ...(type === 'string' && maxLength !== undefined ? { max: maxLength } : {}),
    ...(value === undefined ? {} : { value: typedForm(value) }),
  };
}

/** One page of the form, with the values given so far. */
export function formPage<Context extends ParseContext>(
  command: string,
  definition: ActionDefinition<Context>,
  given: RawValues,
  page: number,
  context: Context,
): Form {
  const pages = formPages(definition);
  const title = context.t(`commands.${commandKey(command)}.form`);
  return {
    title:
      pages.length > 1
        ? context.t('kit.form.title', { title, page: page + 1, pages: pages.length })
        : title,
    action: formCall(command, given, page),
    fields: (pages[page] ?? []).map((field) => fieldOf(command, field, given, context)),
  };
}

/** A page with only these arguments, to correct them. */
export function fixPage<Context extends ParseContext>(
  command: string,
  { args }: Pick<ActionDefinition<Context>, 'args'>,
  given: RawValues,
  fields: readonly string[],
  context: Context,
): Form {
  return {
    title: context.t('kit.form.mend'),
    action: { ...formCall(command, given, 0), fields: [...fields] },
    fields: fields.flatMap((name) => {
      const argument = args[name];
      return argument ? [fieldOf(command, [name, argument], given, context)] : [];
    }),
  };
}

/** All values after a page was sent: an emptied field has no value any more. */
export function mergeFormPage<Context>(
  definition: ActionDefinition<Context>,
  given: RawValues,
  { page, fields }: { page: number; fields?: readonly string[] | undefined },
  sent: RawValues,
): RawValues {
  const names = fields ?? (formPages(definition)[page] ?? []).map(([name]) => name);
  const kept = Object.entries(given).filter(([name]) => !names.includes(name));
  return { ...Object.fromEntries(kept), ...sent };
}
