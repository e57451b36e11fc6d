import type { Action } from '../../message/message.ts';
import type { Actor } from '../adapter/actor.ts';
import type { Invocation } from '../adapter/invocation.ts';
import type { Responder } from '../adapter/responder.ts';
import type { ParseContext } from '../define/parse-context.ts';
import type { Suggestion } from '../define/parse-result.ts';
import type { RawValue, RawValues } from '../define/raw-value.ts';
import { memoizeArgumentNames } from '../names/argument-names.ts';
import { createPromptService } from '../prompts/service.ts';
import { invocationOf } from './actions/action-invocation.ts';
import { attachActionTokens } from './actions/action-tokens.ts';
import { findDefinition, findPressableAction } from './actions/find-action.ts';
import { storedAnswer } from './actions/stored-answer.ts';
import { reportingErrors } from './error-reporting.ts';
import { createExecutor } from './executor.ts';
import type { KitHost, LinkedAction } from './host.ts';
import { runAction } from './run-action.ts';
import { suggestValues } from './suggestions.ts';
import { unknownCommandError } from './unknown-command.ts';

/** Entry point for all interactions of people, the same for both platforms. */
export interface Dispatcher {
  /** Runs a command with the given values. */
  runCommand(invocation: Invocation, responder: Responder): Promise<void>;
  /**
   * Handles a pressed button or a sent form.
   * @param id the platform's id of the interaction: a repeated one counts once
   * @param sent the values of the form's fields
   */
  pressButton(
    token: string,
    actor: Actor,
    responder: Responder,
    id: string,
    sent?: RawValues,
  ): Promise<void>;
  /** Handles text, a person or a file that may answer a question. @returns whether it did */
  answerPrompt(
    actor: Actor,
    responder: Responder,
    raw: RawValue,
    at: { id: string; replyTo: string | undefined },
  ): Promise<boolean>;
  /** Answers text that is addressed to the bot and is neither a command nor an answer. */
  answerText(actor: Actor, responder: Responder, text: string): Promise<void>;
  /** What a link to the bot runs; undefined when what it carries means nothing. */
  readLink(payload: string): LinkedAction | undefined;
  /** Suggestions while somebody types an argument. */
  suggest(
    actor: Actor,
    command: string,
    argument: string,
    typed: string,
    values: RawValues,
  ): Promise<readonly Suggestion[]>;
  /** Stores the call of a form and returns its token. */
  saveAction(action: Action): Promise<string>;
}

export function createDispatcher<Context extends ParseContext>(host: KitHost<Context>): Dispatcher {
  const { commands, store, createContext } = host;
  const isPersisted = (context: Context) => host.isPersisted?.(context) ?? true;
  const executor = createExecutor(host);
  const prompts = createPromptService({
    ...host,
    isPersisted,
    run: executor.run,
    attachTokens: (message) => attachActionTokens(message, store),
  });
  const runtime = { host, executor, prompts, argumentNames: memoizeArgumentNames<Context>() };

  /** Commands that store anything about the actor need the actor's rows. */
  const withPersistedActor = async (context: Context, actor: Actor): Promise<Context> =>
    isPersisted(context) ? context : createContext(actor);

  /** Runs what a button calls. A single-use button stays usable unless the handler ran to its end. */
  async function callAction(
    action: Action,
    token: string,
    actor: Actor,
    context: Context,
    responder: Responder,
    sent: RawValues | undefined,
  ): Promise<void> {
    const { from: originPlace, choose: communityId } = action;
    const definition = findDefinition(commands, action.command, action.step);
    // A button of an older version, whose command or step is no more.
    if (!definition) {
      await executor.refuse({ key: 'kit.errors.oldButton', params: {} }, context, responder);
      return;
    }
    if (action.once && !(await store.consumeToken(token))) {
      await executor.refuse({ key: 'kit.errors.usedButton', params: {} }, context, responder);
      return;
    }
    let isDone = false;
    try {
      const isHere = originPlace === undefined && communityId === undefined;
      const hereContext = () =>
        definition.isReadOnly ? context : withPersistedActor(context, actor);
      const call = {
        invocation: invocationOf(action, definition, actor, sent),
        definition,
        context: isHere
          ? await hereContext()
          : await createContext(actor, originPlace, communityId),
        responder: originPlace === undefined ? responder : { ...responder, originPlace },
      };
      isDone = await runAction(runtime, call, action.answer === 'update');
    } finally {
      if (action.once && !isDone) await store.restoreToken(token);
    }
  }

  const dispatcher: Dispatcher = {
    async saveAction(action) {
      const [token] = await store.saveActions([action]);
      if (token === undefined) throw new Error('the store returned no token for an action');
      return token;
    },
    runCommand: (invocation, responder) =>
      reportingErrors(host, invocation, responder, async (context) => {
        const { actor, command, step } = invocation;
        const definition = findDefinition(commands, command, step);
        if (!definition) {
          const error = await unknownCommandError(host, command, context);
          await executor.refuse(error, context, responder);
          return;
        }
        const known = definition.isReadOnly ? context : await withPersistedActor(context, actor);
        // Whoever is stored only now has no prompt.
        const hasEndedPrompt = await prompts.endCurrent(context, responder);
        const call = {
          invocation,
          definition,
          context: hasEndedPrompt ? { ...known, hasEndedPrompt } : known,
          responder,
        };
        await runAction(runtime, call, false);
      }),
    pressButton: (token, actor, responder, id, sent) =>
      reportingErrors(
        host,
        { actor, command: 'button', values: {} },
        responder,
        async (context) => {
          const action = await findPressableAction(host, token, context);
          if (typeof action === 'string') {
            await executor.refuse({ key: action, params: {} }, context, responder);
            return;
          }
          const stored = storedAnswer(action);
          if (stored) await responder.say(stored, 'ephemeral');
          else if (!(await prompts.handleButton(action, id, { actor, context, responder })))
            await callAction(action, token, actor, context, responder, sent);
        },
      ),
    async answerPrompt(actor, responder, raw, { id, replyTo }) {
      let isAnswer = false;
      const invocation = { actor, command: 'answer', values: {} };
      await reportingErrors(host, invocation, responder, async (context) => {
        isAnswer = await prompts.handleAnswer(raw, replyTo, id, { actor, context, responder });
      });
      return isAnswer;
    },
    answerText: (actor, responder, text) =>
      reportingErrors(host, { actor, command: 'text', values: {} }, responder, async (context) => {
        const asked = host.readText?.(text, context);
        if (asked) return dispatcher.runCommand({ actor, ...asked }, responder);
        const answer = host.notUnderstoodMessage?.(context);
        if (answer) await executor.say(answer, responder, 'ephemeral');
      }),
    readLink: (payload) => host.readLink?.(payload),
    suggest: (actor, command, argument, typed, values) =>
      suggestValues(host, actor, command, argument, typed, values),
  };
  return dispatcher;
}
