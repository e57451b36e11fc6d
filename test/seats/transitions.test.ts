import { expect, test } from 'vitest';
import { activeStates } from '../../src/seats/states.ts';
import { findTransition, outsideStates, transitions } from '../../src/seats/transitions.ts';

test('names each change once', () => {
  const changes = transitions.flatMap(({ from, to, by, moves }) =>
    from.map((state) => `${state} to ${to}${moves ? ' elsewhere' : ''} by ${by}`),
  );
  expect(changes).toEqual([...new Set(changes)]);
});

test('finds who may change what, and nothing else', () => {
  expect(findTransition('waiting', 'confirmed', 'program')).toMatchObject({ told: 'message' });
  expect(findTransition('waiting', 'confirmed', 'person')).toBeUndefined();
  expect(findTransition('rejected', 'confirmed', 'person')).toBeUndefined();
});

test('lets everybody who takes part leave, and whoever left come back', () => {
  for (const state of activeStates)
    expect(findTransition(state, 'cancelled', 'person')).toBeDefined();
  for (const state of outsideStates)
    expect(findTransition(state, 'waiting', 'person')).toBeDefined();
});
