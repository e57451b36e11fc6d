import { button, message, paragraph } from '../../../message/build.ts';
import type { Button, Message } from '../../../message/message.ts';
import type { ActionDefinition } from '../../define/command.ts';
import type { ParseContext } from '../../define/parse-context.ts';
import type { RawValues } from '../../define/raw-value.ts';
import type { InvalidArgument } from '../../input/decode.ts';
import { maxFormFields } from '../../limits.ts';
import { formCall, formPages } from './pages.ts';

/** The names of these arguments. */
export const invalidArgumentNames = (invalid: readonly InvalidArgument[]): string[] =>
  invalid.map(({ argument }) => argument);

/** Opens a page with the invalid arguments; all other values are kept. Undefined when they do not fit on a form. */
export function fixButton<Context extends ParseContext>(
  command: string,
  { args }: Pick<ActionDefinition<Context>, 'args'>,
  fields: readonly string[],
  given: RawValues,
  { t }: Context,
): Button | undefined {
  const canWrite = fields.every((name) => {
    const argument = args[name];
    const { isUntypable, formField } = argument?.type ?? {};
    return argument && !argument.isHidden && (!isUntypable || formField);
  });
  if (!canWrite || fields.length === 0 || fields.length > maxFormFields) return undefined;
  return button(
    t('kit.form.mend'),
    { ...formCall(command, given, 0), fields: [...fields] },
    'primary',
  );
}

/** Between two pages: a form cannot be answered with a form, so a button opens the next page. */
export function nextPageMessage(
  command: string,
  given: RawValues,
  page: number,
  pages: number,
  { t }: ParseContext,
): Message {
  return message([paragraph(t('kit.form.next', { page: page + 1, pages }))], {
    buttons: [
      [button(t('kit.form.goOn', { page: page + 1 }), formCall(command, given, page), 'primary')],
    ],
  });
}

/** Opens a page of the form. */
export const openFormButton = (
  command: string,
  given: RawValues,
  page: number,
  { t }: ParseContext,
): Button => button(t('kit.form.open'), formCall(command, given, page), 'primary');

/** Shown when it is too late to open the form itself. */
export const formReadyMessage = (open: readonly Button[], { t }: ParseContext): Message =>
  message([paragraph(t('kit.form.waits'))], { buttons: [open] });

/** Opens the form again with the typed values, at the page of the first error. */
export function reopenFormButton<Context extends ParseContext>(
  command: string,
  definition: ActionDefinition<Context>,
  given: RawValues,
  invalid: readonly InvalidArgument[],
  { t }: Context,
): Button {
  const at = formPages(definition).findIndex((fields) =>
    fields.some(([name]) => invalid.some(({ argument }) => argument === name)),
  );
  return button(t('kit.form.again'), formCall(command, given, Math.max(0, at)), 'primary');
}
