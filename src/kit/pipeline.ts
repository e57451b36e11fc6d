import { button, message, paragraph } from '../message/build.ts';
import type { Action, Message } from '../message/message.ts';
import { type Authority, refusal } from './access.ts';
import type { Command, Cooldown, Definition } from './command.ts';
import { createConversations } from './conversations.ts';
import { type ArgumentProblem, decode } from './decode.ts';
import { explainProblems, explainRefusal, refusing } from './explain.ts';
import {
  formPage,
  formPages,
  formWaits,
  mendButton,
  mendPage,
  namesIn,
  nextPage,
  openAgain,
  openButton,
  outsideForm,
  withPage,
} from './forms.ts';
import type { Caller, Invocation, Responder } from './invocation.ts';
import type { Problem, ReadContext, Suggestion, Words } from './kind.ts';
import { mostOffered } from './kinds/pick.ts';
import { commandsBegunBy, createArgumentNames, nearestCommand } from './names.ts';
import { type Raw, type RawValues, rawSchema } from './raw.ts';
import { createRunner } from './run.ts';
import type { KitStore } from './store.ts';
import { readTyped } from './typed.ts';
import { Unanswered } from './unanswered.ts';

/** What the program gives to the kit. */
export interface KitParts<Context extends ReadContext> {
  commands: readonly Command<Context>[];
  /**
   * Finds or makes who acts and where, and everything a handler gets.
   * @param from the place for which they act, by its own id: what they do here was begun there
   * @param chosen the community, by its own id, that they choose by this for their own chat
   */
  enter(caller: Caller, from?: string, chosen?: string): Promise<Context>;
  /** As `enter`, for what only reads: somebody who was never seen may get ids that no row has. `enter` where not given. */
  look?(caller: Caller): Promise<Context>;
  /** Whether rows stand behind who acts and where; always where not given. */
  isKept?(context: Context): boolean;
  /** The place where this is, by the id that `enter` finds it with again. */
  here(context: Context): string;
  authority: Authority<Context>;
  /** Which conversation this person has here. */
  key(context: Context): { accountId: string; place: string };
  /** Whose acts count together for a cooldown; nothing where there is no such thing, as no community. */
  scope(context: Context, per: Cooldown['per']): string | undefined;
  store: KitStore;
  /** What could be meant where it is not clear for which community somebody acts: each with its name. */
  alternatives(context: Context): Promise<readonly { id: string; name: string }[]>;
  /** What is said where there is no community, nor any to choose from: what is missing, and how it begins. */
  nowhere?(context: Context): Message;
  /** A reference for what went wrong, short enough to be read out; it stands in the log too. */
  report(error: unknown, invocation: Invocation): string;
  /** Words for somebody who could not even be recognised. */
  words(caller: Caller): Words;
}

