import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../src/config/command-line.ts';

/** `npm run bench -- NAME …`: every other file of this folder is a measurement with that name. */
const [name = '', ...rest] = process.argv.slice(2);
const file = path.join(import.meta.dirname, `${name}.ts`);

if (!/^[a-z-]+$/.test(name) || name === 'index' || !existsSync(file)) {
  const names = (await readdir(import.meta.dirname))
    .filter((entry) => entry.endsWith('.ts') && entry !== 'index.ts')
    .map((entry) => entry.slice(0, -'.ts'.length));
  console.error(`Say what to measure: npm run bench -- ${names.join(' | ')}`);
  process.exit(1);
}
const { run }: { run(args: readonly string[]): Promise<void> } = await import(file);
try {
  await run(rest);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exit(1);
}
process.exit();
