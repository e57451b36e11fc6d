import { capital } from '../language/capital.ts';
import { button, message, paragraph } from '../message/build.ts';
import type { Button } from '../message/message.ts';
import { give, inRows, type Offer } from './asking/panel.ts';
import type { Definition } from './command.ts';
import type { Conversation } from './conversation.ts';
import { decode } from './decode.ts';
import { argumentName, commandKey, explainArgument } from './explain.ts';
import type { Question, Responder } from './invocation.ts';
import type { Problem, ReadContext } from './kind.ts';
import { type Prompt, steeringAction, tapAction } from './prompt-buttons.ts';

/**
 * The question for one argument: what is wrong, what is asked, and every button.
 * @returns the key of the words that say why there is nothing to ask
 */
export async function questionFor<Context extends ReadContext>(
  prompt: Prompt,
  problem: Problem | undefined,
  state: Conversation,
  definition: Definition<Context>,
  context: Context,
  { offersPeople = false }: Pick<Responder, 'offersPeople'>,
): Promise<Question | string> {
  const { t } = context;
  const { argument: name } = prompt;
  const shown = argumentName(state.command, name, context);
  const argument = definition.args[name];
  if (!argument) throw new Error(`${state.command} has no argument ${name}`);
  const { values } = await decode(definition.args, state.raw, context);
  const panel = await argument.kind.ask(state.view, context, values);
  const { takes, nothing } = panel;
  if (nothing !== undefined) return nothing;
  // Where the kind has no list that the words narrow down, what could have been meant stands first.
  const meant = argument.kind.suggest ? [] : (problem?.suggestions ?? []);
  const isMeant = ({ tap }: Offer) =>
    'give' in tap && meant.some(({ value }) => value === tap.give);
  // A kind may list the same again by the words that it could not read.
  const others = panel.rows.map((row) => row.filter((offer) => !isMeant(offer)));
  const rows = [...inRows(meant.map(give)), ...others.filter((row) => row.length > 0)];
  const hint = t(`commands.${commandKey(state.command)}.${name}.description`);
  const asks = t(rows.length > 0 ? 'kit.askChoice' : 'kit.ask', { hint });
  return {
    message: message(
      [
        ...(problem
          ? [paragraph(explainArgument(state.command, { argument: name, problem }, context))]
          : []),
        paragraph(asks),
      ],
      {
        buttons: [
          ...rows.map((row) => row.map(({ label, tap }) => button(label, tapAction(prompt, tap)))),
          steering(prompt, state, context),
        ],
      },
    ),
    ...(rows.length > 0
      ? {}
      : {
          input: {
            takes,
            text: t(
              takes === 'person' && !offersPeople ? 'kit.input.byName' : `kit.input.${takes}`,
              { argument: capital(shown) },
            ),
            placeholder: capital(shown),
            button: t('kit.choosePerson'),
          },
        }),
  };
}

/** The way back where there is one, past what may be left out, and out. */
function steering(prompt: Prompt, state: Conversation, { t }: ReadContext): Button[] {
  const { argument } = prompt;
  const isOptional = state.plan.some(({ name, optional }) => name === argument && optional);
  const hasWayBack = state.trail.some((before) => before !== argument);
  return [
    ...(hasWayBack ? [button(t('kit.back'), steeringAction(prompt, 'back'))] : []),
    ...(isOptional ? [button(t('kit.skip'), steeringAction(prompt, 'skip'))] : []),
    // Beside what cancels an event the way out of the question has a name of its own.
    button(
      t(state.command.endsWith('cancel') ? 'kit.stop' : 'kit.cancel'),
      steeringAction(prompt, 'cancel'),
      'danger',
    ),
  ];
}
