import type { Message } from '../message/message.ts';
import { type Access, everyone } from './access.ts';
import type { Argument, Values } from './argument.ts';
import type { Problem, ReadContext } from './kind.ts';

export type Visibility = 'public' | 'private';

// biome-ignore lint/suspicious/noExplicitAny: an argument of whatever value; each command's own types stay exact.
export type AnyArgument<Context> = Argument<any, Context>;
export type Arguments<Context> = Readonly<Record<string, AnyArgument<Context>>>;

/** What a handler throws to say no: an error in words that the person can act on. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly problem: Problem;
  constructor(key: string, params: Problem['params'] = {}) {
    super(key);
    this.problem = { key, params };
  }
}

/** What a command or one of its steps does. */
export interface Definition<Context, Args extends Arguments<Context> = Arguments<Context>> {
  args: Args;
  access: Access;
  /** Who sees the answer. An error is always seen by the person alone. */
  visibility: Visibility;
  /** Returns what is said, or nothing when it has said all itself. */
  run(call: Context & { args: Values<Args> }): Promise<Message> | Message;
}

export interface Command<Context> extends Definition<Context> {
  /** One or two words of `a-z`: `signup`, `alert send`. */
  name: string;
  /** What its buttons do beside running it: `alert send` has `confirm`. */
  steps: Readonly<Record<string, Definition<Context>>>;
}

interface Declared<Context, Args extends Arguments<Context>> {
  args?: Args;
  access?: Access;
  visibility?: Visibility;
  run: Definition<Context, Args>['run'];
}

/** `defineCommand` and `defineStep` for handlers that get this `Context`. */
export function commandsFor<Context extends ReadContext>() {
  const complete = <Args extends Arguments<Context>>(declared: Declared<Context, Args>) => ({
    args: declared.args ?? ({} as Args),
    access: declared.access ?? everyone,
    visibility: declared.visibility ?? 'public',
    run: declared.run,
  });
  return {
    defineStep: <const Args extends Arguments<Context>>(
      declared: Declared<Context, Args>,
    ): Definition<Context> => complete(declared) as Definition<Context>,
    defineCommand: <const Args extends Arguments<Context>>(
      declared: Declared<Context, Args> & {
        name: string;
        steps?: Readonly<Record<string, Definition<Context>>>;
      },
    ): Command<Context> =>
      ({
        name: declared.name,
        steps: declared.steps ?? {},
        ...complete(declared),
      }) as Command<Context>,
  };
}
