import { button, message, paragraph } from '../../message/build.ts';
import type { Action, Message } from '../../message/message.ts';
import type { Actor } from '../adapter/actor.ts';
import type { Invocation } from '../adapter/invocation.ts';
import type { Responder } from '../adapter/responder.ts';
import { findUnmetCondition } from '../define/access.ts';
import type { ActionDefinition } from '../define/command.ts';
import type { ParseContext } from '../define/parse-context.ts';
import type { ArgumentError, Suggestion } from '../define/parse-result.ts';
import { type RawValue, type RawValues, rawValueSchema } from '../define/raw-value.ts';
import { memoizeArgumentNames } from '../input/argument-names.ts';
import { commandsInGroup, findClosestCommand } from '../input/closest-command.ts';
import { decode, type InvalidArgument } from '../input/decode.ts';
import {
  accessDeniedMessage,
  argumentErrorsMessage,
  errorMessage,
} from '../input/error-messages.ts';
import { collectRawValues } from '../input/typed-line.ts';
import { maxSuggestions } from '../limits.ts';
import { createPromptService } from '../prompts/service.ts';
import { createExecutor } from './executor.ts';
import {
  fixButton,
  fixPage,
  formPage,
  formPages,
  formReadyMessage,
  invalidArgumentNames,
  mergeFormPage,
  nextPageMessage,
  openFormButton,
  reopenFormButton,
  withoutFormFields,
} from './form-pages.ts';
import type { KitHost } from './host.ts';
import { ReplyFailedError } from './reply-failed-error.ts';

/** The way of every act of a person, the same for both platforms. */
export interface Dispatcher {
  /** Runs a command with whatever values came. */
  runCommand(invocation: Invocation, responder: Responder): Promise<void>;
  /**
   * A button was pressed, or a form sent: `sent` are the form's fields.
   * @param id the platform's id of the press: the same one twice counts once
   */
  pressButton(
    token: string,
    caller: Actor,
    responder: Responder,
    id: string,
    sent?: RawValues,
  ): Promise<void>;
  /** Words, a person or a file that may answer a question. @returns whether they did */
  answerPrompt(
    caller: Actor,
    responder: Responder,
    raw: RawValue,
    at: { id: string; replyTo: string | undefined },
  ): Promise<boolean>;
  suggest(
    caller: Actor,
    command: string,
    argument: string,
    typed: string,
    values: RawValues,
  ): Promise<readonly Suggestion[]>;
  /** Keeps one action for a form and returns what stands for it. */
  saveAction(action: Action): Promise<string>;
}

