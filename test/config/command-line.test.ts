import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'callboard-command-line-'));
const data = path.join(folder, 'data');
beforeAll(() => {
  mkdirSync(path.join(folder, 'folder'));
  writeFileSync(path.join(folder, 'other.txt'), 'not ours');
  writeFileSync(path.join(folder, 'locked'), '');
  chmodSync(path.join(folder, 'locked'), 0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scripts = {
  backup: ['prisma/backup.ts'],
  restore: ['prisma/restore.ts'],
  bench: ['bench/index.ts'],
  fuzz: ['bench/index.ts', 'fuzz'],
  chaos: ['bench/index.ts', 'chaos'],
  say: ['src/app/say.ts'],
  migration: ['prisma/migration.ts'],
} as const;

const call = (name: keyof typeof scripts, words: readonly string[]) =>
  new Promise<{ code: unknown; text: string }>((resolve) => {
    const [script, ...first] = scripts[name];
    execFile(
      process.execPath,
      [
        ...process.execArgv,
        '--disable-warning=ExperimentalWarning',
        path.join(root, script),
      ].concat(first, words),
      { cwd: folder, env: { PATH: process.env.PATH, DATA_DIR: data }, timeout: 30_000 },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, text: stdout + stderr }),
    );
  });

describe.concurrent('command lines that cannot be run fail with one sentence', () => {
  test.each<[keyof typeof scripts, string[], RegExp]>([
    ['backup', [], /Name the file to write/],
    ['backup', ['a', 'b'], /one file/i],
    ['backup', ['--replace', 'a'], /no option --replace/],
    ['restore', [], /Name the file to read/],
    ['restore', ['/missing'], /There is no file \/missing/],
    ['restore', ['folder'], /folder is a folder/],
    ['restore', ['other.txt/x'], /There is no file other\.txt\/x/],
    ['restore', ['other.txt'], /no backup of Callboard/],
    ['restore', ['a', '--replcae'], /no option --replcae.*--replace/],
    ['restore', ['--replace'], /Name the file to read/],
    ['bench', [], /Say what to measure/],
    ['bench', ['nothing'], /Say what to measure/],
    ['bench', ['start', '--times', 'many'], /--times.*whole number/],
    ['bench', ['start', '--tmies', '3'], /no option --tmies.*--times/],
    ['bench', ['delivery', '--only', 'nothing'], /--only.*nothing.*pace/],
    ['bench', ['commands', '--count=-1'], /--count.*whole number/],
    ['bench', ['commands', '--count', '-1'], /--count needs a value/],
    ['fuzz', ['--count', '1.5'], /--count.*whole number/],
    ['fuzz', ['--seed'], /--seed.*value/],
    ['fuzz', ['200'], /“200”/],
    ['chaos', ['--only', 'nothing'], /--only.*nothing.*embedded/],
    ['say', ['--on', 'zalo', '--as', 'linh', 'x'], /discord or --on telegram/],
    ['say', ['--onn', 'discord', '--as', 'linh', 'x'], /no option --onn.*--on/],
    ['say', ['--on', 'discord', '--as', 'linh', '--url', 'nonsense', 'x'], /is no address/],
    ['say', ['--on', 'discord', '--as', 'linh', 'x'], /No playground runs here/],
    ['migration', ['--chek'], /no option --chek.*--check/],
    ['migration', ['a', 'b'], /one name/i],
  ])(
    '%s %j',
    async (name, words, sentence) => {
      const { code, text } = await call(name, words);
      expect(text).toMatch(sentence);
      expect(text).not.toMatch(/ENOENT|EISDIR|ENOTDIR|EACCES|ERR_|\bat .*:\d+:\d+|\bError\b/);
      expect(text.trim().split('\n').length).toBeLessThanOrEqual(2);
      expect(code).toBe(1);
    },
    40_000,
  );
});

test('leaves no file and no store behind when the input file is missing', () => {
  expect(existsSync(path.join(data, 'database'))).toBe(false);
});
