import { capitalize } from '../../language/text/capitalize.ts';
import { button, message, paragraph } from '../../message/build.ts';
import type { Button } from '../../message/message.ts';
import type { PromptQuestion } from '../adapter/prompt-question.ts';
import type { Responder } from '../adapter/responder.ts';
import type { ActionDefinition } from '../define/command.ts';
import type { ParseContext } from '../define/parse-context.ts';
import type { ArgumentError } from '../define/parse-result.ts';
import type { PickerButton } from '../define/picker.ts';
import { decode } from '../input/decode.ts';
import { argumentErrorText } from '../input/error-messages.ts';
import { askedWords } from '../names/asked-words.ts';
import { layoutRows, submitButton } from '../pickers/layout.ts';
import { navigationAction, type PromptRef, pickerAction } from './buttons.ts';
import type { PromptState } from './reducer.ts';

/**
 * Builds the question for one argument: the error, the question and all buttons.
 * @returns the key of a message instead when there is nothing to choose from
 */
export async function buildQuestion<Context extends ParseContext>(
  prompt: PromptRef,
  error: ArgumentError | undefined,
  state: PromptState,
  definition: ActionDefinition<Context>,
  context: Context,
  { hasUserPicker = false }: Pick<Responder, 'hasUserPicker'>,
): Promise<Pick<PromptQuestion, 'message' | 'input'> | string> {
  const { t } = context;
  const { argument: name } = prompt;
  const argument = definition.args[name];
  if (!argument) throw new Error(`${state.command} has no argument ${name}`);
  const { values } = await decode(definition.args, state.raw, context);
  const asked = await askedWords(state.command, { name, argument }, context, values);
  const view = await argument.type.picker(state.view, context, values);
  const { accepts, emptyKey } = view;
  if (emptyKey !== undefined) return emptyKey;
  // Types with `suggest` list their suggestions themselves, filtered by the text.
  const suggested = argument.type.suggest ? [] : (error?.suggestions ?? []);
  const isSuggested = ({ effect }: PickerButton) =>
    'submit' in effect && suggested.some(({ value }) => value === effect.submit);
  // A type may list the same value again.
  const others = view.rows.map((row) => row.filter((one) => !isSuggested(one)));
  const rows = [
    ...layoutRows(suggested.map(submitButton)),
    ...others.filter((row) => row.length > 0),
  ];
  const questionText = t(rows.length > 0 ? 'kit.askChoice' : 'kit.ask', {
    hint: asked.description,
  });
  return {
    message: message(
      [
        ...(error
          ? [paragraph(argumentErrorText(state.command, { argument: name, error }, context))]
          : []),
        paragraph(questionText),
      ],
      {
        buttons: [
          ...rows.map((row) =>
            row.map(({ label, effect }) => button(label, pickerAction(prompt, effect))),
          ),
          navigationButtons(prompt, state, context),
        ],
      },
    ),
    ...(rows.length > 0
      ? {}
      : {
          input: {
            takes: accepts,
            text: t(
              accepts === 'person' && !hasUserPicker ? 'kit.input.byName' : `kit.input.${accepts}`,
              { argument: capitalize(asked.label) },
            ),
            placeholder: capitalize(asked.label),
            button: t('kit.choosePerson'),
          },
        }),
  };
}

/** Back where there is an earlier question, skip for optional arguments, and cancel. */
function navigationButtons(prompt: PromptRef, state: PromptState, { t }: ParseContext): Button[] {
  const { argument } = prompt;
  const isOptional = state.plan.some(({ name, optional }) => name === argument && optional);
  const hasPrevious = state.trail.some((name) => name !== argument);
  return [
    ...(hasPrevious ? [button(t('kit.back'), navigationAction(prompt, 'back'))] : []),
    ...(isOptional ? [button(t('kit.skip'), navigationAction(prompt, 'skip'))] : []),
    // Commands that cancel something call leaving the question `stop`.
    button(
      t(state.command.endsWith('cancel') ? 'kit.stop' : 'kit.cancel'),
      navigationAction(prompt, 'cancel'),
      'danger',
    ),
  ];
}