/** The way of every act of a person, the same for both platforms. */
export interface Pipeline {
  /** Runs a command with whatever values came. */
  handle(invocation: Invocation, responder: Responder): Promise<void>;
  /**
   * A button was pressed, or a form sent: `sent` are the form's fields.
   * @param id the platform's id of the press: the same one twice counts once
   */
  press(
    token: string,
    caller: Caller,
    responder: Responder,
    id: string,
    sent?: RawValues,
  ): Promise<void>;
  /** Words, a person or a file that may answer a question. @returns whether they did */
  answer(
    caller: Caller,
    responder: Responder,
    raw: Raw,
    at: { id: string; replyTo: string | undefined },
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

export function createPipeline<Context extends ReadContext>(parts: KitParts<Context>): Pipeline {
  const { commands, enter, authority, store, report } = parts;
  const { look = (caller) => enter(caller), isKept = () => true } = parts;
  const { say, refuse, run } = createRunner(parts);
  const conversations = createConversations({ ...parts, isKept, run });
  const namesOf = createArgumentNames<Context>();
  const no = (
    key: string,
    context: Context,
    responder: Responder,
    params: Problem['params'] = {},
  ) => refuse({ key, params }, context, responder);

  /** What keeps something of whoever acts needs the rows of a person. */
  const kept = async (context: Context, caller: Caller): Promise<Context> =>
    isKept(context) ? context : enter(caller);

  function find(name: string, step: string | undefined): Definition<Context> | undefined {
    const command = commands.find((candidate) => candidate.name === name);
    return step === undefined ? command : command?.steps[step];
  }

  /**
   * Opens the form of a command, where the platform has forms and what stands in no form is right; else says
   * what is not, so that nobody writes in vain.
   * @returns whether a form is this command's way
   */
  async function openForm(
    invocation: Invocation,
    definition: Definition<Context>,
    context: Context,
    responder: Responder,
  ): Promise<boolean> {
    const { command, values, form, step } = invocation;
    if (!responder.openForm || step !== undefined || form?.act === 'sent') return false;
    if (form?.fields) {
      const page = mendPage(command, definition, values, form.fields, context);
      if (!(await responder.openForm(page))) {
        const again = mendButton(command, definition, form.fields, values, context);
        await say(formWaits(again ? [again] : [], context), responder, 'private');
      }
      return true;
    }
    const pages = formPages(definition);
    const isGiven = pages.flat().some(([name]) => values[name] !== undefined);
    if (pages.length === 0 || (form === undefined && isGiven)) return false;
    const { problems } = await decode(outsideForm(definition).args, values, context);
    if (problems.length > 0) {
      const mend = mendButton(command, definition, namesIn(problems), values, context);
      const said = explainProblems(command, problems, values, context, undefined, mend);
      await say(said, responder, 'quiet');
      return true;
    }
    const page = form?.page ?? 0;
    const isOpen = await responder.openForm(formPage(command, definition, values, page, context));
    if (!isOpen) {
      const open = openButton(command, values, page, context);
      await say(formWaits([open], context), responder, 'private');
    }
    return true;
  }

  /** Asks for which community it is, where that alone is unclear: the command goes on with what came with it. */
  async function whichCommunity(
    { command, step, values, line, implied, form }: Invocation,
    context: Context,
  ): Promise<Message | undefined> {
    const communities = await parts.alternatives(context);
    if (communities.length === 0) return parts.nowhere?.(context);
    const action = {
      command,
      args: values,
      account: parts.key(context).accountId,
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

  async function proceed(
    invocation: Invocation,
    definition: Definition<Context>,
    context: Context,
    responder: Responder,
    update: boolean,
  ): Promise<boolean> {
    const { command, step, form } = invocation;
    const refused = await refusal(definition.access, context, authority);
    const whichOne = () => whichCommunity(invocation, context);
    if (refused) {
      const asked = refused.rule === 'inCommunity' ? await whichOne() : undefined;
      await say(asked ?? explainRefusal(refused, context), responder, 'quiet');
      return false;
    }
    if (await openForm(invocation, definition, context, responder)) return false;
    const { raw, unclear } = await readTyped(invocation, definition, context, namesOf);
    const pages = step === undefined ? formPages(definition).length : 0;
    if (form?.act === 'sent' && !form.fields && form.page + 1 < pages) {
      await say(nextPage(command, raw, form.page + 1, pages, context), responder, 'private');
      return false;
    }
    const decoded = await decode(definition.args, raw, context);
    const { values } = decoded;
    const isUnclear = (name: string) => unclear.some(({ argument }) => argument === name);
    const problems = [
      ...unclear,
      ...decoded.problems.filter(({ argument }) => !isUnclear(argument)),
    ];
    const again =
      responder.hasForms && pages > 0
        ? { again: openAgain(command, definition, raw, problems, context) }
        : {};
    /**
     * What is wrong is asked for again, and what was right is kept.
     * @param known what the values themselves do not show to be wrong
     */
    const mend = async (
      wrong: readonly ArgumentProblem[],
      known: readonly ArgumentProblem[] = wrong,
    ): Promise<void> => {
      const isGivenByButton = wrong.some(({ argument }) => definition.args[argument]?.hidden);
      if (responder.ask && step === undefined && !isGivenByButton) {
        const asked = await kept(context, invocation.caller);
        await conversations.begin(command, raw, asked, responder, known);
        return;
      }
      const canOpen = form?.act === 'sent' && !form.fields && again.again;
      const canMend =
        responder.hasForms && step === undefined && !canOpen
          ? mendButton(command, definition, namesIn(wrong), raw, context)
          : undefined;
      const instead = canOpen ? [[canOpen]] : undefined;
      await say(
        explainProblems(command, wrong, raw, context, instead, canMend),
        responder,
        'quiet',
      );
    };
    if (problems.length === 0) {
      return run(definition, values, context, responder, {
        update,
        command,
        whichOne,
        ...again,
        ...(step === undefined ? { mend } : {}),
      });
    }
    await mend(problems, unclear);
    return false;
  }

  /**
   * One calm sentence with a reference instead of whatever broke.
   * @throws Unanswered when not even that could be said
   */
  async function guarded(
    invocation: Invocation,
    responder: Responder,
    work: (context: Context) => Promise<void>,
  ): Promise<void> {
    let words = parts.words(invocation.caller);
    let isBegun = false;
    try {
      const context = await look(invocation.caller);
      words = context;
      isBegun = true;
      await work(context);
    } catch (error) {
      const reference = report(error, invocation);
      await responder
        .say(refusing(words.t('kit.errors.internal', { reference })), 'quiet')
        .catch((failure: unknown) => {
          report(failure, invocation);
          throw new Unanswered(isBegun, { cause: failure });
        });
    }
  }

  /** A button that may be pressed by whoever presses it, or nothing when it was said why not. */
  async function pressable(
    token: string,
    context: Context,
    responder: Responder,
  ): Promise<Action | undefined> {
    const action = await store.action(token);
    const isTheirs =
      action?.account === undefined || action.account === parts.key(context).accountId;
    if (action && isTheirs) return action;
    await no(action ? 'kit.errors.notYours' : 'kit.errors.oldButton', context, responder);
    return undefined;
  }

  /** What a button or a form that came back asks for. */
  function invocationOf(
    action: Action,
    definition: Definition<Context>,
    caller: Caller,
    sent: RawValues | undefined,
  ): Invocation {
    const { command, step, form, fields, line, implied } = action;
    const rawOf = (args: Action['args']): RawValues =>
      Object.fromEntries(
        Object.entries(args).map(([name, value]) => [name, rawSchema.parse(value)]),
      );
    const given = rawOf(action.args);
    if (form === undefined)
      return {
        caller,
        command,
        values: given,
        ...(step === undefined ? {} : { step }),
        ...(line === undefined ? {} : { line }),
        ...(implied === undefined ? {} : { implied: rawOf(implied) }),
      };
    return {
      caller,
      command,
      values: sent ? withPage(definition, given, { page: form, fields }, sent) : given,
      form: { page: form, act: sent ? 'sent' : 'open', ...(fields ? { fields } : {}) },
    };
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
          const known = definition.readsOnly ? context : await kept(context, invocation.caller);
          const questionEnded = await conversations.endHere(known, responder);
          const within = questionEnded ? { ...known, questionEnded } : known;
          await proceed(invocation, definition, within, responder, false);
          return;
        }
        const near = await nearestCommand(commands, invocation.command, context, authority);
        const begun = await commandsBegunBy(commands, invocation.command, context, authority);
        if (begun.length > 0) {
          const all = [...new Set([...(near === undefined ? [] : [near]), ...begun])];
          const names = all.map((name) => `/${name}`).join(', ');
          await no('kit.errors.someCommands', context, responder, { commands: names });
        } else if (near === undefined) await no('kit.errors.noCommand', context, responder);
        else await no('kit.errors.nearCommand', context, responder, { command: near });
      }),
    press: (token, caller, responder, id, sent) =>
      guarded({ caller, command: 'button', values: {} }, responder, async (context) => {
        const action = await pressable(token, context, responder);
        if (!action) return;
        if (await conversations.pressed(action, id, { caller, context, responder })) return;
        const { from } = action;
        const definition = find(action.command, action.step);
        if (!definition)
          throw new Error(`A button names no command: ${action.command} ${action.step ?? ''}`);
        if (action.once && !(await store.spend(token))) {
          await no('kit.errors.usedButton', context, responder);
          return;
        }
        let isDone = false;
        try {
          const isHere = from === undefined && action.choose === undefined;
          const here = () => (definition.readsOnly ? context : kept(context, caller));
          isDone = await proceed(
            invocationOf(action, definition, caller, sent),
            definition,
            isHere ? await here() : await enter(caller, from, action.choose),
            from === undefined ? responder : { ...responder, from },
            action.answer === 'update',
          );
        } finally {
          if (action.once && !isDone) await store.unspend(token);
        }
      }),
    async answer(caller, responder, raw, { id, replyTo }) {
      let taken = false;
      await guarded({ caller, command: 'answer', values: {} }, responder, async (context) => {
        taken = await conversations.answered(raw, replyTo, id, { caller, context, responder });
      });
      return taken;
    },
    async suggest(caller, command, argument, typed, values) {
      const definition = find(command, undefined);
      const kind = definition?.args[argument]?.kind;
      if (!definition || !kind?.suggest) return [];
      const context = await look(caller);
      if (await refusal(definition.access, context, authority)) return [];
      const others = Object.fromEntries(
        Object.entries(definition.args).filter(([name]) => name !== argument),
      );
      const { values: given } = await decode(others, values, context);
      return kind.suggest(typed, context, given, mostOffered);
    },
  };
}
