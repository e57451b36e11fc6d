import { expect, test } from 'vitest';
import { argumentDescription } from '../../../src/kit/names/message-keys.ts';

const t = (key: string) =>
  ({ 'kit.howToClear': '“-” clears it', 'commands.a_b.place.description': 'Where is it?' })[key] ??
  'One word';

test('says after the description of an argument how to clear it', () => {
  const described = (name: string, isClearable?: boolean) =>
    argumentDescription('a b', { name, isClearable }, { t });
  expect(described('place')).toBe('Where is it?');
  expect(described('place', true)).toBe('Where is it? “-” clears it');
  expect(described('topic', true)).toBe('One word. “-” clears it');
});
