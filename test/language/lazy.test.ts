import { expect, test, vi } from 'vitest';
import { lazy } from '../../src/language/lazy.ts';

test('is made when first asked for, and once', () => {
  const make = vi.fn(() => undefined);
  const value = lazy(make);
  expect(make).not.toHaveBeenCalled();
  expect([value(), value()]).toEqual([undefined, undefined]);
  expect(make).toHaveBeenCalledOnce();
});
