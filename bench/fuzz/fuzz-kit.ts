import { isDeepStrictEqual } from 'node:util';
import type { CommandContext } from '../../src/context/command-context.ts';
import type { Actor } from '../../src/kit/adapter/actor.ts';
import type { Responder } from '../../src/kit/adapter/responder.ts';
import { pick } from '../../src/kit/argument-types/pick.ts';
import { everyone } from '../../src/kit/define/access.ts';
import type { AnyArgument, Command } from '../../src/kit/define/command.ts';
import type { RawValues } from '../../src/kit/define/raw-value.ts';
import { commandKey } from '../../src/kit/names/message-keys.ts';
import type { PromptState } from '../../src/kit/prompts/reducer.ts';
import type { StoredPrompt } from '../../src/kit/prompts/store.ts';
import { createDispatcher } from '../../src/kit/runtime/dispatcher.ts';
import type { KitStore } from '../../src/kit/runtime/store.ts';
import { createTranslator } from '../../src/language/catalogue.ts';
import { fields, heading, message, paragraph } from '../../src/message/build.ts';
import type { Action, Message } from '../../src/message/message.ts';
import type { Platform } from '../../src/platform.ts';

/** A Tuesday morning in Vietnam. */
const now = Temporal.Instant.from('2026-11-24T02:00:00Z');
const { t } = createTranslator('vi');

/**
 * The only context that argument types use here; types that read the database are replaced. Handlers are not run.
 */
const context = { t, locale: 'vi', zone: 'Asia/Ho_Chi_Minh', now } as unknown as CommandContext;

const thing = 'Mục thử';
/** Replaces an argument that reads the database. */
const standIn = pick<string, CommandContext>({
  search: async (words) => (thing.toLowerCase().includes(words.toLowerCase()) ? [thing] : []),
  find: async (id) => (id === 'thing' ? thing : undefined),
  id: () => 'thing',
  label: () => thing,
  noMatchKey: 'kit.errors.gone',
});
const inStore = new Set(['pick', 'chat', 'person', 'grantee', 'role', 'file', 'answer']);

/** A valid value of each argument type. */
const usual = [
  ...['tuần này', 'mỗi ngày 8:00', '20h 20/12/2026', '90 phút', '5', 'yes', 'vi', 'Asia/Tokyo'],
  ...['https://example.org/nguon', thing, '22:00-7:00', 'bản tin'],
];

type Args = Readonly<Record<string, AnyArgument<CommandContext>>>;

/** The same arguments with replacements, which keep whether they are required. */
const withoutStore = (args: Args): Args =>
  Object.fromEntries(
    Object.entries(args).map(([name, argument]) => {
      if (!inStore.has(argument.type.name)) return [name, argument];
      const other = argument.isRequired ? standIn : standIn.optional();
      return [name, argument.isHidden ? other.hide() : other];
    }),
  );

/** Result of one message. */
export interface FuzzOutcome {
  /** Arguments of the handler; undefined if it was not run. */
  values?: Readonly<Record<string, unknown>>;
  said: Message[];
  /** Arguments stored by a prompt. */
  kept?: RawValues;
  broken: string[];
}

/** An argument for any text, with values for the other arguments of its command. */
export interface FuzzTarget {
  command: string;
  /** As typed on Telegram. */
  typed: string;
  argument: string;
  kind: AnyArgument<CommandContext>['type'];
  /** Arguments before it and required ones after it: raw and parsed value. */
  others: ReadonlyMap<string, { raw: string; value: unknown }>;
  required: boolean;
}

const equal = (a: unknown, b: unknown): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(a ?? null)), JSON.parse(JSON.stringify(b ?? null)));

/** Whether exactly these values were received. */
export function matchesExpected(
  values: Readonly<Record<string, unknown>>,
  meant: ReadonlyMap<string, unknown>,
  args: Readonly<Record<string, AnyArgument<CommandContext>>>,
): boolean {
  return Object.entries(args).every(([name, { defaultValue }]) =>
    equal(values[name], meant.has(name) ? meant.get(name) : defaultValue),
  );
}

async function takenBy(argument: AnyArgument<CommandContext>) {
  const offered = (await argument.type.suggest?.('', context, {}, 5)) ?? [];
  const { example } = argument.type;
  for (const raw of [
    ...(example === undefined ? [] : [example]),
    ...usual,
    ...offered.map(({ value }) => value),
  ]) {
    const read = await argument.type.parse(raw, context, {});
    if (read.ok) return { raw, value: read.value };
  }
  throw new Error(
    `No valid value of an argument of type ${argument.type.name} is known: give the type an \`example\``,
  );
}

