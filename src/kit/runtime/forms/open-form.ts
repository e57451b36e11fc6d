import type { Invocation } from '../../adapter/invocation.ts';
import type { Responder } from '../../adapter/responder.ts';
import type { ActionDefinition } from '../../define/command.ts';
import type { ParseContext } from '../../define/parse-context.ts';
import { decode } from '../../input/decode.ts';
import { argumentErrorsMessage } from '../../input/error-messages.ts';
import type { Executor } from '../executor.ts';
import { fixButton, formReadyMessage, invalidArgumentNames, openFormButton } from './buttons.ts';
import { fixPage, formPage, formPages, withoutFormFields } from './pages.ts';

type Say<Context extends ParseContext> = Executor<Context>['say'];

/** Opens a page to correct invalid values; when it is too late for a form, sends a button that opens it. */
async function openFixPage<Context extends ParseContext>(
  { command, values }: Invocation,
  fields: readonly string[],
  definition: ActionDefinition<Context>,
  context: Context,
  responder: Responder,
  say: Say<Context>,
): Promise<void> {
  const page = await fixPage(command, definition, values, fields, context);
  if (await responder.openForm?.(page)) return;
  const again = fixButton(command, definition, fields, values, context);
  await say(formReadyMessage(again ? [again] : [], context), responder, 'private');
}

/**
 * Opens the form of a command on platforms that have forms. Arguments outside the form are checked first, so that
 * nobody fills in a form in vain.
 * @returns whether the call was answered: with a form, or with the errors
 */
export async function openForm<Context extends ParseContext>(
  invocation: Invocation,
  definition: ActionDefinition<Context>,
  context: Context,
  responder: Responder,
  say: Say<Context>,
): Promise<boolean> {
  const { command, values, form, step } = invocation;
  if (!responder.openForm || step !== undefined || form?.act === 'sent') return false;
  if (form?.fields) {
    await openFixPage(invocation, form.fields, definition, context, responder, say);
    return true;
  }
  const pages = formPages(definition);
  const hasFieldValues = pages.flat().some(([name]) => values[name] !== undefined);
  if (pages.length === 0 || (form === undefined && hasFieldValues)) return false;
  const { invalid } = await decode(withoutFormFields(definition).args, values, context);
  if (invalid.length > 0) {
    const fix = fixButton(command, definition, invalidArgumentNames(invalid), values, context);
    const errors = argumentErrorsMessage(command, invalid, values, context, undefined, fix);
    await say(errors, responder, 'ephemeral');
    return true;
  }
  const page = form?.page ?? 0;
  if (!(await responder.openForm(await formPage(command, definition, values, page, context)))) {
    const open = openFormButton(command, values, page, context);
    await say(formReadyMessage([open], context), responder, 'private');
  }
  return true;
}
