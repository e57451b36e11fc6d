import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { commandFiles, documentTests, generateCommand } from '../../scripts/generate-command.ts';
import { listSourceFiles, readSource } from '../structure/source-tree.ts';

test('a new command has code, messages in both languages and a scenario', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'generate-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  expect(generateCommand('poll close', root)).toEqual([
    'commands/poll-close.ts',
    'locales/en/commands/poll_close.json',
    'locales/vi/commands/poll_close.json',
    'test/scenarios/poll-close.test.ts',
  ]);
  const code = readFileSync(path.join(root, 'commands/poll-close.ts'), 'utf8');
  expect(code).toContain("t('commands.poll_close.answer'");
  const messages: unknown = JSON.parse(
    readFileSync(path.join(root, 'locales/vi/commands/poll_close.json'), 'utf8'),
  );
  expect(messages).toMatchObject({ name: 'close', what: { name: 'gì' } });
});

test('an existing file is never overwritten', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'generate-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  generateCommand('poll', root);
  expect(() => generateCommand('poll', root)).toThrow('EEXIST');
});

test.each(['', 'Poll', 'poll now please', '../poll', 'bình chọn'])(
  'the name %j is rejected',
  (name) => {
    expect(() => commandFiles(name)).toThrow('one or two words');
  },
);

test('without a name, every test that writes parts of a document is run', () => {
  const writers = listSourceFiles(['test']).filter((file) =>
    /if \(process\.env\.UPDATE_DOCS\)/.test(readSource(file)),
  );
  expect(writers.length).toBeGreaterThan(2);
  expect(writers.filter((file) => !file.startsWith(`${documentTests}/`))).toEqual([]);
});
