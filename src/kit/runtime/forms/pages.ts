import { capitalize } from '../../../language/text/capitalize.ts';
import type { Action } from '../../../message/message.ts';
import type { Form } from '../../adapter/form.ts';
import type { ActionDefinition } from '../../define/command.ts';
import type { ParseContext } from '../../define/parse-context.ts';
import type { RawValues } from '../../define/raw-value.ts';
import { decode } from '../../input/decode.ts';
import { plainErrorText } from '../../input/error-messages.ts';
import { maxFormFields } from '../../limits.ts';
import { argumentLabel, commandKey } from '../../names/message-keys.ts';
import { type Field, formFields } from './fields.ts';

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

/** One page of the form, with the values given so far. */
export async function formPage<Context extends ParseContext>(
  command: string,
  definition: ActionDefinition<Context>,
  given: RawValues,
  page: number,
  context: Context,
): Promise<Form> {
  const pages = formPages(definition);
  const title = context.t(`commands.${commandKey(command)}.form`);
  const asked = pages[page] ?? [];
  const hasLists = asked.some(([, { type }]) => type.formField !== undefined);
  const values = hasLists ? (await decode(definition.args, given, context)).values : {};
  return {
    title:
      pages.length > 1
        ? context.t('kit.form.title', { title, page: page + 1, pages: pages.length })
        : title,
    action: formCall(command, given, page),
    fields: await formFields(command, asked, given, values, context),
  };
}

/** A page with only these arguments, asked for or to be corrected; what is wrong with them stands before the fields. */
export async function fixPage<Context extends ParseContext>(
  command: string,
  definition: Pick<ActionDefinition<Context>, 'args'>,
  given: RawValues,
  names: readonly string[],
  context: Context,
): Promise<Form> {
  const asked = names.flatMap((name): Field<Context>[] => {
    const argument = definition.args[name];
    return argument ? [[name, argument]] : [];
  });
  const { values, invalid } = await decode(definition.args, given, context);
  const problems = invalid.filter(({ argument }) => names.includes(argument));
  const labels = names.map((name) => capitalize(argumentLabel(command, name, context)));
  return {
    title: problems.length === 0 ? labels.join(' · ') : context.t('kit.form.mend'),
    ...(problems.length === 0
      ? {}
      : { explanation: problems.map((one) => plainErrorText(command, one, context)).join('\n') }),
    action: { ...formCall(command, given, 0), fields: [...names] },
    fields: await formFields(command, asked, given, values, context),
  };
}

/** All values after a page was sent: an emptied field has no value any more, except a file, which no form shows. */
export function mergeFormPage<Context>(
  definition: ActionDefinition<Context>,
  given: RawValues,
  { page, fields }: { page: number; fields?: readonly string[] | undefined },
  sent: RawValues,
): RawValues {
  const names = fields ?? (formPages(definition)[page] ?? []).map(([name]) => name);
  const isEmptied = (name: string) =>
    names.includes(name) && definition.args[name]?.type.isUntypable !== true;
  const kept = Object.entries(given).filter(([name]) => !isEmptied(name));
  return { ...Object.fromEntries(kept), ...sent };
}
