import { message, paragraph } from '../../message/build.ts';
import type { Action } from '../../message/message.ts';
import type { Actor } from '../adapter/actor.ts';
import type { PromptMessages } from '../adapter/prompt-question.ts';
import type { Responder } from '../adapter/responder.ts';
import { findUnmetCondition } from '../define/access.ts';
import type { ActionDefinition } from '../define/command.ts';
import type { ParseContext } from '../define/parse-context.ts';
import type { RawValue, RawValues } from '../define/raw-value.ts';
import { decode, type InvalidArgument } from '../input/decode.ts';
import { accessDeniedMessage, argumentErrorText, errorMessage } from '../input/error-messages.ts';
import { attachActionTokens } from '../runtime/action-tokens.ts';
import type { ExecutionOptions } from '../runtime/executor.ts';
import type { KitHost } from '../runtime/host.ts';
import { promptCommand, promptEventOf } from './buttons.ts';
import { buildQuestion } from './question.ts';
import { type PromptEvent, type PromptState, reducePrompt, type Transition } from './reducer.ts';
import { argumentsFingerprint, startPrompt } from './start.ts';
import type { PromptKey, StoredPrompt } from './store.ts';

/** Tries when somebody else changes the same conversation at the same moment. */
const maxAttempts = 5;

interface PromptServiceOptions<Context extends ParseContext> extends KitHost<Context> {
  isPersisted(context: Context): boolean;
  run(
    definition: ActionDefinition<Context>,
    values: Record<string, unknown>,
    context: Context,
    responder: Responder,
    how: ExecutionOptions,
  ): Promise<unknown>;
}

/** What a person did in a conversation. */
interface PromptInput {
  event: PromptEvent;
  /** By a tap: the answer may change the message that was tapped. */
  isButton: boolean;
}

/** Who answers, and how it is answered. */
interface AnswerContext<Context> {
  actor: Actor;
  context: Context;
  responder: Responder;
}

/** A conversation that holds, with what its command gets. */
interface ActivePrompt<Context> {
  kept: StoredPrompt;
  /** Where it is kept. */
  at: PromptKey;
  definition: ActionDefinition<Context>;
  /** Of the place where it was begun. */
  context: Context;
  responder: Responder;
}