export function createDispatcher<Context extends ParseContext>(
  parts: KitHost<Context>,
): Dispatcher {
  const { commands, createContext, checkCondition, store, reportError: report } = parts;
  const { createTransientContext = (caller) => createContext(caller), isPersisted = () => true } =
    parts;
  const { say, refuse, run } = createExecutor(parts);
  const prompts = createPromptService({ ...parts, isPersisted, run });
  const namesOf = memoizeArgumentNames<Context>();
  const refuseWith = (
    key: string,
    context: Context,
    responder: Responder,
    params: ArgumentError['params'] = {},
  ) => refuse({ key, params }, context, responder);

  /** What keeps something of whoever acts needs the rows of a person. */
  const withPersistedActor = async (context: Context, caller: Actor): Promise<Context> =>
    isPersisted(context) ? context : createContext(caller);

  function find(name: string, step: string | undefined): ActionDefinition<Context> | undefined {
    const command = commands.find((candidate) => candidate.name === name);
    return step === undefined ? command : command?.actions[step];
  }

  /**
   * Opens the form of a command, where the platform has forms and what stands in no form is right; else says
   * what is not, so that nobody writes in vain.
   * @returns whether a form is this command's way
   */
  async function openForm(
    invocation: Invocation,
    definition: ActionDefinition<Context>,
    context: Context,
    responder: Responder,
  ): Promise<boolean> {
    const { command, values, form, step } = invocation;
    if (!responder.openForm || step !== undefined || form?.act === 'sent') return false;
    if (form?.fields) {
      const page = fixPage(command, definition, values, form.fields, context);
      if (!(await responder.openForm(page))) {
        const again = fixButton(command, definition, form.fields, values, context);
        await say(formReadyMessage(again ? [again] : [], context), responder, 'private');
      }
      return true;
    }
    const pages = formPages(definition);
    const isGiven = pages.flat().some(([name]) => values[name] !== undefined);
    if (pages.length === 0 || (form === undefined && isGiven)) return false;
    const { invalid } = await decode(withoutFormFields(definition).args, values, context);
    if (invalid.length > 0) {
      const mend = fixButton(command, definition, invalidArgumentNames(invalid), values, context);
      const said = argumentErrorsMessage(command, invalid, values, context, undefined, mend);
      await say(said, responder, 'ephemeral');
      return true;
    }
    const page = form?.page ?? 0;
    const isOpen = await responder.openForm(formPage(command, definition, values, page, context));
    if (!isOpen) {
      const open = openFormButton(command, values, page, context);
      await say(formReadyMessage([open], context), responder, 'private');
    }
    return true;
  }

  /** Asks for which community it is, where that alone is unclear: the command goes on with what came with it. */
  async function askWhichCommunity(
    { command, step, values, line, implied, form }: Invocation,
    context: Context,
  ): Promise<Message | undefined> {
    const communities = await parts.communityChoices(context);
    if (communities.length === 0) return parts.noCommunityMessage?.(context);
    const action = {
      command,
      args: values,
      account: parts.promptKey(context).accountId,
      once: true,
      answer: 'update' as const,
      ...(step === undefined ? {} : { step }),
      ...(line === undefined ? {} : { line }),
      ...(implied === undefined ? {} : { implied }),
      ...(form === undefined ? {} : { form: form.page }),
      ...(form?.fields ? { fields: [...form.fields] } : {}),
    };
    return message([paragraph(context.t('kit.whichCommunity'))], {
      buttons: communities.map(({ id, name }) => [button(name, { ...action, choose: id })]),
    });
  }

  async function runAction(
    invocation: Invocation,
    definition: ActionDefinition<Context>,
    context: Context,
    responder: Responder,
    update: boolean,
  ): Promise<boolean> {
    const { command, step, form } = invocation;
    const refused = await findUnmetCondition(definition.access, context, checkCondition);
    const whichOne = () => askWhichCommunity(invocation, context);
    if (refused) {
      const asked = refused.rule === 'inCommunity' ? await whichOne() : undefined;
      await say(asked ?? accessDeniedMessage(refused, context), responder, 'ephemeral');
      return false;
    }
    if (await openForm(invocation, definition, context, responder)) return false;
    const { values: raw, ambiguous } = await collectRawValues(
      invocation,
      definition,
      context,
      namesOf,
    );
    const pages = step === undefined ? formPages(definition).length : 0;
    if (form?.act === 'sent' && !form.fields && form.page + 1 < pages) {
      await say(nextPageMessage(command, raw, form.page + 1, pages, context), responder, 'private');
      return false;
    }
    const decoded = await decode(definition.args, raw, context);
    const { values } = decoded;
    const isUnclear = (name: string) => ambiguous.some(({ argument }) => argument === name);
    const problems = [
      ...ambiguous,
      ...decoded.invalid.filter(({ argument }) => !isUnclear(argument)),
    ];
    const again =
      responder.hasForms && pages > 0
        ? { reopenFormButton: reopenFormButton(command, definition, raw, problems, context) }
        : {};
    /**
     * What is wrong is asked for again, and what was right is kept.
     * @param known what the values themselves do not show to be wrong
     */
    const mend = async (
      wrong: readonly InvalidArgument[],
      known: readonly InvalidArgument[] = wrong,
    ): Promise<void> => {
      const isGivenByButton = wrong.some(({ argument }) => definition.args[argument]?.isHidden);
      if (responder.showPrompt && step === undefined && !isGivenByButton) {
        const asked = await withPersistedActor(context, invocation.actor);
        await prompts.start(command, raw, asked, responder, known);
        return;
      }
      const canOpen = form?.act === 'sent' && !form.fields && again.reopenFormButton;
      const canMend =
        responder.hasForms && step === undefined && !canOpen
          ? fixButton(command, definition, invalidArgumentNames(wrong), raw, context)
          : undefined;
      const instead = canOpen ? [[canOpen]] : undefined;
      await say(
        argumentErrorsMessage(command, wrong, raw, context, instead, canMend),
        responder,
        'ephemeral',
      );
    };
    if (problems.length === 0) {
      return run(definition, values, context, responder, {
        updatesMessage: update,
        command,
        askWhichCommunity: whichOne,
        ...again,
        ...(step === undefined ? { askAgain: mend } : {}),
      });
    }
    await mend(problems, ambiguous);
    return false;
  }

  /**
   * One calm sentence with a reference instead of whatever broke.
   * @throws Unanswered when not even that could be said
   */
  async function reportingErrors(
    invocation: Invocation,
    responder: Responder,
    work: (context: Context) => Promise<void>,
  ): Promise<void> {
    let words = parts.localizerFor(invocation.actor);
    let isBegun = false;
    try {
      const context = await createTransientContext(invocation.actor);
      words = context;
      isBegun = true;
      await work(context);
    } catch (error) {
      const reference = report(error, invocation);
      await responder
        .say(errorMessage(words.t('kit.errors.internal', { reference })), 'ephemeral')
        .catch((failure: unknown) => {
          report(failure, invocation);
          throw new ReplyFailedError(isBegun, { cause: failure });
        });
    }
  }

  /** A button that may be pressed by whoever presses it, or nothing when it was said why not. */
  async function findPressableAction(
    token: string,
    context: Context,
    responder: Responder,
  ): Promise<Action | undefined> {
    const action = await store.findAction(token);
    const isTheirs =
      action?.account === undefined || action.account === parts.promptKey(context).accountId;
    if (action && isTheirs) return action;
    await refuseWith(action ? 'kit.errors.notYours' : 'kit.errors.oldButton', context, responder);
    return undefined;
  }

  /** What a button or a form that came back asks for. */
  function invocationOf(
    action: Action,
    definition: ActionDefinition<Context>,
    actor: Actor,
    sent: RawValues | undefined,
  ): Invocation {
    const { command, step, form, fields, line, implied } = action;
    const rawOf = (args: Action['args']): RawValues =>
      Object.fromEntries(
        Object.entries(args).map(([name, value]) => [name, rawValueSchema.parse(value)]),
      );
    const given = rawOf(action.args);
    if (form === undefined)
      return {
        actor,
        command,
        values: given,
        ...(step === undefined ? {} : { step }),
        ...(line === undefined ? {} : { line }),
        ...(implied === undefined ? {} : { implied: rawOf(implied) }),
      };
    return {
      actor,
      command,
      values: sent ? mergeFormPage(definition, given, { page: form, fields }, sent) : given,
      form: { page: form, act: sent ? 'sent' : 'open', ...(fields ? { fields } : {}) },
    };
  }

  return {
    async saveAction(action) {
      const [token] = await store.saveActions([action]);
      if (token === undefined) throw new Error('An action was not kept');
      return token;
    },
    runCommand: (invocation, responder) =>
      reportingErrors(invocation, responder, async (context) => {
        const definition = find(invocation.command, invocation.step);
        if (definition) {
          const known = definition.isReadOnly
            ? context
            : await withPersistedActor(context, invocation.actor);
          const hasEndedPrompt = await prompts.endCurrent(known, responder);
          const within = hasEndedPrompt ? { ...known, hasEndedPrompt } : known;
          await runAction(invocation, definition, within, responder, false);
          return;
        }
        const near = await findClosestCommand(
          commands,
          invocation.command,
          context,
          checkCondition,
        );
        const begun = await commandsInGroup(commands, invocation.command, context, checkCondition);
        if (begun.length > 0) {
          const all = [...new Set([...(near === undefined ? [] : [near]), ...begun])];
          const names = all.map((name) => `/${name}`).join(', ');
          await refuseWith('kit.errors.someCommands', context, responder, { commands: names });
        } else if (near === undefined) await refuseWith('kit.errors.noCommand', context, responder);
        else await refuseWith('kit.errors.nearCommand', context, responder, { command: near });
      }),
    pressButton: (token, caller, responder, id, sent) =>
      reportingErrors(
        { actor: caller, command: 'button', values: {} },
        responder,
        async (context) => {
          const action = await findPressableAction(token, context, responder);
          if (!action) return;
          if (await prompts.handleButton(action, id, { actor: caller, context, responder })) return;
          const { from: originPlace } = action;
          const definition = find(action.command, action.step);
          if (!definition)
            throw new Error(`A button names no command: ${action.command} ${action.step ?? ''}`);
          if (action.once && !(await store.consumeToken(token))) {
            await refuseWith('kit.errors.usedButton', context, responder);
            return;
          }
          let isDone = false;
          try {
            const isHere = originPlace === undefined && action.choose === undefined;
            const here = () =>
              definition.isReadOnly ? context : withPersistedActor(context, caller);
            isDone = await runAction(
              invocationOf(action, definition, caller, sent),
              definition,
              isHere ? await here() : await createContext(caller, originPlace, action.choose),
              originPlace === undefined ? responder : { ...responder, originPlace },
              action.answer === 'update',
            );
          } finally {
            if (action.once && !isDone) await store.restoreToken(token);
          }
        },
      ),
    async answerPrompt(caller, responder, raw, { id, replyTo }) {
      let taken = false;
      await reportingErrors(
        { actor: caller, command: 'answer', values: {} },
        responder,
        async (context) => {
          taken = await prompts.handleAnswer(raw, replyTo, id, {
            actor: caller,
            context,
            responder,
          });
        },
      );
      return taken;
    },
    async suggest(caller, command, argument, typed, values) {
      const definition = find(command, undefined);
      const kind = definition?.args[argument]?.type;
      if (!definition || !kind?.suggest) return [];
      const context = await createTransientContext(caller);
      if (await findUnmetCondition(definition.access, context, checkCondition)) return [];
      const others = Object.fromEntries(
        Object.entries(definition.args).filter(([name]) => name !== argument),
      );
      const { values: given } = await decode(others, values, context);
      return kind.suggest(typed, context, given, maxSuggestions);
    },
  };
}
