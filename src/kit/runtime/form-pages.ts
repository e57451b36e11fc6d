import { button, message, paragraph } from '../../message/build.ts';
import type { Action, Button, Message } from '../../message/message.ts';
import type { Form } from '../adapter/form.ts';
import type { ActionDefinition, AnyArgument } from '../define/command.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { type RawValues, typedForm } from '../define/raw-value.ts';
import type { InvalidArgument } from '../input/decode.ts';
import { argumentLabel, commandKey } from '../input/message-keys.ts';
import { maxFormFields } from '../limits.ts';

type Field<Context> = readonly [name: string, argument: AnyArgument<Context>];

const isField = <Context>([, { isFormField, isHidden }]: Field<Context>): boolean =>
  isFormField && !isHidden;

/** The sheets of a command's form: as many fields on each as the platform shows at once. */
export function formPages<Context>({
  args,
}: Pick<ActionDefinition<Context>, 'args'>): Field<Context>[][] {
  const fields = Object.entries(args).filter(isField);
  return Array.from({ length: Math.ceil(fields.length / maxFormFields) }, (_, page) =>
    fields.slice(page * maxFormFields, (page + 1) * maxFormFields),
  );
}

/** The arguments that stand in no form: they are right before a form is opened, so that nobody writes in vain. */
export const withoutFormFields = <Context>({ args }: Pick<ActionDefinition<Context>, 'args'>) => ({
  args: Object.fromEntries(Object.entries(args).filter((field) => !isField(field))),
});

const action = (command: string, args: RawValues, page: number): Action => ({
  command,
  args: { ...args },
  answer: 'reply',
  form: page,
});

function fieldOf<Context extends ParseContext>(
  command: string,
  [name, { type: kind, isRequired }]: Field<Context>,
  given: RawValues,
  context: Context,
): Form['fields'][number] {
  const value = given[name];
  const { type, minLength, maxLength } = kind.discordOption;
  return {
    name,
    label: argumentLabel(command, name, context),
    required: isRequired,
    multiline: kind.isMultiline ?? false,
    ...(type === 'string' && minLength !== undefined ? { min: minLength } : {}),
    ...(type === 'string' && maxLength !== undefined ? { max: maxLength } : {}),
    ...(value === undefined ? {} : { value: typedForm(value) }),
  };
}

/** One sheet, with what was given so far. */
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
    action: action(command, given, page),
    fields: (pages[page] ?? []).map((field) => fieldOf(command, field, given, context)),
  };
}

/** The arguments that these problems are about. */
export const invalidArgumentNames = (problems: readonly InvalidArgument[]): string[] =>
  problems.map(({ argument }) => argument);

/**
 * Opens a sheet for what was wrong, with what was written; everything else is kept. Nothing where it cannot be
 * written into a sheet.
 */
export function fixButton<Context extends ParseContext>(
  command: string,
  { args }: Pick<ActionDefinition<Context>, 'args'>,
  fields: readonly string[],
  given: RawValues,
  { t }: Context,
): Button | undefined {
  const canWrite = fields.every((name) => {
    const argument = args[name];
    return argument && !argument.isHidden && !argument.type.isUntypable;
  });
  if (!canWrite || fields.length === 0 || fields.length > maxFormFields) return undefined;
  return button(
    t('kit.form.mend'),
    { ...action(command, given, 0), fields: [...fields] },
    'primary',
  );
}

/** A sheet of these arguments alone. */
export function fixPage<Context extends ParseContext>(
  command: string,
  { args }: Pick<ActionDefinition<Context>, 'args'>,
  given: RawValues,
  fields: readonly string[],
  context: Context,
): Form {
  return {
    title: context.t('kit.form.mend'),
    action: { ...action(command, given, 0), fields: [...fields] },
    fields: fields.flatMap((name) => {
      const argument = args[name];
      return argument ? [fieldOf(command, [name, argument], given, context)] : [];
    }),
  };
}

/** What was given once a sheet came back: a field that was emptied is not given any more. */
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

/** Between two sheets: a form cannot answer a form, a button opens the next. */
export function nextPageMessage(
  command: string,
  given: RawValues,
  page: number,
  pages: number,
  { t }: ParseContext,
): Message {
  return message([paragraph(t('kit.form.next', { page: page + 1, pages }))], {
    buttons: [
      [button(t('kit.form.goOn', { page: page + 1 }), action(command, given, page), 'primary')],
    ],
  });
}

/** Opens a sheet of the form. */
export const openFormButton = (
  command: string,
  given: RawValues,
  page: number,
  { t }: ParseContext,
): Button => button(t('kit.form.open'), action(command, given, page), 'primary');

/** A form that came too late to open by itself. */
export const formReadyMessage = (open: readonly Button[], { t }: ParseContext): Message =>
  message([paragraph(t('kit.form.waits'))], { buttons: [open] });

/** Opens the form again with what was typed, at the sheet of the first mistake. */
export function reopenFormButton<Context extends ParseContext>(
  command: string,
  definition: ActionDefinition<Context>,
  given: RawValues,
  problems: readonly InvalidArgument[],
  { t }: Context,
): Button {
  const at = formPages(definition).findIndex((fields) =>
    fields.some(([name]) => problems.some(({ argument }) => argument === name)),
  );
  return button(t('kit.form.again'), action(command, given, Math.max(0, at)), 'primary');
}
