import type { Button, Message } from '../message/message.ts';
import { type Cooldown, type Definition, Refusal } from './command.ts';
import type { ArgumentProblem } from './decode.ts';
import { refusing } from './explain.ts';
import type { Audience, Responder, Said, Visibility } from './invocation.ts';
import type { Problem, ReadContext, Words } from './kind.ts';
import { createSealer } from './seal.ts';
import type { KitStore } from './store.ts';

interface Parts<Context> {
  store: KitStore;
  scope(context: Context, per: Cooldown['per']): string | undefined;
  here(context: Context): string;
}

/** How a handler is run, beside its values. */
export interface Run {
  /** The command's name. */
  command: string;
  /** The answer changes the message whose button was pressed. */
  update: boolean;
  /** What is asked instead, where it is not clear for which community the handler shall act. */
  whichOne?: () => Promise<Message | undefined>;
  /** Opens the command's form again, for when the handler says no. */
  again?: Button;
  /** Asks again for what the handler will not take, and keeps the rest. */
  mend?(problems: readonly ArgumentProblem[]): Promise<void>;
}

/** Runs handlers whose values were read and checked, and says what they say. */
export function createRunner<Context extends ReadContext>({ store, scope, here }: Parts<Context>) {
  const seal = createSealer(store);

  /** Says it with its buttons kept; what changes it later keeps those of the change. */
  async function say(
    said: Message,
    responder: Responder,
    audience: Audience | 'update',
    from = responder.from,
  ): Promise<Said> {
    const sealed = await seal(said, from);
    const { update } =
      audience === 'update'
        ? await responder.update(sealed)
        : await responder.say(sealed, audience);
    return { update: async (next) => update(await seal(next, from)) };
  }

  const refuse = (
    { key, params }: Pick<Problem, 'key' | 'params'>,
    { t }: Words,
    responder: Responder,
    buttons: readonly (readonly Button[])[] = [],
  ) => say(refusing(t(key, params), buttons), responder, 'quiet');

  /** The milliseconds that a cooldown still runs, or how to end the one that begins now. */
  async function cool(
    { cooldown }: Definition<Context>,
    command: string,
    context: Context,
  ): Promise<{ left: number; undo(): Promise<void> }> {
    const whose = cooldown && scope(context, cooldown.per);
    if (!cooldown || whose === undefined) return { left: 0, undo: async () => {} };
    const key = `${command} ${cooldown.per} ${whose}`;
    return {
      left: await store.cool(key, cooldown.seconds * 1000),
      undo: () => store.warm(key),
    };
  }

  /** @returns whether the handler did what it is for */
  async function run(
    definition: Definition<Context>,
    values: Record<string, unknown>,
    context: Context,
    responder: Responder,
    { command, update, again, mend, whichOne }: Run,
  ): Promise<boolean> {
    const cooling = await cool(definition, command, context);
    if (cooling.left > 0) {
      const seconds = Math.ceil(cooling.left / 1000);
      await refuse({ key: 'kit.errors.cooldown', params: { seconds } }, context, responder);
      return false;
    }
    try {
      const { visibility } = definition;
      // What is said in private of a group's things stays of that group's community.
      const speak = (message: Message, to: Visibility | 'update') =>
        say(
          message,
          responder,
          to,
          responder.from ??
            (to !== 'public' && to !== 'update' && responder.aside ? here(context) : undefined),
        );
      const said = await definition.run({
        ...context,
        say: (message: Message, to = visibility) => speak(message, to),
        answer: (message: Message) => speak(message, update ? 'update' : visibility),
        args: values,
      });
      if (said) await speak(said, update ? 'update' : visibility);
      return true;
    } catch (error) {
      await cooling.undo();
      if (!(error instanceof Refusal)) throw error;
      const { problem, about } = error;
      const wrong = about.filter((name) => definition.args[name]?.hidden === false);
      const asked = problem.key === 'kit.refused.inCommunity' ? await whichOne?.() : undefined;
      if (asked) await say(asked, responder, 'quiet');
      else if (mend && wrong.length > 0)
        await mend(wrong.map((argument) => ({ argument, problem })));
      else await refuse(problem, context, responder, again ? [[again]] : []);
      return false;
    }
  }

  return { say, refuse, run };
}
