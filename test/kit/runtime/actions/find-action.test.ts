import { expect, test } from 'vitest';
import { createDefiners } from '../../../../src/kit/define/command.ts';
import type { ParseContext } from '../../../../src/kit/define/parse-context.ts';
import {
  findDefinition,
  findPressableAction,
} from '../../../../src/kit/runtime/actions/find-action.ts';
import { textMessage } from '../../../../src/message/build.ts';
import {
  createMemoryStore,
  createTestHost,
  keyContext,
} from '../../../support/fixtures/kit-host.ts';

const { defineCommand, defineAction } = createDefiners<ParseContext>();
const confirm = defineAction({ run: () => textMessage('') });
const commands = [defineCommand({ name: 'note', steps: { confirm }, run: () => textMessage('') })];

test('a definition is found by command and action', () => {
  expect(findDefinition(commands, 'note', undefined)).toBe(commands[0]);
  expect(findDefinition(commands, 'note', 'confirm')).toBe(confirm);
  expect(findDefinition(commands, 'note', 'other')).toBeUndefined();
  expect(findDefinition(commands, 'other', undefined)).toBeUndefined();
});

test('a button of another account and an unknown button are refused', async () => {
  const { store } = createMemoryStore();
  const host = createTestHost(commands, { store });
  const invocation = { command: 'note', args: {}, answer: 'reply' as const };
  const [own = '', others = ''] = await store.saveActions([
    { ...invocation, account: 'account' },
    { ...invocation, account: 'another' },
  ]);
  expect(await findPressableAction(host, own, keyContext)).toMatchObject({ command: 'note' });
  expect(await findPressableAction(host, others, keyContext)).toBe('kit.errors.notYours');
  expect(await findPressableAction(host, 'unknown', keyContext)).toBe('kit.errors.oldButton');
});
