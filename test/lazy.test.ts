import { expect, test } from 'vitest';
import { lazy } from '../src/lazy.ts';

test('makes a value once, when it is first needed, even one that is undefined', () => {
  const made: string[] = [];
  const words = lazy(() => {
    made.push('made');
    return undefined;
  });
  expect(made).toEqual([]);
  words();
  words();
  expect(made).toEqual(['made']);
});
