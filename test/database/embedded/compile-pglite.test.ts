import { cachedDataVersionTag } from 'node:v8';
import { expect, test } from 'vitest';
import { compilePGlite } from '../../../src/database/embedded/compile-pglite.ts';

test('keeps the compile cache of Node and V8 usable when PostgreSQL is compiled', () => {
  const before = cachedDataVersionTag();
  compilePGlite();
  expect(cachedDataVersionTag()).toBe(before);
});
