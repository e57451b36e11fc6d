import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clearable, clearToken } from '../../../src/kit/argument-types/clearable.ts';
import { integer } from '../../../src/kit/argument-types/integer.ts';
import { text } from '../../../src/kit/argument-types/text.ts';
import { webLink } from '../../../src/kit/argument-types/web-link.ts';
import { arbitraryHostileText } from '../../support/fixtures/arbitrary-messages.ts';
import { readContexts } from '../../support/fixtures/argument-samples.ts';

const [context] = readContexts;
if (!context) throw new Error('no context');

const kinds = [clearable(text({ max: 200 })).type, clearable(webLink()).type];

test('reads a whole text that means nothing as an empty value and back', async () => {
  for (const kind of kinds)
    for (const nothing of ['-', '–', ' - ', 'none', 'None', 'không có', 'KHÔNG CÓ', 'khong co']) {
      expect(await kind.parse(nothing, context, {}), nothing).toEqual({ ok: true, value: '' });
      expect(kind.schema.parse('')).toBe('');
      expect(await kind.parse(kind.encode('', context), context, {})).toMatchObject({ value: '' });
    }
});

test('reads everything else as before', () => {
  const [kind] = kinds;
  const plain = text({ max: 200 }).type;
  fc.assert(
    fc.property(
      fc.oneof(
        arbitraryHostileText,
        fc.constantFrom('None of us', 'không có vé', '--', 'nothing', '0'),
      ),
      (words) => {
        fc.pre(!['-', '–', '—', 'none'].includes(words.trim().toLowerCase()));
        expect(kind?.parse(words, context, {})).toEqual(plain.parse(words, context, {}));
      },
    ),
  );
});

test('suggests the typed text before clearing, and never clearing alone', async () => {
  for (const kind of kinds) {
    const offers = async (typed: string) =>
      (await kind.suggest?.(typed, context, {}, 25))?.map(({ value }) => value);
    expect(await offers('')).toEqual([clearToken]);
    expect(await offers('Công viên')).toEqual(['Công viên', clearToken]);
    expect(await offers('x'.repeat(101))).toEqual([]);
    const asked = await kind.picker({}, context, {});
    expect(asked.rows.flat().at(-1)?.effect).toEqual({ submit: clearToken });
  }
});

test('clears a number by an option that takes text', async () => {
  const { type } = clearable(integer({ min: 1, max: 500 }));
  expect(type.discordOption.type).toBe('string');
  expect(await type.parse('-', context, {})).toEqual({ ok: true, value: '' });
  expect(await type.parse('250', context, {})).toEqual({ ok: true, value: 250 });
  expect(type.encode('', context)).toBe(clearToken);
  expect(type.schema.safeParse(0).success).toBe(false);
});
