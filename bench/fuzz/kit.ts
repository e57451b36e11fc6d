import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../../src/communities/call.ts';
import { everyone } from '../../src/kit/access.ts';
import type { AnyArgument, Command } from '../../src/kit/command.ts';
import type { Conversation } from '../../src/kit/conversation.ts';
import { commandKey } from '../../src/kit/explain.ts';
import type { Caller, Platform, Responder } from '../../src/kit/invocation.ts';
import { pick } from '../../src/kit/kinds/pick.ts';
import { createPipeline } from '../../src/kit/pipeline.ts';
import type { RawValues } from '../../src/kit/raw.ts';
import type { KeptConversation, KitStore } from '../../src/kit/store.ts';
import { createTranslator } from '../../src/language/catalogue.ts';
import { fields, heading, message, paragraph } from '../../src/message/build.ts';
import type { Action, Message } from '../../src/message/message.ts';

/** A Tuesday morning in Vietnam. */
const now = Temporal.Instant.from('2026-11-24T02:00:00Z');
const { t } = createTranslator('vi');

/**
 * Kinds look at nothing else here: those that look into the store are stood in for. A handler that wants more
 * breaks, and none is run.
 */
const context = { t, locale: 'vi', zone: 'Asia/Ho_Chi_Minh', now } as unknown as Call;

const thing = 'Mục thử';
/** Stands in for an argument that looks into the store. */
const standIn = pick<string, Call>({
  search: async (words) => (thing.toLowerCase().includes(words.toLowerCase()) ? [thing] : []),
  find: async (id) => (id === 'thing' ? thing : undefined),
  id: () => 'thing',
  label: () => thing,
  none: 'kit.errors.gone',
});
const inStore = new Set(['pick', 'chat', 'person', 'grantee', 'role', 'file']);

/** Something that each kind of argument takes. */
const usual = [
  ...['tuần này', 'mỗi ngày 8:00', '20h 20/12/2026', '90 phút', '5', 'yes', 'vi', 'Asia/Tokyo'],
  ...['https://example.org/nguon', thing, '22:00-7:00', 'bản tin'],
];

type Args = Readonly<Record<string, AnyArgument<Call>>>;

/** The same arguments; one that stands in keeps whether it is needed. */
const withoutStore = (args: Args): Args =>
  Object.fromEntries(
    Object.entries(args).map(([name, argument]) => {
      if (!inStore.has(argument.kind.name)) return [name, argument];
      const other = argument.required ? standIn : standIn.optional();
      return [name, argument.hidden ? other.hide() : other];
    }),
  );

/** What came of one message. */
export interface Heard {
  /** What the handler got; nothing when it was not run. */
  values?: Readonly<Record<string, unknown>>;
  said: Message[];
  /** What a question keeps of the arguments. */
  kept?: RawValues;
  broken: string[];
}

/** An argument that takes any words, with what the others of its command take. */
export interface Target {
  command: string;
  /** As it is typed on Telegram. */
  typed: string;
  argument: string;
  kind: AnyArgument<Call>['kind'];
  /** Arguments before it, and needed ones behind it: a raw value and what it is read as. */
  others: ReadonlyMap<string, { raw: string; value: unknown }>;
  required: boolean;
}

const equal = (a: unknown, b: unknown): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(a ?? null)), JSON.parse(JSON.stringify(b ?? null)));

/** Whether each of these is what was meant, and nothing else was given. */
export function isAsMeant(
  values: Readonly<Record<string, unknown>>,
  meant: ReadonlyMap<string, unknown>,
  args: Readonly<Record<string, AnyArgument<Call>>>,
): boolean {
  return Object.entries(args).every(([name, { fallback }]) =>
    equal(values[name], meant.has(name) ? meant.get(name) : fallback),
  );
}

