import { enableCompileCache } from 'node:module';
import path from 'node:path';

// What was compiled at an earlier start is taken from there; where nothing can be written, it is compiled anew.
// This file is no TypeScript: Node would load what strips its types before there is a place to look for the rest.
enableCompileCache(path.resolve(import.meta.dirname, '../node_modules/.cache/compiled'));
await import('./run.ts');
