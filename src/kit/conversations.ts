import { message, paragraph } from '../message/build.ts';
import type { Action } from '../message/message.ts';
import { refusal } from './access.ts';
import type { Definition } from './command.ts';
import { type Conversation, type ConversationEvent, type Step, step } from './conversation.ts';
import { type ArgumentProblem, decode } from './decode.ts';
import { explainArgument, explainRefusal, refusing } from './explain.ts';
import type { Asked, Caller, Responder } from './invocation.ts';
import type { ReadContext } from './kind.ts';
import { fingerprint, openingOf } from './opening.ts';
import type { KitParts } from './pipeline.ts';
import { eventOf, promptCommand } from './prompt-buttons.ts';
import { questionFor } from './question.ts';
import type { Raw, RawValues } from './raw.ts';
import type { Run } from './run.ts';
import { seal } from './seal.ts';
import type { ConversationKey, KeptConversation } from './store.ts';

/** Tries when somebody else changes the same conversation at the same moment. */
const mostTries = 5;

interface Parts<Context extends ReadContext> extends KitParts<Context> {
  isKept(context: Context): boolean;
  run(
    definition: Definition<Context>,
    values: Record<string, unknown>,
    context: Context,
    responder: Responder,
    how: Run,
  ): Promise<unknown>;
}

/** What a person did in a conversation. */
interface Act {
  event: ConversationEvent;
  /** By a tap: the answer may change the message that was tapped. */
  tapped: boolean;
}

/** Who answers, and how it is answered. */
interface Answering<Context> {
  caller: Caller;
  context: Context;
  responder: Responder;
}

/** A conversation that holds, with what its command gets. */
interface Standing<Context> {
  kept: KeptConversation;
  /** Where it is kept. */
  at: ConversationKey;
  definition: Definition<Context>;
  /** Of the place where it was begun. */
  context: Context;
  responder: Responder;
}