function storeInMemory() {
  const actions = new Map<string, Action>();
  let kept: StoredPrompt | undefined;
  let next = 0;
  const store: KitStore = {
    saveActions: async (all) =>
      all.map((action) => {
        next += 1;
        actions.set(String(next), action);
        return String(next);
      }),
    findAction: async (token) => actions.get(token),
    consumeToken: async () => true,
    restoreToken: async () => {},
    findPrompt: async () => kept,
    findPromptOwner: async () => undefined,
    async savePrompt(_key, state: PromptState, previous) {
      kept = { id: '1', accountId: 'a', version: (previous?.version ?? 0) + 1, state };
      return kept;
    },
    savePromptMessages: async () => {},
    async endPrompt() {
      kept = undefined;
      return true;
    },
    startCooldown: async () => 0,
    cancelCooldown: async () => {},
  };
  return { store, kept: () => kept?.state.raw };
}

const callerOn = (platform: Platform): Actor => ({
  platform,
  user: { platformId: '1', name: 'Thảo' },
  chat: { platformId: '1', threadId: '', kind: 'private', title: 'Thảo' },
  roles: [],
});

/** The command kit with every command's arguments; handlers only record theirs. */
export async function createFuzzKit(all: readonly Command<CommandContext>[]) {
  let heard: FuzzOutcome = { said: [], broken: [] };
  const commands = all.map((command): Command<CommandContext> => {
    const args = withoutStore(command.args);
    return {
      ...command,
      args,
      access: everyone,
      cooldown: undefined,
      actions: {},
      run({ args: values }) {
        heard.values = values;
        const words = Object.entries(values).flatMap(([name, value]) =>
          typeof value === 'string' && value !== '' ? [[name, value] as const] : [],
        );
        return message([
          ...words.slice(0, 1).map(([, value]) => heading(value)),
          ...words.map(([, value]) => paragraph(value)),
          ...(words.length > 0 ? [fields(words)] : [paragraph('…')]),
        ]);
      },
    };
  });
  const { store, kept } = storeInMemory();
  const pipeline = createDispatcher<CommandContext>({
    commands,
    createContext: async () => context,
    checkCondition: async () => true,
    promptKey: () => ({ accountId: 'a', place: 'p' }),
    currentPlace: () => 'p',
    cooldownScope: () => undefined,
    communityChoices: async () => [],
    store,
    reportError(error) {
      heard.broken.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return 'ref';
    },
    localizerFor: () => ({ t }),
  });
  const said = { update: async () => {} };
  const responder = (platform: Platform): Responder => ({
    hasForms: platform === 'discord',
    async say(one) {
      heard.said.push(one);
      return said;
    },
    async update(one) {
      heard.said.push(one);
      return said;
    },
    ...(platform === 'discord'
      ? { openForm: async () => true }
      : {
          async showPrompt({ message: question }) {
            heard.said.push(question);
            return { messageId: '1' };
          },
        }),
  });
  async function hear(
    platform: Platform,
    act: (by: Responder) => Promise<unknown>,
  ): Promise<FuzzOutcome> {
    heard = { said: [], broken: [] };
    await act(responder(platform));
    const left = kept();
    return left ? { ...heard, kept: left } : heard;
  }

  const targets: FuzzTarget[] = [];
  for (const { name: command, args } of commands) {
    const open = Object.entries(args).filter(([, { isHidden }]) => !isHidden);
    // No text gives all of its values.
    if (open.some(([, { type, isRequired }]) => isRequired && type.isUntypable)) continue;
    for (const [index, [argument, { type, isRequired }]] of open.entries()) {
      if (type.discordOption.type !== 'string' || inStore.has(type.name)) continue;
      const beside = open.filter(([, other], at) => at < index || (at > index && other.isRequired));
      const others = await Promise.all(
        beside.map(async ([name, other]) => [name, await takenBy(other)] as const),
      );
      targets.push({
        ...{ command, argument, kind: type, required: isRequired, others: new Map(others) },
        typed: commandKey(command),
      });
    }
  }

  return {
    targets,
    /** How the argument alone parses a text. */
    read: (kind: FuzzTarget['kind'], text: string) => kind.parse(text, context, {}),
    argsOf: (command: string): Args => commands.find(({ name }) => name === command)?.args ?? {},
    options: (command: string, values: RawValues) =>
      hear('discord', (by) =>
        pipeline.runCommand({ actor: callerOn('discord'), command, values }, by),
      ),
    line: (command: string, line: string) =>
      hear('telegram', (by) =>
        pipeline.runCommand({ actor: callerOn('telegram'), command, values: {}, line }, by),
      ),
    answer: (text: string) =>
      hear('telegram', (by) =>
        pipeline.answerPrompt(callerOn('telegram'), by, text, { id: text, replyTo: undefined }),
      ),
  };
}

export type FuzzKit = Awaited<ReturnType<typeof createFuzzKit>>;
