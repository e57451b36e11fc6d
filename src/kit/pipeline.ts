import { message, paragraph } from '../message/build.ts';
import type { Action, Message } from '../message/message.ts';
import { type Authority, refusal } from './access.ts';
import { type Command, type Definition, Refusal } from './command.ts';
import { createConversations } from './conversations.ts';
import { type ArgumentProblem, decode } from './decode.ts';
import { argumentName, commandKey, explainProblems, explainRefusal } from './explain.ts';
import type { Audience, Caller, Form, Invocation, Responder } from './invocation.ts';
import type { ReadContext, Suggestion } from './kind.ts';
import { findCommand } from './names.ts';
import type { Raw, RawValues } from './raw.ts';
import { seal } from './seal.ts';
import type { KitStore } from './store.ts';
import { readTyped } from './typed.ts';

/** What the program gives to the kit. */
export interface KitParts<Context extends ReadContext> {
  commands: readonly Command<Context>[];
  /** Finds or makes who acts and where, and everything a handler gets. */
  enter(caller: Caller): Promise<Context>;
  authority: Authority<Context>;
  /** Which conversation this person has here. */
  key(context: Context): { accountId: string; place: string };
  store: KitStore;
  /** A reference for what went wrong, short enough to be read out; it stands in the log too. */
  report(error: unknown, invocation: Invocation): string;
}

/** The way of every act of a person, the same for both platforms. */
export interface Pipeline {
  /** Runs a command with whatever values came. */
  handle(invocation: Invocation, responder: Responder): Promise<void>;
  /** A button was pressed, or a form sent: `values` are the form's. */
  press(token: string, caller: Caller, responder: Responder, values?: RawValues): Promise<void>;
  /** Words that may answer a question. @returns whether they did */
  answer(
    caller: Caller,
    responder: Responder,
    raw: Raw,
    replyTo: string | undefined,
  ): Promise<boolean>;
  suggest(
    caller: Caller,
    command: string,
    argument: string,
    typed: string,
    values: RawValues,
  ): Promise<readonly Suggestion[]>;
  /** Keeps one action for a form and returns what stands for it. */
  keep(action: Action): Promise<string>;
}

export { seal };

