import type { Button } from '../../message/message.ts';
import type { Invocation } from '../adapter/invocation.ts';
import type { Responder } from '../adapter/responder.ts';
import { findUnmetCondition } from '../define/access.ts';
import type { ActionDefinition } from '../define/command.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { argumentError } from '../define/parse-result.ts';
import type { RawValues } from '../define/raw-value.ts';
import { decode, type InvalidArgument } from '../input/decode.ts';
import { accessDeniedMessage, argumentErrorsMessage } from '../input/error-messages.ts';
import { collectRawValues } from '../input/typed-line.ts';
import type { argumentNames } from '../names/argument-names.ts';
import type { createPromptService } from '../prompts/service.ts';
import { askWhichCommunity } from './community-choice.ts';
import type { Executor } from './executor.ts';
import {
  fixButton,
  invalidArgumentNames,
  nextPageMessage,
  reopenFormButton,
} from './forms/buttons.ts';
import { openForm } from './forms/open-form.ts';
import { formPages } from './forms/pages.ts';
import type { KitHost } from './host.ts';

/** The parts of the runtime that a call of an action needs. */
export interface ActionRuntime<Context extends ParseContext> {
  host: KitHost<Context>;
  executor: Executor<Context>;
  prompts: Pick<ReturnType<typeof createPromptService<Context>>, 'start'>;
  argumentNames: typeof argumentNames<Context>;
}

/** One call of an action, and how it is answered. */
interface ActionCall<Context> {
  invocation: Invocation;
  definition: ActionDefinition<Context>;
  context: Context;
  responder: Responder;
}

/**
 * Asks again for invalid values and keeps the valid ones: with a prompt, or with a button that opens a form.
 * @param invalid all errors to show
 * @param known errors that decoding the values again does not find
 * @param formButton reopens the command's form with the typed values
 */
async function askAgain<Context extends ParseContext>(
  { host, executor, prompts }: ActionRuntime<Context>,
  { invocation, definition, context, responder }: ActionCall<Context>,
  raw: RawValues,
  invalid: readonly InvalidArgument[],
  known: readonly InvalidArgument[],
  formButton: Button | undefined,
): Promise<void> {
  const { command, step, form, actor } = invocation;
  const isSetByButton = invalid.some(({ argument }) => definition.args[argument]?.isHidden);
  if (responder.showPrompt && step === undefined && !isSetByButton) {
    const isPersisted = host.isPersisted?.(context) ?? true;
    const persisted = isPersisted ? context : await host.createContext(actor);
    await prompts.start(command, raw, persisted, responder, known);
    return;
  }
  const reopen = form?.act === 'sent' && !form.fields ? formButton : undefined;
  const fix =
    responder.hasForms && step === undefined && !reopen
      ? fixButton(command, definition, invalidArgumentNames(invalid), raw, context)
      : undefined;
  const buttons = reopen ? [[reopen]] : undefined;
  await executor.say(
    argumentErrorsMessage(command, invalid, raw, context, buttons, fix),
    responder,
    'ephemeral',
  );
}

/**
 * Asks for the arguments that a pressed button names, where the platform has no forms: a value that is there already is
 * asked for anew. Several of them can be skipped one by one.
 * @returns whether they are asked for
 */
async function askForFields<Context extends ParseContext>(
  runtime: ActionRuntime<Context>,
  call: ActionCall<Context>,
): Promise<boolean> {
  const { form, values } = call.invocation;
  if (!form?.fields || form.act !== 'open' || !call.responder.showPrompt) return false;
  const asked = form.fields.map((argument) => ({
    argument,
    error: argumentError('kit.errors.missing'),
    isNeeded: form.fields?.length === 1,
  }));
  await askAgain(runtime, call, values, asked, asked, undefined);
  return true;
}

/** Explains the first unmet condition, or asks for which community the call is. */
async function denyAccess<Context extends ParseContext>(
  { host, executor }: ActionRuntime<Context>,
  { invocation, definition, context, responder }: ActionCall<Context>,
): Promise<boolean> {
  const unmet = await findUnmetCondition(definition.access, context, host.checkCondition);
  if (!unmet) return false;
  const question =
    unmet.rule === 'inCommunity' ? await askWhichCommunity(host, invocation, context) : undefined;
  await executor.say(question ?? accessDeniedMessage(unmet, context), responder, 'ephemeral');
  return true;
}

/**
 * Checks access, collects and decodes the values, and runs the handler; or answers with a form, a question or errors.
 * @param updatesMessage the answer replaces the message whose button was pressed
 * @returns whether the handler ran to its end
 */
export async function runAction<Context extends ParseContext>(
  runtime: ActionRuntime<Context>,
  call: ActionCall<Context>,
  updatesMessage: boolean,
): Promise<boolean> {
  const { host, executor } = runtime;
  const { invocation, definition, context, responder } = call;
  const { command, step, form } = invocation;
  if (await denyAccess(runtime, call)) return false;
  if (await openForm(invocation, definition, context, responder, executor.say)) return false;
  if (await askForFields(runtime, call)) return false;
  const { values: raw, ambiguous } = await collectRawValues(
    invocation,
    definition,
    context,
    runtime.argumentNames,
  );
  const pages = step === undefined ? formPages(definition).length : 0;
  if (form?.act === 'sent' && !form.fields && form.page + 1 < pages) {
    const next = nextPageMessage(command, raw, form.page + 1, pages, context);
    await executor.say(next, responder, 'private');
    return false;
  }
  const decoded = await decode(definition.args, raw, context);
  const isAmbiguous = (name: string) => ambiguous.some(({ argument }) => argument === name);
  const invalid = [
    ...ambiguous,
    ...decoded.invalid.filter(({ argument }) => !isAmbiguous(argument)),
  ];
  const formButton =
    responder.hasForms && pages > 0
      ? reopenFormButton(command, definition, raw, invalid, context)
      : undefined;
  if (invalid.length > 0) {
    await askAgain(runtime, call, raw, invalid, ambiguous, formButton);
    return false;
  }
  return executor.run(definition, decoded.values, context, responder, {
    command: step === undefined ? command : `${command} ${step}`,
    updatesMessage,
    askWhichCommunity: () => askWhichCommunity(host, invocation, context),
    ...(formButton ? { reopenFormButton: formButton } : {}),
    ...(step === undefined
      ? {
          askAgain: (rejected) => askAgain(runtime, call, raw, rejected, rejected, formButton),
        }
      : {}),
  });
}