async function takenBy(argument: AnyArgument<Call>) {
  const offered = (await argument.kind.suggest?.('', context, {}, 5)) ?? [];
  for (const raw of [...usual, ...offered.map(({ value }) => value)]) {
    const read = await argument.kind.read(raw, context, {});
    if (read.ok) return { raw, value: read.value };
  }
  throw new Error(`Nothing is known that an argument of kind ${argument.kind.name} takes`);
}

function storeInMemory() {
  const actions = new Map<string, Action>();
  let kept: KeptConversation | undefined;
  let next = 0;
  const store: KitStore = {
    keepActions: async (all) =>
      all.map((action) => {
        next += 1;
        actions.set(String(next), action);
        return String(next);
      }),
    action: async (token) => actions.get(token),
    spend: async () => true,
    unspend: async () => {},
    conversation: async () => kept,
    askedBy: async () => undefined,
    async keepConversation(_key, state: Conversation, previous) {
      kept = { id: '1', accountId: 'a', version: (previous?.version ?? 0) + 1, state };
      return kept;
    },
    keepAsked: async () => {},
    async endConversation() {
      kept = undefined;
      return true;
    },
    cool: async () => 0,
    warm: async () => {},
  };
  return { store, kept: () => kept?.state.raw };
}

const callerOn = (platform: Platform): Caller => ({
  platform,
  user: { platformId: '1', name: 'Thảo' },
  chat: { platformId: '1', threadId: '', kind: 'private', title: 'Thảo' },
  roles: [],
});

/** The whole command kit with every command's arguments; handlers only say what they got. */
export async function createFuzzKit(all: readonly Command<Call>[]) {
  let heard: Heard = { said: [], broken: [] };
  const commands = all.map((command): Command<Call> => {
    const args = withoutStore(command.args);
    return {
      ...command,
      args,
      access: everyone,
      cooldown: undefined,
      steps: {},
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
  const pipeline = createPipeline<Call>({
    commands,
    enter: async () => context,
    authority: async () => true,
    key: () => ({ accountId: 'a', place: 'p' }),
    here: () => 'p',
    scope: () => undefined,
    alternatives: async () => [],
    store,
    report(error) {
      heard.broken.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return 'ref';
    },
    words: () => ({ t }),
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
          async ask({ message: question }) {
            heard.said.push(question);
            return { panel: '1' };
          },
        }),
  });
  async function hear(
    platform: Platform,
    act: (by: Responder) => Promise<unknown>,
  ): Promise<Heard> {
    heard = { said: [], broken: [] };
    await act(responder(platform));
    const left = kept();
    return left ? { ...heard, kept: left } : heard;
  }

  const targets: Target[] = [];
  for (const { name: command, args } of commands) {
    const open = Object.entries(args).filter(([, { hidden }]) => !hidden);
    for (const [index, [argument, { kind, required }]] of open.entries()) {
      if (kind.discord.type !== 'string' || inStore.has(kind.name)) continue;
      const beside = open.filter(([, other], at) => at < index || (at > index && other.required));
      const others = await Promise.all(
        beside.map(async ([name, other]) => [name, await takenBy(other)] as const),
      );
      targets.push({
        ...{ command, argument, kind, required, others: new Map(others) },
        typed: commandKey(command),
      });
    }
  }

  return {
    targets,
    /** What an argument makes of a text by itself. */
    read: (kind: Target['kind'], text: string) => kind.read(text, context, {}),
    argsOf: (command: string): Args => commands.find(({ name }) => name === command)?.args ?? {},
    options: (command: string, values: RawValues) =>
      hear('discord', (by) =>
        pipeline.handle({ caller: callerOn('discord'), command, values }, by),
      ),
    line: (command: string, line: string) =>
      hear('telegram', (by) =>
        pipeline.handle({ caller: callerOn('telegram'), command, values: {}, line }, by),
      ),
    answer: (text: string) =>
      hear('telegram', (by) =>
        pipeline.answer(callerOn('telegram'), by, text, { id: text, replyTo: undefined }),
      ),
  };
}

export type FuzzKit = Awaited<ReturnType<typeof createFuzzKit>>;
