import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clearable, clearing } from '../../src/kit/kinds/clearable.ts';
import { text } from '../../src/kit/kinds/text.ts';
import { webLink } from '../../src/kit/kinds/web-link.ts';
import { contexts } from '../support/kinds.ts';
import { hostileText } from '../support/messages.ts';

const [context] = contexts;
if (!context) throw new Error('no context');

const kinds = [clearable(text({ max: 200 })).kind, clearable(webLink()).kind];

test('what means nothing, whole, is the empty text, and comes back as such', async () => {
  for (const kind of kinds)
    for (const nothing of ['-', '–', ' - ', 'none', 'None', 'không có', 'KHÔNG CÓ', 'khong co']) {
      expect(await kind.read(nothing, context, {}), nothing).toEqual({ ok: true, value: '' });
      expect(kind.schema.parse('')).toBe('');
      expect(await kind.read(kind.encode('', context), context, {})).toMatchObject({ value: '' });
    }
});

test('everything else is read as before', () => {
  const [kind] = kinds;
  const plain = text({ max: 200 }).kind;
  fc.assert(
    fc.property(
      fc.oneof(hostileText, fc.constantFrom('None of us', 'không có vé', '--', 'nothing', '0')),
      (words) => {
        fc.pre(!['-', '–', '—', 'none'].includes(words.trim().toLowerCase()));
        expect(kind?.read(words, context, {})).toEqual(plain.read(words, context, {}));
      },
    ),
  );
});

test('what is being written is offered before nothing is, and nothing never alone', async () => {
  for (const kind of kinds) {
    const offers = async (typed: string) =>
      (await kind.suggest?.(typed, context, {}, 25))?.map(({ value }) => value);
    expect(await offers('')).toEqual([clearing]);
    expect(await offers('Công viên')).toEqual(['Công viên', clearing]);
    expect(await offers('x'.repeat(101))).toEqual([]);
    const asked = await kind.ask({}, context, {});
    expect(asked.rows.flat().at(-1)?.tap).toEqual({ give: clearing });
  }
});
