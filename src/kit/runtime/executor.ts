import type { Button, Message } from '../../message/message.ts';
import type { Responder } from '../adapter/responder.ts';
import type { ActionDefinition, Cooldown } from '../define/command.ts';
import type { Localizer, ParseContext } from '../define/parse-context.ts';
import type { ArgumentError } from '../define/parse-result.ts';
import type { ReplyVisibility, SentMessage, Visibility } from '../define/reply.ts';
import { UserError } from '../define/user-error.ts';
import type { InvalidArgument } from '../input/decode.ts';
import { errorMessage } from '../input/error-messages.ts';
import { createActionTokenAttacher } from './action-tokens.ts';
import type { KitStore } from './store.ts';

interface ExecutorOptions<Context> {
  store: KitStore;
  cooldownScope(context: Context, per: Cooldown['per']): string | undefined;
  currentPlace(context: Context): string;
}

/** How a handler is run, beside its values. */
export interface ExecutionOptions {
  /** The command's name. */
  command: string;
  /** The answer changes the message whose button was pressed. */
  updatesMessage: boolean;
  /** What is asked instead, where it is not clear for which community the handler shall act. */
  askWhichCommunity?: () => Promise<Message | undefined>;
  /** Opens the command's form again, for when the handler says no. */
  reopenFormButton?: Button;
  /** Asks again for what the handler will not take, and keeps the rest. */
  askAgain?(problems: readonly InvalidArgument[]): Promise<void>;
}

/** Runs handlers whose values were read and checked, and says what they say. */
export function createExecutor<Context extends ParseContext>({
  store,
  cooldownScope,
  currentPlace,
}: ExecutorOptions<Context>) {
  const seal = createActionTokenAttacher(store);

  /** Says it with its buttons kept; what changes it later keeps those of the change. */
  async function say(
    said: Message,
    responder: Responder,
    audience: ReplyVisibility | 'update',
    from = responder.originPlace,
  ): Promise<SentMessage> {
    const sealed = await seal(said, from);
    const { update } =
      audience === 'update'
        ? await responder.update(sealed)
        : await responder.say(sealed, audience);
    return { update: async (next) => update(await seal(next, from)) };
  }

  const refuse = (
    { key, params }: Pick<ArgumentError, 'key' | 'params'>,
    { t }: Localizer,
    responder: Responder,
    buttons: readonly (readonly Button[])[] = [],
  ) => say(errorMessage(t(key, params), buttons), responder, 'ephemeral');

  /** The milliseconds that a cooldown still runs, or how to end the one that begins now. */
  async function startCooldown(
    { cooldown }: ActionDefinition<Context>,
    command: string,
    context: Context,
  ): Promise<{ left: number; undo(): Promise<void> }> {
    const whose = cooldown && cooldownScope(context, cooldown.per);
    if (!cooldown || whose === undefined) return { left: 0, undo: async () => {} };
    const key = `${command} ${cooldown.per} ${whose}`;
    return {
      left: await store.startCooldown(key, cooldown.seconds * 1000),
      undo: () => store.cancelCooldown(key),
    };
  }

  /** @returns whether the handler did what it is for */
  async function run(
    definition: ActionDefinition<Context>,
    values: Record<string, unknown>,
    context: Context,
    responder: Responder,
    { command, updatesMessage, reopenFormButton, askAgain, askWhichCommunity }: ExecutionOptions,
  ): Promise<boolean> {
    const cooling = await startCooldown(definition, command, context);
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
          responder.originPlace ??
            (to !== 'public' && to !== 'update' && responder.privateChannel
              ? currentPlace(context)
              : undefined),
        );
      const said = await definition.run({
        ...context,
        say: (message: Message, to = visibility) => speak(message, to),
        answer: (message: Message) => speak(message, updatesMessage ? 'update' : visibility),
        args: values,
      });
      if (said) await speak(said, updatesMessage ? 'update' : visibility);
      return true;
    } catch (failure) {
      await cooling.undo();
      if (!(failure instanceof UserError)) throw failure;
      const { argumentNames } = failure;
      const error = failure.localize(context);
      const wrong = argumentNames.filter((name) => definition.args[name]?.isHidden === false);
      const asked =
        error.key === 'kit.refused.inCommunity' ? await askWhichCommunity?.() : undefined;
      if (asked) await say(asked, responder, 'ephemeral');
      else if (askAgain && wrong.length > 0)
        await askAgain(wrong.map((argument) => ({ argument, error })));
      else await refuse(error, context, responder, reopenFormButton ? [[reopenFormButton]] : []);
      return false;
    }
  }

  return { say, refuse, run };
}
