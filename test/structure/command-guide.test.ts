import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const guide = readFileSync(path.join(root, 'docs/commands.md'), 'utf8');

/** The guide's files: each code block after a line that names a file. */
const files = new Map(
  [...guide.matchAll(/^`([\w./-]+)`:\n\n```\w+\n([\s\S]*?)```$/gm)].map(
    ([, file = '', content = '']) => [file, content] as const,
  ),
);

/** What a command needs around it. */
const folders = ['bots', 'commands', 'locales', 'playground', 'prisma', 'src', 'test/support'];
const settings = ['package.json', 'prisma.config.ts', 'tsconfig.json', 'vitest.config.ts'];

const lines = (file: string): number =>
  (files.get(file) ?? '').split('\n').filter((line) => line.trim() !== '').length;

describe('the guide to writing a command', () => {
  test('is short: at most 13 lines of code, 15 lines of test, and text otherwise', () => {
    expect([...files.keys()]).toEqual([
      'commands/hello.ts',
      'locales/en/commands/hello.json',
      'locales/vi/commands/hello.json',
      'test/scenarios/hello.test.ts',
      'commands/wave.ts',
      'locales/en/commands/wave.json',
      'locales/vi/commands/wave.json',
      'test/scenarios/wave.test.ts',
    ]);
    for (const name of ['hello', 'wave']) {
      expect(lines(`commands/${name}.ts`)).toBeLessThanOrEqual(13);
      expect(lines(`test/scenarios/${name}.test.ts`)).toBeLessThanOrEqual(15);
    }
  });

  test('works unchanged in a copy of the repository on both platforms', async () => {
    const copy = mkdtempSync(path.join(tmpdir(), 'guide-'));
    onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
    for (const room of [...folders, ...settings]) {
      cpSync(path.join(root, room), path.join(copy, room), { recursive: true });
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
    for (const [file, content] of files) {
      mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
      writeFileSync(path.join(copy, file), content);
    }
    const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
    const child = spawn(
      process.execPath,
      [vitest, 'run', 'test/scenarios/hello.test.ts', 'test/scenarios/wave.test.ts'],
      {
        cwd: copy,
        env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(output).toMatch(/6 passed/);
    expect(code, output).toBe(0);
  }, 180_000);
});
