import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { findProgram } from '../src/program-index.js';

const root = path.resolve(import.meta.dirname, '..');

/** Bundles what is not bundled yet, as `npm start` does. */
async function bundle(): Promise<string> {
  await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'src/bundle.ts'],
    { cwd: root },
  );
  const program = findProgram(root);
  if (program === undefined) throw new Error('Nothing was bundled');
  return program;
}

test('bundles every command, and leaves no file to look for itself beside the bundle', {
  timeout: 60_000,
}, async () => {
  const folder = path.dirname(await bundle());
  const chunks = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
  const code = chunks.map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n');
  const names = readdirSync(path.join(root, 'commands')).flatMap((file) => {
    const name = /name: '([a-z ]+)',\n {2}help/.exec(
      readFileSync(path.join(root, 'commands', file), 'utf8'),
    )?.[1];
    return name === undefined ? [] : [name];
  });
  expect(names.length).toBeGreaterThan(50);
  for (const name of names) expect(code).toMatch(new RegExp(`name: ["']${name}["']`));
  expect(code).not.toMatch(/import\.meta\.(dirname|filename|main|url)/);
});

test('the bundled program starts and says what is wrong with its settings', {
  timeout: 60_000,
}, async () => {
  const program = await bundle();
  const failed = promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--enable-source-maps', 'src/main.js'],
    { cwd: root, env: { ...process.env, DISCORD_TOKEN: '', PORT: 'no port' } },
  );
  await expect(failed).rejects.toThrow(/PORT/);
  // `node --enable-source-maps` shows the lines of the files in stack traces.
  expect(readFileSync(program, 'utf8')).toContain('sourceMappingURL');
});
