import { createHash } from 'node:crypto';
import { button, message, paragraph } from '../message/build.ts';
import type { Action, Button } from '../message/message.ts';
import { refusal } from './access.ts';
import type { Definition } from './command.ts';
import { type Conversation, type ConversationEvent, step } from './conversation.ts';
import { type ArgumentProblem, decode } from './decode.ts';
import { argumentName, explainProblem, explainRefusal } from './explain.ts';
import type { Question, Responder } from './invocation.ts';
import type { ReadContext, Suggestion } from './kind.ts';
import type { KitParts } from './pipeline.ts';
import { seal } from './pipeline.ts';
import type { Raw, RawValues } from './raw.ts';
import type { KeptConversation } from './store.ts';

/** The pseudo command of the buttons under a question. */
const promptCommand = 'prompt';
/** Most values under one question. */
const mostOffered = 10;

interface Parts<Context extends ReadContext> extends KitParts<Context> {
  run(
    definition: Definition<Context>,
    values: Record<string, unknown>,
    context: Context,
    responder: Responder,
    update: boolean,
  ): Promise<void>;
}

/** Changes when a command's arguments do, so that no old conversation goes on under new rules. */
function fingerprint<Context>({ args }: Definition<Context>): string {
  const shape = Object.entries(args).map(([name, argument]) => [
    name,
    argument.kind.name,
    argument.required,
  ]);
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 16);
}

