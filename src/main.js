import { enableCompileCache, flushCompileCache } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// What was compiled at an earlier start is taken from there; where nothing can be written, it is compiled anew.
// This file is no TypeScript: Node would load what strips its types before there is a place to look for the rest.
const root = path.resolve(import.meta.dirname, '..');
enableCompileCache(path.join(root, 'node_modules/.cache/compiled'));
const { findProgram } = await import('./program-index.js');
const { registerFastResolver } = await import('./resolve.ts');
registerFastResolver(root);
const program = findProgram(root);
await (program === undefined ? import('./app/process.ts') : import(pathToFileURL(program).href));

// Only now, and only when what was compiled is kept: with any of these Node takes no compiled code, not even its own.
// Figures: bench/RESULTS.md, "The flags".
flushCompileCache();
for (const flag of [
  // Without these three, a command of regulars takes 1.18 (Telegram) to 1.47 (Discord) times the processor time.
  '--no-turbofan',
  // 325 MB instead of 463 after 10,000 commands.
  '--heap-growing-percent=80',
  // Freed pages go back at once.
  '--no-memory-pool',
])
  setFlagsFromString(flag);
