import { readdir } from 'node:fs/promises';
import type { CommandContext } from '../src/context/command-context.ts';
import type { Command } from '../src/kit/define/command.ts';

/** Files here that are no commands. */
const others = new Set(['index.ts', 'define.ts']);

/** Every command: each file of this folder is one. */
export async function loadCommands(): Promise<Command<CommandContext>[]> {
  const files = (await readdir(import.meta.dirname))
    .filter((file) => file.endsWith('.ts') && !others.has(file))
    .sort();
  const modules: { default: Command<CommandContext> }[] = await Promise.all(
    files.map((file) => import(/* @vite-ignore */ new URL(file, import.meta.url).href)),
  );
  return modules.map((module) => module.default);
}
