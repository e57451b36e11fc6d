import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boolean } from '../../../src/kit/argument-types/boolean.ts';
import { choice } from '../../../src/kit/argument-types/choice.ts';
import { date } from '../../../src/kit/argument-types/dates/date.ts';
import { period } from '../../../src/kit/argument-types/dates/period.ts';
import { timeZone } from '../../../src/kit/argument-types/dates/time-zone.ts';
import { integer } from '../../../src/kit/argument-types/integer.ts';
import { pick } from '../../../src/kit/argument-types/pick.ts';
import { person } from '../../../src/kit/argument-types/references/person.ts';
import { text } from '../../../src/kit/argument-types/text.ts';
import type { ParseContext } from '../../../src/kit/define/parse-context.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';
import { formatPeriodInput } from '../../../src/language/periods/index.ts';
import { arbitraryHostileText, hostileTexts } from '../../support/fixtures/arbitrary-messages.ts';

const context: ParseContext = {
  locale: 'vi',
  zone: 'Asia/Ho_Chi_Minh',
  now: Temporal.Instant.from('2026-11-24T02:00:00Z'),
  t: createTranslator('vi').t,
};

describe('typed values of Discord and text of Telegram are read the same', () => {
  test('for a whole number', () => {
    const { type } = integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(fc.integer(), (number) => {
        const typed = type.parse(number, context, {});
        expect(type.parse(String(number), context, {})).toEqual(typed);
        expect(typed).toMatchObject(
          Math.abs(number) <= 1000 ? { ok: true, value: number } : { ok: false },
        );
      }),
    );
  });

  test('for yes and no in both languages', () => {
    const { type: kind } = boolean();
    for (const value of [true, false])
      expect(kind.parse(value, context, {})).toEqual({ ok: true, value });
    for (const yes of ['có', 'Co', 'yes', 'Đúng'])
      expect(kind.parse(yes, context, {})).toEqual({ ok: true, value: true });
    expect(kind.parse('maybe', context, {})).toMatchObject({
      ok: false,
      error: { key: 'kit.errors.notBoolean' },
    });
  });

  test('for a choice by value or word, with or without diacritics', () => {
    const { type: kind } = choice(['alerts', 'events'], 'topics');
    for (const word of [
      'alerts',
      'Cảnh báo',
      'canh bao',
      'cảnh_báo',
      'CẢNH BÁO'.normalize('NFD'),
    ]) {
      expect(kind.parse(word, context, {})).toEqual({ ok: true, value: 'alerts' });
    }
    expect(kind.parse('nothing', context, {})).toMatchObject({
      error: { suggestions: [{}, {}] },
    });
  });

  test('for days', () => {
    const { type: kind } = period();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 1, max: 60 }),
        (ahead, days) => {
          const from = Temporal.PlainDate.from('2026-11-24').add({ days: ahead });
          const value = { from, until: from.add({ days }) };
          const read = kind.parse(formatPeriodInput(value), context, {});
          expect(JSON.stringify(read)).toBe(JSON.stringify({ ok: true, value }));
        },
      ),
    );
  });

  test('for a moment', () => {
    const { type: kind } = date();
    const read = kind.parse('19h30 ngày mai', context, {});
    expect(JSON.stringify(read)).toBe(
      '{"ok":true,"value":{"date":"2026-11-25","time":"19:30:00"}}',
    );
  });

  test('for a time zone by its city', () => {
    const { type: kind } = timeZone();
    expect(kind.parse('Asia/Tokyo', context, {})).toEqual({ ok: true, value: 'Asia/Tokyo' });
    expect(kind.parse('hà nội', context, {})).toEqual({ ok: true, value: 'Asia/Ho_Chi_Minh' });
    expect(kind.parse('EST', context, {})).toEqual({ ok: true, value: 'America/New_York' });
    expect(kind.parse('MST', context, {})).toMatchObject({
      ok: false,
      error: {
        key: 'kit.errors.manyZones',
        suggestions: [{ value: 'America/Denver' }, { value: 'America/Phoenix' }],
      },
    });
    expect(kind.parse('Etc/GMT+7', context, {})).toMatchObject({
      ok: false,
      error: { key: 'kit.errors.manyZones' },
    });
  });
});

describe('an argument with one of many values', () => {
  const cities = [
    { key: 'a', name: 'Hà Nội' },
    { key: 'b', name: 'Hà Giang' },
    { key: 'c', name: 'Huế' },
  ];
  const { type: kind } = pick<(typeof cities)[number], ParseContext>({
    search: async (words, _context, _given, limit) =>
      cities.filter(({ name }) => name.toLowerCase().includes(words.toLowerCase())).slice(0, limit),
    find: async (id) => cities.find(({ key }) => key === id),
    id: ({ key }) => key,
    label: ({ name }) => name,
    noMatchKey: 'kit.errors.gone',
  });

  test('reads its own suggestions', async () => {
    for (const { value, label } of (await kind.suggest?.('', context, {}, 25)) ?? []) {
      expect(await kind.parse(value, context, {})).toMatchObject({
        ok: true,
        value: { name: label },
      });
      expect(await kind.parse(label, context, {})).toMatchObject({
        ok: true,
        value: { name: label },
      });
    }
  });

  test('asks back when several match and reports when none does', async () => {
    expect(await kind.parse('hà', context, {})).toMatchObject({
      error: { key: 'kit.errors.many', suggestions: [{}, {}] },
    });
    expect(await kind.parse('xyz', context, {})).toMatchObject({
      error: { key: 'kit.errors.gone' },
    });
    expect(await kind.parse('id:gone', context, {})).toMatchObject({
      error: { key: 'kit.errors.gone' },
    });
  });
});

