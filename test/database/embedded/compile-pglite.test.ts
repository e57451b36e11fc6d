import { cachedDataVersionTag } from 'node:v8';
import { expect, test } from 'vitest';
import { compilePGlite } from '../../../src/database/embedded/compile-pglite.ts';

test('compiling PostgreSQL leaves what Node and V8 kept of compiled code usable', () => {
  const before = cachedDataVersionTag();
  compilePGlite();
  expect(cachedDataVersionTag()).toBe(before);
});
