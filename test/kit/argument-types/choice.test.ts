import { expect, test } from 'vitest';
import { choice } from '../../../src/kit/argument-types/choice.ts';
import { choices } from '../../../src/kit/argument-types/choices.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';
import type { Locale } from '../../../src/language/locale.ts';

const topics = ['briefings', 'alerts', 'events'] as const;
const contextIn = (locale: Locale) => ({
  ...createTranslator(locale),
  zone: 'Asia/Ho_Chi_Minh',
  now: Temporal.Instant.fromEpochMilliseconds(0),
});
const nameIn = (locale: Locale, value: string) => createTranslator(locale).t(`topics.${value}`);

test.each(['en', 'vi'] as const)(
  'takes the names of every language from a reader of %s',
  async (locale) => {
    const { type } = choice(topics, 'topics');
    const several = choices(topics, 'topics').type;
    for (const value of topics)
      for (const other of ['en', 'vi'] as const) {
        const name = nameIn(other, value);
        expect(await type.parse(name, contextIn(locale), {}), name).toEqual({ ok: true, value });
        expect(await several.parse(name, contextIn(locale), {}), name).toEqual({
          ok: true,
          value: [value],
        });
      }
  },
);

test('suggests by the beginning of a name in another language, and shows the reader’s', async () => {
  const { type } = choice(topics, 'topics');
  const offered = await type.suggest?.(nameIn('en', 'alerts'), contextIn('vi'), {}, 25);
  expect(offered).toEqual([{ label: expect.stringMatching(/./u), value: 'alerts' }]);
  expect(offered?.[0]?.label.toLowerCase()).toBe(nameIn('vi', 'alerts').toLowerCase());
  const more = await choices(topics, 'topics').type.suggest?.('sự kiện', contextIn('en'), {}, 25);
  expect(more?.map(({ value }) => value)).toEqual(['events']);
});

test('prefers the reader’s language, and needs no other', async () => {
  const context = { ...contextIn('en'), t: (key: string) => (key.endsWith('.a') ? 'red' : 'blue') };
  const { type } = choice(['a', 'b'], 'nowhere');
  expect(await type.parse('Blue', context, {})).toEqual({ ok: true, value: 'b' });
  expect(await type.parse('green', context, {})).toMatchObject({ ok: false });
});
