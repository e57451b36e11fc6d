import { expect, test } from 'vitest';
import { commandSpellingsIn } from '../../src/language/command-spelling.ts';

const files = [
  'commands/alert_send.json',
  'commands/help.json',
  'commands/groups.json',
  'kit.json',
];
const aliases = 'guicanhbao: alert send, canhbao: alert send, trogiup: help';

test('spells commands in English by their names', () => {
  expect([...commandSpellingsIn('en', files, aliases)]).toEqual([
    ['alert send', 'alert_send'],
    ['help', 'help'],
  ]);
});

test('spells commands in another language by their first alias, except those of Telegram', () => {
  expect([...commandSpellingsIn('vi', files, aliases)]).toEqual([
    ['alert send', 'guicanhbao'],
    ['help', 'help'],
  ]);
});
