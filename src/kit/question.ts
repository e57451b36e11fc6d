import { button, message, paragraph } from '../message/build.ts';
import type { Action, Button } from '../message/message.ts';
import type { Offer, Tap } from './asking/panel.ts';
import type { Definition } from './command.ts';
import type { Conversation } from './conversation.ts';
import { decode } from './decode.ts';
import { argumentName, commandKey, explainProblem } from './explain.ts';
import type { Question } from './invocation.ts';
import type { Problem, ReadContext } from './kind.ts';

/** The pseudo command of the buttons under a question. */
export const promptCommand = 'prompt';

/** What a button under a question does, beside what it looks at or gives. */
type PromptStep = 'give' | 'look' | 'tick' | 'giveTicked' | 'skip' | 'back' | 'cancel';

export interface Asking {
  /** The conversation's id. */
  prompt: string;
  accountId: string;
  argument: string;
  problem: Problem | undefined;
}

/** The question for one argument: what is wrong, what is asked, and every button. */
export async function questionFor<Context extends ReadContext>(
  { prompt, accountId, argument: name, problem }: Asking,
  state: Conversation,
  definition: Definition<Context>,
  context: Context,
): Promise<Question> {
  const { t } = context;
  const shown = argumentName(state.command, name, context);
  const argument = definition.args[name];
  if (!argument) throw new Error(`${state.command} has no argument ${name}`);
  const { values } = await decode(definition.args, state.raw, context);
  const { rows, takes } = await argument.kind.ask(state.view, context, values);
  const act = (step: PromptStep, args: Action['args'] = {}): Omit<Action, 'answer'> => ({
    command: promptCommand,
    step,
    args: { ...args, prompt, argument: name },
    account: accountId,
  });
  const tapped = (tap: Tap) => {
    if ('give' in tap) return act('give', { value: tap.give });
    if ('tick' in tap) return act('tick', { value: tap.tick });
    return 'look' in tap ? act('look', tap.look) : act('giveTicked');
  };
  const offered = ({ label, tap }: Offer): Button => button(label, tapped(tap));
  const { optional = false } = state.plan.find((one) => one.name === name) ?? {};
  const hasWayBack = state.trail.some((before) => before !== name);
  const steering = [
    ...(hasWayBack ? [button(t('kit.back'), act('back'))] : []),
    ...(optional ? [button(t('kit.skip'), act('skip'))] : []),
    button(t('kit.cancel'), act('cancel'), 'danger'),
  ];
  const hint = t(`commands.${commandKey(state.command)}.${name}.description`);
  return {
    message: message(
      [
        ...(problem ? [paragraph(explainProblem(problem, context))] : []),
        paragraph(
          rows.length > 0
            ? t('kit.askChoice', { argument: shown, hint })
            : t('kit.ask', { argument: shown, hint }),
        ),
      ],
      { buttons: [...rows.map((row) => row.map(offered)), steering] },
    ),
    ...(rows.length > 0
      ? {}
      : {
          input: {
            takes,
            text: t(`kit.input.${takes}`, { argument: shown }),
            placeholder: shown,
            button: t('kit.choosePerson'),
          },
        }),
  };
}
