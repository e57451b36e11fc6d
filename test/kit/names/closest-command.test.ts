import { expect, test } from 'vitest';
import { inPrivate } from '../../../src/kit/define/access.ts';
import { createDefiners } from '../../../src/kit/define/command.ts';
import type { ParseContext } from '../../../src/kit/define/parse-context.ts';
import { commandsInGroup, findClosestCommand } from '../../../src/kit/names/closest-command.ts';
import { textMessage } from '../../../src/message/build.ts';
import { keyContext } from '../../support/fixtures/kit-host.ts';

const { defineCommand } = createDefiners<ParseContext>();
const run = () => textMessage('');
const commands = [
  defineCommand({ name: 'events', run }),
  defineCommand({ name: 'alert send', run }),
  defineCommand({ name: 'alert edit', access: inPrivate, run }),
];
const everything = async () => true;
const nothing = async () => false;

test('a mistyped command is found within two letters', async () => {
  expect(await findClosestCommand(commands, 'evnts', keyContext, everything)).toBe('events');
  expect(await findClosestCommand(commands, 'calendar', keyContext, everything)).toBeUndefined();
});

test('the first word of two-word commands lists those that the person may use', async () => {
  expect(await commandsInGroup(commands, 'alert', keyContext, everything)).toEqual([
    'alert_send',
    'alert_edit',
  ]);
  expect(await commandsInGroup(commands, 'alert', keyContext, nothing)).toEqual(['alert_send']);
  expect(await commandsInGroup(commands, 'events', keyContext, everything)).toEqual([]);
});