/** Commands that ask for what is missing: carries out what the reducer decides. */
export function createPromptService<Context extends ParseContext>(
  parts: PromptServiceOptions<Context>,
) {
  const {
    commands,
    checkCondition: authority,
    store,
    promptKey: key,
    createContext,
    currentPlace: here,
    isPersisted,
  } = parts;
  const find = (name: string) => commands.find((command) => command.name === name);
  const words = (context: Context, name: string) =>
    message([paragraph(context.t(`kit.${name}`))], { tone: 'plain' });

  /** The next state, once everything that can be read was read. */
  async function decodeIfNeeded(
    first: Transition,
    definition: ActionDefinition<Context>,
    context: Context,
  ): Promise<Transition> {
    if (first.effect.type !== 'decode') return first;
    const { invalid } = await decode(definition.args, first.state.raw, context);
    return reducePrompt(first.state, { type: 'decoded', problems: invalid });
  }

  async function ask(
    kept: StoredPrompt,
    next: Transition,
    definition: ActionDefinition<Context>,
    context: Context,
    responder: Responder,
  ): Promise<void> {
    if (next.effect.type !== 'ask' || !responder.showPrompt) return;
    const { argument, problem } = next.effect;
    const question = await buildQuestion(
      { id: kept.id, accountId: kept.accountId, argument },
      problem,
      next.state,
      definition,
      context,
      responder,
    );
    if (typeof question === 'string') {
      await store.endPrompt(kept);
      if (kept.messages) await responder.deletePrompt?.(kept.messages);
      const why = problem
        ? argumentErrorText(next.state.command, { argument, error: problem }, context)
        : context.t(question);
      await responder.say(errorMessage(why), 'ephemeral');
      return;
    }
    const sealed = { ...question, message: await attachActionTokens(question.message, store) };
    await store.savePromptMessages(kept.id, await responder.showPrompt(sealed, kept.messages));
  }

  async function run(
    kept: StoredPrompt | undefined,
    state: PromptState,
    definition: ActionDefinition<Context>,
    context: Context,
    responder: Responder,
    tapped: boolean,
  ): Promise<void> {
    // Of several processes that come here at once, the one that ends the conversation runs the command.
    if (kept && !(await store.endPrompt(kept))) return;
    const { values, invalid: problems } = await decode(definition.args, state.raw, context);
    if (problems.length > 0) return;
    const update = tapped && definition.visibility === 'public';
    if (kept?.messages && !update) await responder.deletePrompt?.(kept.messages);
    await parts.run(definition, values, context, responder, {
      updatesMessage: update,
      command: state.command,
      askAgain: (problems) => begin(state.command, state.raw, context, responder, problems),
    });
  }

  /** Follows the reducer until it waits, runs or ends. @returns false when somebody else was first */
  async function applyEvent(
    { kept, at, definition, context, responder }: ActivePrompt<Context>,
    { event, isButton }: PromptInput,
  ): Promise<boolean> {
    const next = await decodeIfNeeded(reducePrompt(kept.state, event), definition, context);
    switch (next.effect.type) {
      case 'ask': {
        const saved = await store.savePrompt(at, next.state, kept);
        if (!saved) return false;
        await ask(saved, next, definition, context, responder);
        return true;
      }
      case 'run':
        await run(kept, next.state, definition, context, responder, isButton);
        return true;
      case 'end': {
        if (!(await store.endPrompt(kept))) return true;
        const said = words(context, next.effect.why);
        if (isButton) await responder.update(said);
        else {
          if (kept.messages) await responder.deletePrompt?.(kept.messages);
          await responder.say(said, 'public');
        }
        return true;
      }
      case 'stale':
        if (isButton) await responder.say(words(context, 'errors.oldButton'), 'ephemeral');
        return true;
      case 'decode':
      case 'none':
        return true;
    }
  }

  /** The conversation that stands here, if it still holds; else the person is told why it is over. */
  async function loadActivePrompt(
    { actor, context, responder }: AnswerContext<Context>,
    tapped: boolean,
    leaves: (kept: StoredPrompt) => boolean,
  ): Promise<ActivePrompt<Context> | 'over' | undefined> {
    const at = key(context);
    const kept = isPersisted(context) ? await store.findPrompt(at) : undefined;
    if (kept === undefined) return undefined;
    const end = async (why: 'expired' | 'changed', asked: PromptMessages | undefined) => {
      if (tapped) await responder.update(words(context, why));
      else {
        if (asked) await responder.deletePrompt?.(asked);
        await responder.say(words(context, why), 'public');
      }
      return 'over' as const;
    };
    if ('over' in kept) return end(kept.over === 'expired' ? 'expired' : 'changed', kept.messages);
    const definition = find(kept.state.command);
    if (!definition || argumentsFingerprint(definition) !== kept.state.fingerprint) {
      await store.endPrompt(kept);
      return end('changed', kept.messages);
    }
    const { from } = kept.state;
    const standing = {
      kept,
      at,
      definition,
      context: from === undefined ? context : await createContext(actor, from),
      responder: from === undefined ? responder : { ...responder, originPlace: from },
    };
    // What the person may do was asked when it began, and may be another by now, or in another community.
    // Who only leaves needs no right.
    const refused = leaves(kept)
      ? undefined
      : await findUnmetCondition(definition.access, standing.context, authority);
    if (!refused) return standing;
    await store.endPrompt(kept);
    if (kept.messages) await responder.deletePrompt?.(kept.messages);
    await responder.say(accessDeniedMessage(refused, context), 'ephemeral');
    return 'over';
  }

  /** @returns whether there was a conversation for it */
  async function handleInput(
    acted: (kept: StoredPrompt) => PromptInput | undefined,
    answering: AnswerContext<Context>,
    tapped: boolean,
  ): Promise<boolean> {
    const leaves = (kept: StoredPrompt) => acted(kept)?.event.type === 'cancelled';
    for (let tries = 0; tries < maxAttempts; tries += 1) {
      const found = await loadActivePrompt(answering, tapped, leaves);
      if (found === undefined || found === 'over') return found === 'over';
      const what = acted(found.kept);
      if (!what) return false;
      if (await applyEvent(found, what)) return true;
    }
    return true;
  }

  /** A new command ends the question that stood here. @returns whether there was one that still held */
  async function endHere(context: Context, responder: Responder): Promise<boolean> {
    const kept = isPersisted(context) ? await store.findPrompt(key(context)) : undefined;
    if (!kept) return false;
    const held = !('over' in kept);
    if (held) await store.endPrompt(kept);
    if (kept.messages) await responder.deletePrompt?.(kept.messages);
    return held;
  }

  /**
   * Begins to ask for what is missing or wrong.
   * @param problems what is wrong beside what can be read from the values
   */
  async function begin(
    command: string,
    raw: RawValues,
    context: Context,
    responder: Responder,
    problems: readonly InvalidArgument[] = [],
  ): Promise<void> {
    const definition = find(command);
    if (!definition) return;
    const isWrong = (name: string) => problems.some(({ argument }) => argument === name);
    const kept = Object.fromEntries(Object.entries(raw).filter(([name]) => !isWrong(name)));
    const state = startPrompt(command, definition, kept, problems);
    const next = await decodeIfNeeded({ state, effect: { type: 'decode' } }, definition, context);
    if (next.effect.type === 'run')
      return run(undefined, next.state, definition, context, responder, false);
    const { privateChannel } = responder;
    if (!privateChannel || definition.visibility === 'public') {
      const saved = await store.savePrompt(key(context), next.state, undefined);
      if (saved) await ask(saved, next, definition, context, responder);
      return;
    }
    // What is answered in private is asked in private.
    const originPlace = here(context);
    const there = await createContext(privateChannel.actor);
    const begun = { ...next, state: { ...next.state, from: originPlace } };
    await privateChannel.continueIn(async (privately) => {
      await endHere(there, privately);
      const saved = await store.savePrompt(key(there), begun.state, undefined);
      if (!saved) return;
      try {
        await ask(saved, begun, definition, context, { ...privately, originPlace });
      } catch (error) {
        // A question that nobody sees waits for no answer.
        await store.endPrompt(saved);
        throw error;
      }
    });
  }

  return {
    start: begin,

    endCurrent: endHere,

    /**
     * Takes words, a person or a file as an answer.
     * @param replyTo the platform's id of the message that was replied to
     * @param id the platform's id of what was sent
     * @returns whether they were taken as an answer
     */
    async handleAnswer(
      raw: RawValue,
      replyTo: string | undefined,
      id: string,
      answering: AnswerContext<Context>,
    ): Promise<boolean> {
      const { context, responder } = answering;
      const { accountId, place } = key(context);
      if (replyTo !== undefined) {
        const asker = await store.findPromptOwner(place, replyTo);
        if (asker !== undefined && asker !== accountId) {
          await responder.say(words(context, 'errors.notYours'), 'ephemeral');
          return true;
        }
      }
      return handleInput(
        ({ state: { asking }, messages }) => {
          const isMeant =
            replyTo === undefined ||
            replyTo === messages?.messageId ||
            replyTo === messages?.inputId;
          return isMeant && asking !== undefined
            ? { event: { type: 'answered', argument: asking, raw, id }, isButton: false }
            : undefined;
        },
        answering,
        false,
      );
    },

    /** @returns whether the button belonged to a question */
    async handleButton(
      action: Action,
      id: string,
      answering: AnswerContext<Context>,
    ): Promise<boolean> {
      if (action.command !== promptCommand) return false;
      const meant = promptEventOf(action, id);
      const taken = await handleInput(
        (standing) =>
          meant?.prompt === standing.id ? { event: meant.event, isButton: true } : undefined,
        answering,
        true,
      );
      const { context, responder } = answering;
      if (!taken) await responder.say(words(context, 'errors.oldButton'), 'ephemeral');
      return true;
    },
  };
}
