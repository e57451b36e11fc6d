import type { Message } from '../../message/message.ts';
import { type AccessRule, everyone } from './access.ts';
import type { Argument, ArgumentValues, WithDependenciesMet } from './argument.ts';
import type { ParseContext } from './parse-context.ts';
import type { ReplyMethods, Visibility } from './reply.ts';

// biome-ignore lint/suspicious/noExplicitAny: an argument of whatever value and needs; each command's own types stay exact.
export type AnyArgument<Context> = Argument<any, Context, any>;
export type Arguments<Context> = Readonly<Record<string, AnyArgument<Context>>>;

/** How often something may be done. It is counted in the database, so a restart forgets nothing. */
export interface Cooldown {
  /** Whose acts count together. */
  per: 'person' | 'chat' | 'community';
  /** How long after one the next may come, 1 to 86400. */
  seconds: number;
}

/** What a command or one of its steps does. */
export interface ActionDefinition<Context, Args extends Arguments<Context> = Arguments<Context>> {
  args: Args;
  access: AccessRule;
  /** Who sees the answer. An error is always seen by the person alone. */
  visibility: Visibility;
  cooldown: Cooldown | undefined;
  /** Keeps nothing of whoever asks, and no button of its answer is for one person alone. */
  isReadOnly: boolean;
  /** Returns what is said, or nothing when it has said all itself. */
  run(
    call: Context & ReplyMethods & { args: ArgumentValues<Args> },
  ): Promise<Message | undefined> | Message | undefined;
}

export interface Command<Context> extends ActionDefinition<Context> {
  /** One or two words of `a-z`: `signup`, `alert send`. */
  name: string;
  /** What its buttons do beside running it: `alert send` has `confirm`. */
  actions: Readonly<Record<string, ActionDefinition<Context>>>;
}

interface ActionOptions<Context, Args extends Arguments<Context>> {
  args?: Args & WithDependenciesMet<Args>;
  access?: AccessRule;
  visibility?: Visibility;
  cooldown?: Cooldown;
  isReadOnly?: boolean;
  run: ActionDefinition<Context, Args>['run'];
}

/** `defineCommand` and `defineStep` for handlers that get this `Context`. */
export function createDefiners<Context extends ParseContext>() {
  const complete = <Args extends Arguments<Context>>(declared: ActionOptions<Context, Args>) => ({
    args: declared.args ?? ({} as Args),
    access: declared.access ?? everyone,
    visibility: declared.visibility ?? 'public',
    cooldown: declared.cooldown,
    isReadOnly: declared.isReadOnly ?? false,
    run: declared.run,
  });
  return {
    defineAction: <const Args extends Arguments<Context>>(
      declared: ActionOptions<Context, Args>,
    ): ActionDefinition<Context> => complete(declared) as ActionDefinition<Context>,
    defineCommand: <const Args extends Arguments<Context>>(
      declared: ActionOptions<Context, Args> & {
        name: string;
        steps?: Readonly<Record<string, ActionDefinition<Context>>>;
      },
    ): Command<Context> =>
      ({
        name: declared.name,
        actions: declared.steps ?? {},
        ...complete(declared),
      }) as Command<Context>,
  };
}
