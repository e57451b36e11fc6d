import { describe, expect, test } from 'vitest';
import { integer } from '../../../src/kit/argument-types/integer.ts';
import { text } from '../../../src/kit/argument-types/text.ts';
import { createDefiners } from '../../../src/kit/define/command.ts';
import type { ParseContext } from '../../../src/kit/define/parse-context.ts';
import { UserError } from '../../../src/kit/define/user-error.ts';
import { createDispatcher } from '../../../src/kit/runtime/dispatcher.ts';
import { textMessage } from '../../../src/message/build.ts';
import {
  testActor as actor,
  createMemoryStore,
  createTestHost,
  createTestResponder,
} from '../../support/fixtures/kit-host.ts';

const { defineCommand } = createDefiners<ParseContext>();
const commands = [
  defineCommand({
    name: 'greet',
    args: { whom: text(), count: integer({ min: 1, max: 9 }).default(1) },
    visibility: 'private',
    run: ({ args }) => {
      if (args.whom === 'nobody') throw new UserError('errors.nobody', {}, ['whom']);
      return textMessage(`Hello ${args.whom} ${args.count}`);
    },
  }),
  defineCommand({
    name: 'refuse',
    run: () => {
      throw new UserError('errors.no');
    },
  }),
];
const open = () => {
  const memory = createMemoryStore();
  const host = createTestHost(commands, { store: memory.store });
  return { ...memory, dispatcher: createDispatcher(host), ...createTestResponder() };
};

describe('the dispatcher', () => {
  test('runs a command with a typed line and answers as its visibility says', async () => {
    const { dispatcher, responder, answers, texts } = open();
    await dispatcher.runCommand(
      { actor, command: 'greet', values: {}, line: 'Minh count=3' },
      responder,
    );
    expect(texts()).toEqual([expect.stringContaining('Hello Minh 3')]);
    expect(answers[0]?.visibility).toBe('private');
  });

  test('reports all errors at once where nothing can be asked', async () => {
    const { dispatcher, responder, texts } = open();
    await dispatcher.runCommand({ actor, command: 'greet', values: { count: 99 } }, responder);
    expect(texts()[0]).toContain('kit.errors.missing');
    expect(texts()[0]).toContain('kit.errors.outOfRange');
  });

  test('asks for a missing argument and runs with the answer', async () => {
    const { dispatcher, asking, questions, texts, prompts } = open();
    await dispatcher.runCommand({ actor, command: 'greet', values: { count: 2 } }, asking);
    expect(questions).toHaveLength(1);
    expect(prompts[0]?.state).toMatchObject({ asking: 'whom', raw: { count: 2 } });
    const at = { id: 'message 2', replyTo: undefined };
    expect(await dispatcher.answerPrompt(actor, asking, 'Thảo', at)).toBe(true);
    expect(texts()).toEqual([expect.stringContaining('Hello Thảo 2')]);
    expect(prompts).toEqual([]);
    expect(await dispatcher.answerPrompt(actor, asking, 'again', at)).toBe(false);
  });

  test('asks again for a value that the handler rejects and keeps the others', async () => {
    const { dispatcher, asking, questions, prompts } = open();
    await dispatcher.runCommand(
      { actor, command: 'greet', values: { whom: 'nobody', count: 2 } },
      asking,
    );
    expect(JSON.stringify(questions[0]?.message.blocks)).toContain('errors.nobody');
    expect(prompts[0]?.state.raw).toEqual({ count: 2 });
  });

  test('a new command ends the open prompt', async () => {
    const { dispatcher, asking, prompts } = open();
    await dispatcher.runCommand({ actor, command: 'greet', values: {} }, asking);
    await dispatcher.runCommand({ actor, command: 'refuse', values: {} }, asking);
    expect(prompts).toEqual([]);
  });

  test('names the command that a mistyped one is close to', async () => {
    const { dispatcher, responder, texts } = open();
    await dispatcher.runCommand({ actor, command: 'gret', values: {} }, responder);
    expect(texts()[0]).toContain('kit.errors.nearCommand {\\"command\\":\\"greet\\"}');
  });

  test('a single-use button works once, and again when its call was refused', async () => {
    const { dispatcher, responder, texts } = open();
    const save = (command: string, args: Record<string, string>) =>
      dispatcher.saveAction({ command, args, answer: 'reply', once: true });
    const greet = await save('greet', { whom: 'Minh' });
    await dispatcher.pressButton(greet, actor, responder, 'press 1');
    await dispatcher.pressButton(greet, actor, responder, 'press 2');
    const refuse = await save('refuse', {});
    await dispatcher.pressButton(refuse, actor, responder, 'press 3');
    await dispatcher.pressButton(refuse, actor, responder, 'press 4');
    expect(texts()).toEqual([
      expect.stringContaining('Hello Minh 1'),
      expect.stringContaining('kit.errors.usedButton'),
      expect.stringContaining('errors.no'),
      expect.stringContaining('errors.no'),
    ]);
  });
});