/** Commands that ask for what is missing: carries out what the reducer decides. */
export function createConversations<Context extends ReadContext>(parts: Parts<Context>) {
  const { commands, authority, store, key, enter, here, isKept } = parts;
  const find = (name: string) => commands.find((command) => command.name === name);
  const words = (context: Context, name: string) =>
    message([paragraph(context.t(`kit.${name}`))], { tone: 'plain' });

  /** The next state, once everything that can be read was read. */
  async function settle(
    first: Step,
    definition: Definition<Context>,
    context: Context,
  ): Promise<Step> {
    if (first.effect.type !== 'decode') return first;
    const { problems } = await decode(definition.args, first.state.raw, context);
    return step(first.state, { type: 'decoded', problems });
  }

  async function ask(
    kept: KeptConversation,
    next: Step,
    definition: Definition<Context>,
    context: Context,
    responder: Responder,
  ): Promise<void> {
    if (next.effect.type !== 'ask' || !responder.ask) return;
    const { argument, problem } = next.effect;
    const question = await questionFor(
      { id: kept.id, accountId: kept.accountId, argument },
      problem,
      next.state,
      definition,
      context,
      responder,
    );
    if (typeof question === 'string') {
      await store.endConversation(kept);
      if (kept.asked) await responder.retire?.(kept.asked);
      const why = problem
        ? explainArgument(next.state.command, { argument, problem }, context)
        : context.t(question);
      await responder.say(refusing(why), 'quiet');
      return;
    }
    const sealed = { ...question, message: await seal(question.message, store) };
    await store.keepAsked(kept.id, await responder.ask(sealed, kept.asked));
  }

  async function run(
    kept: KeptConversation | undefined,
    state: Conversation,
    definition: Definition<Context>,
    context: Context,
    responder: Responder,
    tapped: boolean,
  ): Promise<void> {
    // Of several processes that come here at once, the one that ends the conversation runs the command.
    if (kept && !(await store.endConversation(kept))) return;
    const { values, problems } = await decode(definition.args, state.raw, context);
    if (problems.length > 0) return;
    const update = tapped && definition.visibility === 'public';
    if (kept?.asked && !update) await responder.retire?.(kept.asked);
    await parts.run(definition, values, context, responder, {
      update,
      command: state.command,
      mend: (problems) => begin(state.command, state.raw, context, responder, problems),
    });
  }

  /** Follows the reducer until it waits, runs or ends. @returns false when somebody else was first */
  async function follow(
    { kept, at, definition, context, responder }: Standing<Context>,
    { event, tapped }: Act,
  ): Promise<boolean> {
    const next = await settle(step(kept.state, event), definition, context);
    switch (next.effect.type) {
      case 'ask': {
        const saved = await store.keepConversation(at, next.state, kept);
        if (!saved) return false;
        await ask(saved, next, definition, context, responder);
        return true;
      }
      case 'run':
        await run(kept, next.state, definition, context, responder, tapped);
        return true;
      case 'end': {
        if (!(await store.endConversation(kept))) return true;
        const said = words(context, next.effect.why);
        if (tapped) await responder.update(said);
        else {
          if (kept.asked) await responder.retire?.(kept.asked);
          await responder.say(said, 'public');
        }
        return true;
      }
      case 'stale':
        if (tapped) await responder.say(words(context, 'errors.oldButton'), 'quiet');
        return true;
      case 'decode':
      case 'none':
        return true;
    }
  }

  /** The conversation that stands here, if it still holds; else the person is told why it is over. */
  async function current(
    { caller, context, responder }: Answering<Context>,
    tapped: boolean,
    leaves: (kept: KeptConversation) => boolean,
  ): Promise<Standing<Context> | 'over' | undefined> {
    const at = key(context);
    const kept = isKept(context) ? await store.conversation(at) : undefined;
    if (kept === undefined) return undefined;
    const end = async (why: 'expired' | 'changed', asked: Asked | undefined) => {
      if (tapped) await responder.update(words(context, why));
      else {
        if (asked) await responder.retire?.(asked);
        await responder.say(words(context, why), 'public');
      }
      return 'over' as const;
    };
    if ('over' in kept) return end(kept.over === 'expired' ? 'expired' : 'changed', kept.asked);
    const definition = find(kept.state.command);
    if (!definition || fingerprint(definition) !== kept.state.fingerprint) {
      await store.endConversation(kept);
      return end('changed', kept.asked);
    }
    const { from } = kept.state;
    const standing = {
      kept,
      at,
      definition,
      context: from === undefined ? context : await enter(caller, from),
      responder: from === undefined ? responder : { ...responder, from },
    };
    // What the person may do was asked when it began, and may be another by now, or in another community.
    // Who only leaves needs no right.
    const refused = leaves(kept)
      ? undefined
      : await refusal(definition.access, standing.context, authority);
    if (!refused) return standing;
    await store.endConversation(kept);
    if (kept.asked) await responder.retire?.(kept.asked);
    await responder.say(explainRefusal(refused, context), 'quiet');
    return 'over';
  }

  /** @returns whether there was a conversation for it */
  async function act(
    acted: (kept: KeptConversation) => Act | undefined,
    answering: Answering<Context>,
    tapped: boolean,
  ): Promise<boolean> {
    const leaves = (kept: KeptConversation) => acted(kept)?.event.type === 'cancelled';
    for (let tries = 0; tries < mostTries; tries += 1) {
      const found = await current(answering, tapped, leaves);
      if (found === undefined || found === 'over') return found === 'over';
      const what = acted(found.kept);
      if (!what) return false;
      if (await follow(found, what)) return true;
    }
    return true;
  }

  /** A new command ends the question that stood here. @returns whether there was one that still held */
  async function endHere(context: Context, responder: Responder): Promise<boolean> {
    const kept = isKept(context) ? await store.conversation(key(context)) : undefined;
    if (!kept) return false;
    const held = !('over' in kept);
    if (held) await store.endConversation(kept);
    if (kept.asked) await responder.retire?.(kept.asked);
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
    problems: readonly ArgumentProblem[] = [],
  ): Promise<void> {
    const definition = find(command);
    if (!definition) return;
    const isWrong = (name: string) => problems.some(({ argument }) => argument === name);
    const kept = Object.fromEntries(Object.entries(raw).filter(([name]) => !isWrong(name)));
    const state = openingOf(command, definition, kept, problems);
    const next = await settle({ state, effect: { type: 'decode' } }, definition, context);
    if (next.effect.type === 'run')
      return run(undefined, next.state, definition, context, responder, false);
    const { aside } = responder;
    if (!aside || definition.visibility === 'public') {
      const saved = await store.keepConversation(key(context), next.state, undefined);
      if (saved) await ask(saved, next, definition, context, responder);
      return;
    }
    // What is answered in private is asked in private.
    const from = here(context);
    const there = await enter(aside.caller);
    const begun = { ...next, state: { ...next.state, from } };
    await aside.goOn(async (privately) => {
      await endHere(there, privately);
      const saved = await store.keepConversation(key(there), begun.state, undefined);
      if (!saved) return;
      try {
        await ask(saved, begun, definition, context, { ...privately, from });
      } catch (error) {
        // A question that nobody sees waits for no answer.
        await store.endConversation(saved);
        throw error;
      }
    });
  }

  return {
    begin,

    endHere,

    /**
     * Takes words, a person or a file as an answer.
     * @param replyTo the platform's id of the message that was replied to
     * @param id the platform's id of what was sent
     * @returns whether they were taken as an answer
     */
    async answered(
      raw: Raw,
      replyTo: string | undefined,
      id: string,
      answering: Answering<Context>,
    ): Promise<boolean> {
      const { context, responder } = answering;
      const { accountId, place } = key(context);
      if (replyTo !== undefined) {
        const asker = await store.askedBy(place, replyTo);
        if (asker !== undefined && asker !== accountId) {
          await responder.say(words(context, 'errors.notYours'), 'quiet');
          return true;
        }
      }
      return act(
        ({ state: { asking }, asked }) => {
          const isMeant =
            replyTo === undefined || replyTo === asked?.panel || replyTo === asked?.input;
          return isMeant && asking !== undefined
            ? { event: { type: 'answered', argument: asking, raw, id }, tapped: false }
            : undefined;
        },
        answering,
        false,
      );
    },

    /** @returns whether the button belonged to a question */
    async pressed(action: Action, id: string, answering: Answering<Context>): Promise<boolean> {
      if (action.command !== promptCommand) return false;
      const meant = eventOf(action, id);
      const taken = await act(
        (standing) =>
          meant?.prompt === standing.id ? { event: meant.event, tapped: true } : undefined,
        answering,
        true,
      );
      const { context, responder } = answering;
      if (!taken) await responder.say(words(context, 'errors.oldButton'), 'quiet');
      return true;
    },
  };
}
