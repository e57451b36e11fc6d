import { parseArgs } from 'node:util';
import { expect, test } from 'vitest';
import { readSayInvocation, sayOptions } from '../../../playground/say/arguments.ts';

const read = (...args: string[]) =>
  readSayInvocation(
    parseArgs({
      args: ['--on', 'telegram', '--as', 'linh', ...args],
      options: sayOptions,
      tokens: true,
      allowPositionals: true,
    }),
  );

test('changes the server and the app between what is said', () => {
  expect(read('--server', '10.1', '/mine', '--app', 'offline', '--app', 'restart')).toMatchObject({
    actions: [
      { kind: 'set', settings: { serverVersion: '10.1' } },
      { kind: 'say', text: '/mine' },
      { kind: 'set', settings: { app: { isOnline: false } } },
      { kind: 'set', settings: { restartApp: true } },
    ],
  });
});

test('names the states of an app that there are', () => {
  expect(() => read('--app', 'asleep')).toThrow(
    '--app takes one of offline, online, old, new, restart, not "asleep".',
  );
});
