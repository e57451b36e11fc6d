import type { Button, Message } from '../../message/message.ts';
import type { Responder } from '../adapter/responder.ts';
import type { ActionDefinition, Cooldown } from '../define/command.ts';
import type { Localizer, ParseContext } from '../define/parse-context.ts';
import type { ArgumentError } from '../define/parse-result.ts';
import type { ReplyVisibility, SentMessage, Visibility } from '../define/reply.ts';
import { UserError } from '../define/user-error.ts';
import type { InvalidArgument } from '../input/decode.ts';
import { errorMessage } from '../input/error-messages.ts';
import { createActionTokenAttacher } from './actions/action-tokens.ts';
import type { KitStore } from './store.ts';

interface ExecutorOptions<Context> {
  store: KitStore;
  cooldownScope(context: Context, per: Cooldown['per']): string | undefined;
  currentPlace(context: Context): string;
  afterAnswer?(context: Context, responder: Responder): Promise<void>;
}

/** How a handler is run, apart from its values. */
export interface ExecutionOptions {
  /** The command's name, with that of its step: each has a cooldown of its own. */
  command: string;
  /** The answer replaces the message whose button was pressed. */
  updatesMessage: boolean;
  /** A question for the community, when the handler needs one and it is unclear which. */
  askWhichCommunity?: () => Promise<Message | undefined>;
  /** Opens the command's form again after a refusal. */
  reopenFormButton?: Button;
  /** Asks again for the values that the handler rejects, and keeps the others. */
  askAgain?(invalid: readonly InvalidArgument[]): Promise<void>;
  /** Optional arguments whose questions the person skipped: they are not asked for again. */
  skipped?: readonly string[];
}

/**
 * The arguments to ask for after a refusal. One that alone is rejected because it has no value cannot be skipped: the
 * command would be refused again.
 */
function argumentsToAsk<Context>(
  { argumentNames }: UserError,
  { args }: ActionDefinition<Context>,
  values: Record<string, unknown>,
  { skipped = [] }: ExecutionOptions,
): Omit<InvalidArgument, 'error'>[] {
  const open = argumentNames.filter((name) => args[name]?.isHidden === false);
  const [first] = open;
  if (open.length === 1 && first !== undefined && values[first] === undefined)
    return [{ argument: first, isNeeded: true }];
  return open.filter((name) => !skipped.includes(name)).map((argument) => ({ argument }));
}

/** Runs handlers with decoded values and sends their answers. */
export function createExecutor<Context extends ParseContext>({
  store,
  cooldownScope,
  currentPlace,
  afterAnswer,
}: ExecutorOptions<Context>) {
  const attachTokens = createActionTokenAttacher(store);

  /** Sends a message, its buttons stored; so are those of later updates. */
  async function say(
    message: Message,
    responder: Responder,
    visibility: ReplyVisibility | 'update',
    originPlace = responder.originPlace,
  ): Promise<SentMessage> {
    const withTokens = await attachTokens(message, originPlace);
    const { update } =
      visibility === 'update'
        ? await responder.update(withTokens)
        : await responder.say(withTokens, visibility);
    return { update: async (next) => update(await attachTokens(next, originPlace)) };
  }

  const refuse = (
    { key, params }: Pick<ArgumentError, 'key' | 'params'>,
    { t }: Localizer,
    responder: Responder,
    buttons: readonly (readonly Button[])[] = [],
  ) => say(errorMessage(t(key, params), buttons), responder, 'ephemeral');

  /** Starts the cooldown. @returns the milliseconds left of one that is running, or 0 with a way to cancel this one */
  async function startCooldown(
    { cooldown }: ActionDefinition<Context>,
    command: string,
    context: Context,
  ): Promise<{ left: number; undo(): Promise<void> }> {
    const scope = cooldown && cooldownScope(context, cooldown.per);
    if (!cooldown || scope === undefined) return { left: 0, undo: async () => {} };
    const key = `${command} ${cooldown.per} ${scope}`;
    return {
      left: await store.startCooldown(key, cooldown.seconds * 1000),
      undo: () => store.cancelCooldown(key),
    };
  }

  /** @returns whether the handler ran to its end, not refusing */
  async function run(
    definition: ActionDefinition<Context>,
    values: Record<string, unknown>,
    context: Context,
    responder: Responder,
    options: ExecutionOptions,
  ): Promise<boolean> {
    const { command, updatesMessage, reopenFormButton, askAgain, askWhichCommunity } = options;
    const cooling = await startCooldown(definition, command, context);
    if (cooling.left > 0) {
      const seconds = Math.ceil(cooling.left / 1000);
      await refuse({ key: 'kit.errors.cooldown', params: { seconds } }, context, responder);
      return false;
    }
    try {
      const { visibility } = definition;
      // A private answer about a group's things keeps acting for that group's community.
      const reply = (message: Message, to: Visibility | 'update') =>
        say(
          message,
          responder,
          to,
          responder.originPlace ??
            (to !== 'public' && to !== 'update' && responder.privateChannel
              ? currentPlace(context)
              : undefined),
        );
      const answer = await definition.run({
        ...context,
        say: (message: Message, to = visibility) => reply(message, to),
        answer: (message: Message) => reply(message, updatesMessage ? 'update' : visibility),
        args: values,
      });
      if (answer) await reply(answer, updatesMessage ? 'update' : visibility);
      await afterAnswer?.(context, responder);
      return true;
    } catch (failure) {
      await cooling.undo();
      if (!(failure instanceof UserError)) throw failure;
      const error = failure.localize(context);
      const rejected = argumentsToAsk(failure, definition, values, options);
      const question =
        error.key === 'kit.refused.inCommunity' ? await askWhichCommunity?.() : undefined;
      if (question) await say(question, responder, 'ephemeral');
      else if (askAgain && rejected.length > 0)
        await askAgain(rejected.map((one) => ({ ...one, error })));
      else await refuse(error, context, responder, reopenFormButton ? [[reopenFormButton]] : []);
      return false;
    }
  }

  return { say, refuse, run };
}

export type Executor<Context extends ParseContext> = ReturnType<typeof createExecutor<Context>>;