/** Commands that ask for what is missing: carries out what the reducer decides. */
export function createConversations<Context extends ReadContext>(parts: Parts<Context>) {
  const { commands, authority, store, key } = parts;
  const find = (name: string) => commands.find((command) => command.name === name);

  async function offers(
    definition: Definition<Context>,
    { argument, problem }: ArgumentProblem,
    raw: RawValues,
    context: Context,
  ): Promise<readonly Suggestion[]> {
    const kind = definition.args[argument]?.kind;
    if (problem.suggestions && problem.suggestions.length > 0) return problem.suggestions;
    if (kind?.choices) return kind.choices(context);
    if (!kind?.suggest) return [];
    const { values } = await decode(definition.args, raw, context);
    return kind.suggest('', context, values);
  }

  async function question(
    state: Conversation,
    definition: Definition<Context>,
    asked: ArgumentProblem,
    kept: KeptConversation,
    context: Context,
  ): Promise<Question> {
    const { t } = context;
    const name = argumentName(state.command, asked.argument, context);
    const argument = definition.args[asked.argument];
    const offered = (await offers(definition, asked, state.raw, context)).slice(0, mostOffered);
    const act = (step: string, args: Action['args'] = {}): Omit<Action, 'answer'> => ({
      command: promptCommand,
      step,
      args: { prompt: kept.id, argument: asked.argument, ...args },
      account: key(context).accountId,
    });
    const wide = offered.some(({ label }) => label.length > 14) ? 1 : 3;
    const rows: Button[][] = [];
    offered.forEach(({ label, value }, index) => {
      const made = button(label, act('choose', { value }));
      if (index % wide === 0) rows.push([made]);
      else rows.at(-1)?.push(made);
    });
    rows.push([
      ...(argument?.required ? [] : [button(t('kit.skip'), act('skip'))]),
      button(t('kit.cancel'), act('cancel'), 'danger'),
    ]);
    const isWrong = asked.problem.key !== 'kit.errors.missing';
    return {
      message: message(
        [
          ...(isWrong ? [paragraph(explainProblem(asked.problem, context))] : []),
          paragraph(
            offered.length > 0
              ? t('kit.askChoice', { argument: name })
              : t('kit.ask', {
                  argument: name,
                  hint: t(
                    `commands.${state.command.replaceAll(' ', '_')}.${asked.argument}.description`,
                  ),
                }),
          ),
        ],
        { buttons: rows },
      ),
      typed: !argument?.kind.choices,
      placeholder: name,
    };
  }

  /** Follows the reducer until it waits, runs or ends. */
  async function advance(
    kept: KeptConversation | undefined,
    state: Conversation,
    event: ConversationEvent,
    context: Context,
    responder: Responder,
  ): Promise<void> {
    const definition = find(state.command);
    if (!definition) return;
    // What the person may do was asked when it began, and may be another by now, or in another community.
    const refused = kept && (await refusal(definition.access, context, authority));
    if (refused) {
      await store.endConversation(kept.id);
      await responder.say(explainRefusal(refused, context), 'quiet');
      return;
    }
    let current = step(state, event);
    if (current.effect.type === 'decode') {
      const { problems } = await decode(definition.args, current.state.raw, context);
      current = step(current.state, { type: 'decoded', problems });
    }
    const { effect } = current;
    if (effect.type === 'ask') {
      const saved = await store.keepConversation(key(context), current.state, kept);
      if (!saved || !responder.ask) return;
      const asked = await question(current.state, definition, effect, saved, context);
      const sealed = { ...asked, message: await seal(asked.message, store) };
      await store.keepAsked(saved.id, await responder.ask(sealed));
      return;
    }
    if (kept) await store.endConversation(kept.id);
    if (effect.type === 'run') {
      const { values, problems } = await decode(definition.args, current.state.raw, context);
      if (problems.length === 0) await parts.run(definition, values, context, responder, false);
    } else if (effect.type === 'end') {
      const words = effect.why === 'expired' ? 'kit.expired' : 'kit.cancelled';
      await responder.say(message([paragraph(context.t(words))]), 'public');
    }
  }

  async function current(
    context: Context,
    responder: Responder,
  ): Promise<KeptConversation | undefined> {
    const kept = await store.conversation(key(context));
    if (kept === undefined) return undefined;
    if (kept === 'expired') {
      await responder.say(message([paragraph(context.t('kit.expired'))]), 'public');
      return undefined;
    }
    const definition = find(kept.state.command);
    if (definition && fingerprint(definition) === kept.state.fingerprint) return kept;
    await store.endConversation(kept.id);
    await responder.say(message([paragraph(context.t('kit.changed'))]), 'public');
    return undefined;
  }

  return {
    async begin(
      command: string,
      raw: RawValues,
      problems: readonly ArgumentProblem[],
      context: Context,
      responder: Responder,
    ): Promise<void> {
      const definition = find(command);
      if (!definition) return;
      const state: Conversation = { command, fingerprint: fingerprint(definition), raw };
      await advance(undefined, state, { type: 'decoded', problems }, context, responder);
    },
    /** A new command ends the question that stood here. */
    async endHere(context: Context): Promise<void> {
      const kept = await store.conversation(key(context));
      if (kept && kept !== 'expired') await store.endConversation(kept.id);
    },
    /** @returns whether the words were taken as an answer */
    async answered(
      raw: Raw,
      replyTo: string | undefined,
      context: Context,
      responder: Responder,
    ): Promise<boolean> {
      const kept = await store.conversation(key(context));
      if (!kept || kept === 'expired') {
        if (kept === 'expired') await current(context, responder);
        return kept === 'expired';
      }
      if (replyTo !== undefined && replyTo !== kept.messageId) return false;
      const argument = kept.state.asking;
      const open = await current(context, responder);
      if (!open || argument === undefined) return true;
      await advance(open, open.state, { type: 'answered', argument, raw }, context, responder);
      return true;
    },
    /** @returns whether the button belonged to a question */
    async pressed(action: Action, context: Context, responder: Responder): Promise<boolean> {
      if (action.command !== promptCommand) return false;
      const kept = await current(context, responder);
      const { prompt, argument, value } = action.args;
      if (!kept || kept.id !== prompt || kept.state.asking !== argument) {
        if (kept)
          await responder.say(message([paragraph(context.t('kit.errors.oldButton'))]), 'quiet');
        return true;
      }
      const event: ConversationEvent =
        action.step === 'choose' && value !== undefined && typeof argument === 'string'
          ? { type: 'answered', argument, raw: value }
          : { type: action.step === 'skip' ? 'skipped' : 'cancelled' };
      await advance(kept, kept.state, event, context, responder);
      return true;
    },
  };
}
