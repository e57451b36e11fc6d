import { button, message, paragraph } from '../message/build.ts';
import type { Action, Button, Message } from '../message/message.ts';
import type { AnyArgument, Definition } from './command.ts';
import type { ArgumentProblem } from './decode.ts';
import { argumentName, commandKey } from './explain.ts';
import { fieldsOfForm } from './form.ts';
import type { Form } from './invocation.ts';
import type { ReadContext } from './kind.ts';
import { inText, type RawValues } from './raw.ts';

type Field<Context> = readonly [name: string, argument: AnyArgument<Context>];

const isField = <Context>([, { inForm, hidden }]: Field<Context>): boolean => inForm && !hidden;

/** The sheets of a command's form: as many fields on each as the platform shows at once. */
export function formPages<Context>({
  args,
}: Pick<Definition<Context>, 'args'>): Field<Context>[][] {
  const fields = Object.entries(args).filter(isField);
  return Array.from({ length: Math.ceil(fields.length / fieldsOfForm) }, (_, page) =>
    fields.slice(page * fieldsOfForm, (page + 1) * fieldsOfForm),
  );
}

/** The arguments that stand in no form: they are right before a form is opened, so that nobody writes in vain. */
export const outsideForm = <Context>({ args }: Pick<Definition<Context>, 'args'>) => ({
  args: Object.fromEntries(Object.entries(args).filter((field) => !isField(field))),
});

const action = (command: string, args: RawValues, page: number): Action => ({
  command,
  args: { ...args },
  answer: 'reply',
  form: page,
});

/** One sheet, with what was given so far. */
export function formPage<Context extends ReadContext>(
  command: string,
  definition: Definition<Context>,
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
    fields: (pages[page] ?? []).map(([name, { kind, required }]) => {
      const value = given[name];
      const { type, minLength, maxLength } = kind.discord;
      return {
        name,
        label: argumentName(command, name, context),
        required,
        multiline: kind.multiline ?? false,
        ...(type === 'string' && minLength !== undefined ? { min: minLength } : {}),
        ...(type === 'string' && maxLength !== undefined ? { max: maxLength } : {}),
        ...(value === undefined ? {} : { value: inText(value) }),
      };
    }),
  };
}

/** What was given once a sheet came back: a field that was emptied is not given any more. */
export function withPage<Context>(
  definition: Definition<Context>,
  given: RawValues,
  page: number,
  sent: RawValues,
): RawValues {
  const names = (formPages(definition)[page] ?? []).map(([name]) => name);
  const kept = Object.entries(given).filter(([name]) => !names.includes(name));
  return { ...Object.fromEntries(kept), ...sent };
}

/** Between two sheets: a form cannot answer a form, a button opens the next. */
export function nextPage(
  command: string,
  given: RawValues,
  page: number,
  pages: number,
  { t }: ReadContext,
): Message {
  return message([paragraph(t('kit.form.next', { page: page + 1, pages }))], {
    buttons: [
      [button(t('kit.form.goOn', { page: page + 1 }), action(command, given, page), 'primary')],
    ],
  });
}

/** A form that came too late to open by itself. */
export const formWaits = (
  command: string,
  given: RawValues,
  page: number,
  { t }: ReadContext,
): Message =>
  message([paragraph(t('kit.form.waits'))], {
    buttons: [[button(t('kit.form.open'), action(command, given, page), 'primary')]],
  });

/** Opens the form again with what was typed, at the sheet of the first mistake. */
export function openAgain<Context extends ReadContext>(
  command: string,
  definition: Definition<Context>,
  given: RawValues,
  problems: readonly ArgumentProblem[],
  { t }: Context,
): Button {
  const at = formPages(definition).findIndex((fields) =>
    fields.some(([name]) => problems.some(({ argument }) => argument === name)),
  );
  return button(t('kit.form.again'), action(command, given, Math.max(0, at)), 'primary');
}
