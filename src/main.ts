import { enableCompileCache } from 'node:module';
import path from 'node:path';

// What was compiled at an earlier start is taken from there; where nothing can be written, it is compiled anew.
enableCompileCache(path.resolve(import.meta.dirname, '../node_modules/.cache/compiled'));
await import('./run.ts');