export function createPipeline<Context extends ReadContext>(parts: KitParts<Context>): Pipeline {
  const { commands, enter, authority, store, report } = parts;
  const conversations = createConversations({ ...parts, run: runDefinition });

  function find(name: string, step: string | undefined): Definition<Context> | undefined {
    const command = commands.find((candidate) => candidate.name === name);
    return step === undefined ? command : command?.steps[step];
  }

  async function say(
    said: Message,
    responder: Responder,
    audience: Audience | 'update',
  ): Promise<void> {
    const sealed = await seal(said, store);
    if (audience === 'update') await responder.update(sealed);
    else await responder.say(sealed, audience);
  }

  async function runDefinition(
    definition: Definition<Context>,
    values: Record<string, unknown>,
    context: Context,
    responder: Responder,
    update: boolean,
  ): Promise<void> {
    try {
      // The values were read and checked by the definition's own kinds just now.
      const said = await definition.run({ ...context, args: values });
      await say(said, responder, update ? 'update' : definition.visibility);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await say(
        message([paragraph(context.t(error.problem.key, error.problem.params))], {
          tone: 'refusal',
        }),
        responder,
        'quiet',
      );
    }
  }

  /** Long texts that nobody gave yet belong into a form where the platform has forms. */
  function formFor(
    invocation: Invocation,
    definition: Definition<Context>,
    context: Context,
  ): Form | undefined {
    const long = Object.entries(definition.args).filter(
      ([, argument]) => argument.kind.multiline && !argument.hidden,
    );
    const isNeeded = long.some(
      ([name, argument]) => argument.required && invocation.values[name] === undefined,
    );
    if (!isNeeded || invocation.step !== undefined) return undefined;
    const key = commandKey(invocation.command);
    const args: Action['args'] = {};
    for (const [name, value] of Object.entries(invocation.values)) {
      args[name] = typeof value === 'object' ? value.name : value;
    }
    return {
      title: context.t(`commands.${key}.form`),
      action: { command: invocation.command, args, answer: 'reply' },
      fields: long.map(([name, argument]) => ({
        name,
        label: argumentName(invocation.command, name, context),
        required: argument.required,
        multiline: true,
        ...(argument.kind.discord.minLength ? { min: argument.kind.discord.minLength } : {}),
        ...(argument.kind.discord.maxLength ? { max: argument.kind.discord.maxLength } : {}),
      })),
    };
  }

  async function proceed(
    invocation: Invocation,
    definition: Definition<Context>,
    context: Context,
    responder: Responder,
    update: boolean,
  ): Promise<void> {
    const refused = await refusal(definition.access, context, authority);
    if (refused) {
      await say(explainRefusal(refused, context), responder, 'quiet');
      return;
    }
    if (responder.openForm) {
      const form = formFor(invocation, definition, context);
      if (form) {
        await responder.openForm(form);
        return;
      }
    }
    const raw = await readTyped(invocation, definition, context);
    const { values, problems } = await decode(definition.args, raw, context);
    if (problems.length === 0) {
      await runDefinition(definition, values, context, responder, update);
    } else if (responder.ask && invocation.step === undefined && !problems.some(isGivenByButton)) {
      await conversations.begin(invocation.command, raw, problems, context, responder);
    } else {
      await say(explainProblems(invocation.command, problems, raw, context), responder, 'quiet');
    }

    function isGivenByButton({ argument }: ArgumentProblem): boolean {
      return definition.args[argument]?.hidden ?? false;
    }
  }

  /** One calm sentence with a reference instead of whatever broke. */
  async function guarded(
    invocation: Invocation,
    responder: Responder,
    work: (context: Context) => Promise<void>,
  ): Promise<void> {
    let context: Context | undefined;
    try {
      context = await enter(invocation.caller);
      await work(context);
    } catch (error) {
      const reference = report(error, invocation);
      if (!context) return;
      await responder
        .say(
          message([paragraph(context.t('kit.errors.internal', { reference }))], {
            tone: 'refusal',
          }),
          'quiet',
        )
        .catch((failure: unknown) => report(failure, invocation));
    }
  }

  return {
    async keep(action) {
      const [token] = await store.keepActions([action]);
      if (token === undefined) throw new Error('An action was not kept');
      return token;
    },
    handle: (invocation, responder) =>
      guarded(invocation, responder, async (context) => {
        const definition = find(invocation.command, invocation.step);
        if (definition) {
          await conversations.endHere(context);
          await proceed(invocation, definition, context, responder, false);
        } else {
          const near = findCommand(commands, invocation.command, context);
          await say(
            message(
              [
                paragraph(
                  near
                    ? context.t('kit.errors.nearCommand', { command: near })
                    : context.t('kit.errors.noCommand'),
                ),
              ],
              { tone: 'refusal' },
            ),
            responder,
            'quiet',
          );
        }
      }),
    press: (token, caller, responder, values = {}) => {
      const blank: Invocation = { caller, command: 'button', values };
      return guarded(blank, responder, async (context) => {
        const action = await store.action(token);
        const mine =
          action?.account === undefined || action.account === parts.key(context).accountId;
        if (!action || !mine) {
          await say(
            message(
              [paragraph(context.t(action ? 'kit.errors.notYours' : 'kit.errors.oldButton'))],
              {
                tone: 'refusal',
              },
            ),
            responder,
            'quiet',
          );
          return;
        }
        if (await conversations.pressed(action, context, responder)) return;
        const definition = find(action.command, action.step);
        if (!definition)
          throw new Error(`A button names no command: ${action.command} ${action.step ?? ''}`);
        const invocation: Invocation = {
          caller,
          command: action.command,
          ...(action.step === undefined ? {} : { step: action.step }),
          values: { ...action.args, ...values },
        };
        await proceed(invocation, definition, context, responder, action.answer === 'update');
      });
    },
    async answer(caller, responder, raw, replyTo) {
      let taken = false;
      const invocation: Invocation = { caller, command: 'answer', values: {} };
      await guarded(invocation, responder, async (context) => {
        taken = await conversations.answered(raw, replyTo, context, responder);
      });
      return taken;
    },
    async suggest(caller, command, argument, typed, values) {
      const definition = find(command, undefined);
      const kind = definition?.args[argument]?.kind;
      if (!definition || !kind?.suggest) return [];
      const context = await enter(caller);
      if (await refusal(definition.access, context, authority)) return [];
      const others = Object.fromEntries(
        Object.entries(definition.args).filter(([name]) => name !== argument),
      );
      const { values: given } = await decode(others, values, context);
      return kind.suggest(typed, context, given);
    },
  };
}
