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
import { argumentLabel, commandKey } from '../input/message-keys.ts';
import { layoutRows, submitButton } from '../pickers/layout.ts';
import { navigationAction, type PromptRef, pickerAction } from './buttons.ts';
import type { PromptState } from './reducer.ts';

/**
 * The question for one argument: what is wrong, what is asked, and every button.
 * @returns the key of the words that say why there is nothing to ask
 */
export async function buildQuestion<Context extends ParseContext>(
  prompt: PromptRef,
  error: ArgumentError | undefined,
  state: PromptState,
  definition: ActionDefinition<Context>,
  context: Context,
  { hasUserPicker = false }: Pick<Responder, 'hasUserPicker'>,
): Promise<PromptQuestion | string> {
  const { t } = context;
  const { argument: name } = prompt;
  const shown = argumentLabel(state.command, name, context);
  const argument = definition.args[name];
  if (!argument) throw new Error(`${state.command} has no argument ${name}`);
  const { values } = await decode(definition.args, state.raw, context);
  const panel = await argument.type.picker(state.view, context, values);
  const { accepts, emptyKey } = panel;
  if (emptyKey !== undefined) return emptyKey;
  // Where the kind has no list that the words narrow down, what could have been meant stands first.
  const meant = argument.type.suggest ? [] : (error?.suggestions ?? []);
  const isMeant = ({ effect }: PickerButton) =>
    'submit' in effect && meant.some(({ value }) => value === effect.submit);
  // A kind may list the same again by the words that it could not read.
  const others = panel.rows.map((row) => row.filter((offer) => !isMeant(offer)));
  const rows = [...layoutRows(meant.map(submitButton)), ...others.filter((row) => row.length > 0)];
  const hint = t(`commands.${commandKey(state.command)}.${name}.description`);
  const asks = t(rows.length > 0 ? 'kit.askChoice' : 'kit.ask', { hint });
  return {
    message: message(
      [
        ...(error
          ? [paragraph(argumentErrorText(state.command, { argument: name, error }, context))]
          : []),
        paragraph(asks),
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
              { argument: capitalize(shown) },
            ),
            placeholder: capitalize(shown),
            button: t('kit.choosePerson'),
          },
        }),
  };
}

/** The way back where there is one, past what may be left out, and out. */
function navigationButtons(prompt: PromptRef, state: PromptState, { t }: ParseContext): Button[] {
  const { argument } = prompt;
  const isOptional = state.plan.some(({ name, optional }) => name === argument && optional);
  const hasWayBack = state.trail.some((before) => before !== argument);
  return [
    ...(hasWayBack ? [button(t('kit.back'), navigationAction(prompt, 'back'))] : []),
    ...(isOptional ? [button(t('kit.skip'), navigationAction(prompt, 'skip'))] : []),
    // Beside what cancels an event the way out of the question has a name of its own.
    button(
      t(state.command.endsWith('cancel') ? 'kit.stop' : 'kit.cancel'),
      navigationAction(prompt, 'cancel'),
      'danger',
    ),
  ];
}
