import { enableCompileCache, flushCompileCache } from 'node:module';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';

// What was compiled at an earlier start is taken from there; where nothing can be written, it is compiled anew.
// This file is no TypeScript: Node would load what strips its types before there is a place to look for the rest.
const root = path.resolve(import.meta.dirname, '..');
enableCompileCache(path.join(root, 'node_modules/.cache/compiled'));
const { registerFastResolver } = await import('./resolve.ts');
registerFastResolver(root);
await import('./app/process.ts');

// Only now, and only when what was compiled is kept: with any of these Node takes no compiled code, not even its own.
flushCompileCache();
for (const flag of ['--no-turbofan', '--heap-growing-percent=80', '--no-memory-pool'])
  setFlagsFromString(flag);
