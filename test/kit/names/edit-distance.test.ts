import { expect, test } from 'vitest';
import { editDistance } from '../../../src/kit/names/edit-distance.ts';

test.each([
  ['', 'abc', 3],
  ['events', 'evnts', 1],
  ['signup', 'singup', 2],
  ['same', 'same', 0],
])('%j and %j differ by %i letters', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});