describe('a person argument', () => {
  const linh = { kind: 'person', platformId: '1', name: 'Linh', username: 'linh' } as const;
  const other = { kind: 'person', platformId: '2', name: 'linh' } as const;
  const { type: kind } = person({
    byIdentifier: async (whose) =>
      [linh].filter(({ platformId, username }) =>
        'platformId' in whose ? platformId === whose.platformId : username === whose.username,
      ),
    byDisplayName: async (words) =>
      [linh, other].filter(({ name }) => name.toLowerCase() === words.toLowerCase()),
  });

  test('takes a person whom the platform names', async () => {
    expect(await kind.parse(linh, context, {})).toEqual({ ok: true, value: linh });
    expect(await kind.parse('id:1', context, {})).toEqual({ ok: true, value: linh });
  });
  test('takes a @name as unique', async () => {
    expect(await kind.parse('@linh', context, {})).toEqual({ ok: true, value: linh });
    expect(await kind.parse('@lin', context, {})).toMatchObject({ ok: false });
    expect(await kind.parse('@nobody', context, {})).toMatchObject({ ok: false });
  });
  test('offers everyone with a display name instead of choosing one', async () => {
    expect(await kind.parse('Linh', context, {})).toMatchObject({
      error: {
        key: 'kit.errors.whichPerson',
        suggestions: [
          { label: 'Linh (@linh)', value: 'id:1' },
          { label: 'linh', value: 'id:2' },
        ],
      },
    });
    // An id is not typed, it is picked.
    expect(await kind.parse('1', context, {})).toMatchObject({
      error: { key: 'kit.errors.noPerson' },
    });
    expect(await kind.picker({ filter: 'linh' }, context, {})).toMatchObject({
      rows: [[{ label: 'Linh (@linh)', effect: { submit: 'id:1' } }], [{ label: 'linh' }]],
    });
  });
});

describe('a text argument', () => {
  test.each(['\u3164', '\u2800 \u2800', '\u115f', '\u200b\u2060', '\u0301', ' \n ', ''])(
    'rejects %j as empty because it shows nothing',
    (blank) => {
      for (const min of [1, 3]) {
        expect(text({ min }).type.parse(blank, context, {})).toMatchObject({
          ok: false,
          error: { key: 'kit.errors.blank' },
        });
      }
      expect(text({ min: 0 }).type.parse(blank, context, {})).toMatchObject({ ok: true });
    },
  );
  test('writes client dates out in words', () => {
    expect(text().type.parse('hẹn <t:1795869000:F>', context, {})).toEqual({
      ok: true,
      value: 'hẹn 19:30 thứ Bảy 28/11/2026 (UTC+7)',
    });
  });
  test.each(hostileTexts.map((one) => [one]))('never throws and keeps its limits for %j', (one) => {
    const read = text({ max: 300 }).type.parse(one, context, {});
    if ('then' in read) throw new Error('text reads at once');
    if (read.ok) {
      expect([...read.value].length).toBeLessThanOrEqual(300);
      expect(read.value).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e\u2066]/u);
    }
  });

  test('accepts or rejects the same text equally twice', () => {
    fc.assert(
      fc.property(arbitraryHostileText, (one) => {
        const { type: kind } = text({ max: 100, isMultiline: true });
        const first = kind.parse(one, context, {});
        if (!('then' in first) && first.ok)
          expect(kind.parse(first.value, context, {})).toEqual(first);
      }),
    );
  });
});

describe('a time is not a period, and the name of a day alone is ambiguous or a day', () => {
  const { type: kind } = period();
  test.each(['24h', '8pm', '19:30', 'half past seven', 'mười chín giờ ba mươi', 'bảy rưỡi tối'])(
    'asks what “%s” means',
    async (text) => {
      expect(await kind.parse(text, context, {})).toMatchObject({
        ok: false,
        error: { key: 'dates.errors.timeAlone', isConfident: true, onlyIfAlone: true },
      });
    },
  );

  test.each([
    ['8pm EST', '25/11/2026'],
    ['8 giờ Nhật', '25/11/2026'],
    ['<t:1795869000:F>', '28/11/2026'],
    ['2026-12-25T19:30Z', '26/12/2026'],
    ['trong 2 ngày nữa', '26/11/2026'],
    ['24h 30/11', '30/11/2026'],
    ['half past seven tomorrow', '25/11/2026'],
    ['tối mai', 'evening 25/11/2026'],
    ['sau 20h thứ 7', '8:00pm - 24:00 28/11/2026'],
  ])('reads “%s” as %s', async (text, day) => {
    const read = await kind.parse(text, context, {});
    expect(read.ok && formatPeriodInput(read.value)).toBe(day);
  });

  test.each(['noon', 'midnight', 'nửa đêm', 'Christmas party', 'Noel Trần', 'Tết ở làng', 'EST'])(
    'reads “%s” as search words',
    async (text) => {
      const read = await kind.parse(text, context, {});
      expect(read).toMatchObject({ ok: false });
      expect(!read.ok && read.error.isConfident).not.toBe(true);
    },
  );

  test('asks which zone is meant and offers cities', async () => {
    for (const one of [period().type, date().type]) {
      const read = await one.parse('20h giờ Mỹ', context, {});
      expect(read.ok ? [] : read.error.suggestions?.map(({ value }) => value)).toEqual([
        '20h giờ New York',
        '20h giờ Chicago',
        '20h giờ Denver',
        '20h giờ Los Angeles',
      ]);
    }
  });
});
