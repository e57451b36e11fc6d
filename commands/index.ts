import { readdir } from 'node:fs/promises';
import type { Call } from '../src/communities/call.ts';
import type { Command } from '../src/kit/command.ts';

/** Files here that are no commands. */
const others = new Set(['index.ts', 'define.ts']);

/** Every command: each file of this folder is one. */
export async function loadCommands(): Promise<Command<Call>[]> {
  const files = (await readdir(import.meta.dirname))
    .filter((file) => file.endsWith('.ts') && !others.has(file))
    .sort();
  const modules: { default: Command<Call> }[] = await Promise.all(
    files.map((file) => import(/* @vite-ignore */ new URL(file, import.meta.url).href)),
  );
  return modules.map((module) => module.default);
}
