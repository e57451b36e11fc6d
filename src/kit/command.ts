import type { Message } from '../message/message.ts';
import { type Access, everyone } from './access.ts';
import type { Argument, Complete, Values } from './argument.ts';
import type { Said, Visibility } from './invocation.ts';
import type { Problem, ReadContext } from './kind.ts';

// biome-ignore lint/suspicious/noExplicitAny: an argument of whatever value and needs; each command's own types stay exact.
export type AnyArgument<Context> = Argument<any, Context, any>;
export type Arguments<Context> = Readonly<Record<string, AnyArgument<Context>>>;

/** What a handler throws to say no: an error in words that the person can act on. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly problem: Problem;
  /** Arguments that are asked for again because of it; the others are kept. */
  readonly about: readonly string[];
  constructor(key: string, params: Problem['params'] = {}, about: readonly string[] = []) {
    super(key);
    this.problem = { key, params };
    this.about = about;
  }
}

/** How often something may be done. It is counted in the database, so a restart forgets nothing. */
export interface Cooldown {
  /** Whose acts count together. */
  per: 'person' | 'chat' | 'community';
  /** How long after one the next may come, 1 to 86400. */
  seconds: number;
}

/** What a handler can say beside what it returns. */
export interface Speaking {
  /** Says something now, and gives back what changes it later, on both platforms. */
  say(message: Message, visibility?: Visibility): Promise<Said>;
  /** Answers as returning the message would, and gives back what changes it later. Then return nothing. */
  answer(message: Message): Promise<Said>;
}

/** What a command or one of its steps does. */
export interface Definition<Context, Args extends Arguments<Context> = Arguments<Context>> {
  args: Args;
  access: Access;
  /** Who sees the answer. An error is always seen by the person alone. */
  visibility: Visibility;
  cooldown: Cooldown | undefined;
  /** Keeps nothing of whoever asks, and no button of its answer is for one person alone. */
  readsOnly: boolean;
  /** Returns what is said, or nothing when it has said all itself. */
  run(
    call: Context & Speaking & { args: Values<Args> },
  ): Promise<Message | undefined> | Message | undefined;
}

export interface Command<Context> extends Definition<Context> {
  /** One or two words of `a-z`: `signup`, `alert send`. */
  name: string;
  /** What its buttons do beside running it: `alert send` has `confirm`. */
  steps: Readonly<Record<string, Definition<Context>>>;
}

interface Declared<Context, Args extends Arguments<Context>> {
  args?: Args & Complete<Args>;
  access?: Access;
  visibility?: Visibility;
  cooldown?: Cooldown;
  readsOnly?: boolean;
  run: Definition<Context, Args>['run'];
}

/** `defineCommand` and `defineStep` for handlers that get this `Context`. */
export function commandsFor<Context extends ReadContext>() {
  const complete = <Args extends Arguments<Context>>(declared: Declared<Context, Args>) => ({
    args: declared.args ?? ({} as Args),
    access: declared.access ?? everyone,
    visibility: declared.visibility ?? 'public',
    cooldown: declared.cooldown,
    readsOnly: declared.readsOnly ?? false,
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
