import type { Message } from '../../message/message.ts';
import { type AccessRule, everyone } from './access.ts';
import type { Argument, ArgumentValues, WithDependenciesMet } from './argument.ts';
import type { ParseContext } from './parse-context.ts';
import type { ReplyMethods, Visibility } from './reply.ts';

// biome-ignore lint/suspicious/noExplicitAny: any value and dependencies; each command's own types stay exact.
export type AnyArgument<Context> = Argument<any, Context, any>;
export type Arguments<Context> = Readonly<Record<string, AnyArgument<Context>>>;

/** A rate limit of one use per interval. Stored in the database, so it survives restarts. */
export interface Cooldown {
  /** Whose uses are counted together. */
  per: 'person' | 'chat' | 'community';
  /** Minimum time between two uses, in seconds, 1 to 86400. */
  seconds: number;
}

/** A command, or one of its actions. */
export interface ActionDefinition<Context, Args extends Arguments<Context> = Arguments<Context>> {
  args: Args;
  access: AccessRule;
  /** Who sees the answer. Only the person sees an error. */
  visibility: Visibility;
  cooldown: Cooldown | undefined;
  /** Stores nothing about the person, and no button of its answer is restricted to one person. */
  isReadOnly: boolean;
  /** Returns the answer, or nothing when the handler has sent it itself. */
  run(
    context: Context & ReplyMethods & { args: ArgumentValues<Args> },
  ): Promise<Message | undefined> | Message | undefined;
}

/**
 * Where help lists a command: in a section, with a line of its own (the command's message `helpLine`), sorted by
 * `order`; in the line of another command, `with` its name; or nowhere.
 */
export type HelpPlace<Section extends string = string> =
  | { section: Section; order: number }
  | { with: string }
  | 'unlisted';

export interface Command<Context> extends ActionDefinition<Context> {
  /** One or two words of `a-z`: `signup`, `alert send`. */
  name: string;
  help: HelpPlace;
  /** Actions of its buttons besides the command itself: `alert send` has `confirm`. */
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

/** Programs that have help with sections must say where each command stands in it. */
type HelpOption<Section extends string> = [Section] extends [never]
  ? { help?: undefined }
  : { help: HelpPlace<Section> };

/**
 * Creates `defineCommand` and `defineAction` for handlers with this `Context`.
 * @template Section the ids of the help's sections; by default there is no help
 */
export function createDefiners<Context extends ParseContext, Section extends string = never>() {
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
      } & HelpOption<Section>,
    ): Command<Context> =>
      ({
        name: declared.name,
        help: declared.help ?? 'unlisted',
        actions: declared.steps ?? {},
        ...complete(declared),
      }) as Command<Context>,
  };
}
