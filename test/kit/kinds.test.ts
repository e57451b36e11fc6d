import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReadContext } from '../../src/kit/kind.ts';
import { boolean } from '../../src/kit/kinds/boolean.ts';
import { choice } from '../../src/kit/kinds/choice.ts';
import { date } from '../../src/kit/kinds/date.ts';
import { integer } from '../../src/kit/kinds/integer.ts';
import { period } from '../../src/kit/kinds/period.ts';
import { person } from '../../src/kit/kinds/person.ts';
import { pick } from '../../src/kit/kinds/pick.ts';
import { text } from '../../src/kit/kinds/text.ts';
import { zone } from '../../src/kit/kinds/zone.ts';
import { createTranslator } from '../../src/language/catalogue.ts';
import { writePeriod } from '../../src/language/periods/index.ts';
import { hostile, hostileText } from '../support/messages.ts';

const context: ReadContext = {
  locale: 'vi',
  zone: 'Asia/Ho_Chi_Minh',
  now: Temporal.Instant.from('2026-11-24T02:00:00Z'),
  t: createTranslator('vi').t,
};

describe('the typed value of Discord and the words of Telegram read the same', () => {
  test('a whole number', () => {
    const { kind } = integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(fc.integer(), (number) => {
        const typed = kind.read(number, context, {});
        expect(kind.read(String(number), context, {})).toEqual(typed);
        expect(typed).toMatchObject(
          Math.abs(number) <= 1000 ? { ok: true, value: number } : { ok: false },
        );
      }),
    );
  });

  test('yes and no, in both languages', () => {
    const { kind } = boolean();
    for (const value of [true, false])
      expect(kind.read(value, context, {})).toEqual({ ok: true, value });
    for (const yes of ['có', 'Co', 'yes', 'Đúng'])
      expect(kind.read(yes, context, {})).toEqual({ ok: true, value: true });
    expect(kind.read('maybe', context, {})).toMatchObject({
      ok: false,
      problem: { key: 'kit.errors.notBoolean' },
    });
  });

  test('a choice, by its value or its word, with or without marks', () => {
    const { kind } = choice(['alerts', 'events'], 'topics');
    for (const word of [
      'alerts',
      'Cảnh báo',
      'canh bao',
      'cảnh_báo',
      'CẢNH BÁO'.normalize('NFD'),
    ]) {
      expect(kind.read(word, context, {})).toEqual({ ok: true, value: 'alerts' });
    }
    expect(kind.read('nothing', context, {})).toMatchObject({ problem: { suggestions: [{}, {}] } });
  });

  test('days', () => {
    const { kind } = period();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 1, max: 60 }),
        (ahead, days) => {
          const from = Temporal.PlainDate.from('2026-11-24').add({ days: ahead });
          const value = { from, until: from.add({ days }) };
          const read = kind.read(writePeriod(value), context, {});
          expect(JSON.stringify(read)).toBe(JSON.stringify({ ok: true, value }));
        },
      ),
    );
  });

  test('a moment', () => {
    const { kind } = date();
    const read = kind.read('19h30 ngày mai', context, {});
    expect(JSON.stringify(read)).toBe(
      '{"ok":true,"value":{"date":"2026-11-25","time":"19:30:00"}}',
    );
  });

  test('a time zone by its city', () => {
    const { kind } = zone();
    expect(kind.read('Asia/Tokyo', context, {})).toEqual({ ok: true, value: 'Asia/Tokyo' });
    expect(kind.read('hà nội', context, {})).toEqual({ ok: true, value: 'Asia/Ho_Chi_Minh' });
    expect(kind.read('EST', context, {})).toEqual({ ok: true, value: 'America/New_York' });
    expect(kind.read('MST', context, {})).toMatchObject({
      ok: false,
      problem: {
        key: 'kit.errors.manyZones',
        suggestions: [{ value: 'America/Denver' }, { value: 'America/Phoenix' }],
      },
    });
    expect(kind.read('Etc/GMT+7', context, {})).toMatchObject({
      ok: false,
      problem: { key: 'kit.errors.manyZones' },
    });
  });
});

describe('one of many', () => {
  const cities = [
    { key: 'a', name: 'Hà Nội' },
    { key: 'b', name: 'Hà Giang' },
    { key: 'c', name: 'Huế' },
  ];
  const { kind } = pick<(typeof cities)[number], ReadContext>({
    search: async (words, _context, _given, limit) =>
      cities.filter(({ name }) => name.toLowerCase().includes(words.toLowerCase())).slice(0, limit),
    find: async (id) => cities.find(({ key }) => key === id),
    id: ({ key }) => key,
    label: ({ name }) => name,
    none: 'kit.errors.gone',
  });

  test('what is suggested reads back', async () => {
    for (const { value, label } of (await kind.suggest?.('', context, {}, 25)) ?? []) {
      expect(await kind.read(value, context, {})).toMatchObject({
        ok: true,
        value: { name: label },
      });
      expect(await kind.read(label, context, {})).toMatchObject({
        ok: true,
        value: { name: label },
      });
    }
  });

  test('words that fit several are asked back, words that fit none are said so', async () => {
    expect(await kind.read('hà', context, {})).toMatchObject({
      problem: { key: 'kit.errors.many', suggestions: [{}, {}] },
    });
    expect(await kind.read('xyz', context, {})).toMatchObject({
      problem: { key: 'kit.errors.gone' },
    });
    expect(await kind.read('id:gone', context, {})).toMatchObject({
      problem: { key: 'kit.errors.gone' },
    });
  });
});

describe('a person', () => {
  const linh = { kind: 'person', platformId: '1', name: 'Linh', username: 'linh' } as const;
  const other = { kind: 'person', platformId: '2', name: 'linh' } as const;
  const { kind } = person({
    named: async (whose) =>
      [linh].filter(({ platformId, username }) =>
        'platformId' in whose ? platformId === whose.platformId : username === whose.username,
      ),
    called: async (words) =>
      [linh, other].filter(({ name }) => name.toLowerCase() === words.toLowerCase()),
  });

  test('whom the platform names is taken as they are', async () => {
    expect(await kind.read(linh, context, {})).toEqual({ ok: true, value: linh });
    expect(await kind.read('id:1', context, {})).toEqual({ ok: true, value: linh });
  });
  test('a @name is theirs alone', async () => {
    expect(await kind.read('@linh', context, {})).toEqual({ ok: true, value: linh });
    expect(await kind.read('@lin', context, {})).toMatchObject({ ok: false });
    expect(await kind.read('@nobody', context, {})).toMatchObject({ ok: false });
  });
  test('a name that anybody can use chooses nobody, and offers who is called so', async () => {
    expect(await kind.read('Linh', context, {})).toMatchObject({
      problem: {
        key: 'kit.errors.whichPerson',
        suggestions: [
          { label: 'Linh (@linh)', value: 'id:1' },
          { label: 'linh', value: 'id:2' },
        ],
      },
    });
    // An id is not typed, it is picked.
    expect(await kind.read('1', context, {})).toMatchObject({
      problem: { key: 'kit.errors.noPerson' },
    });
    expect(await kind.ask({ filter: 'linh' }, context, {})).toMatchObject({
      rows: [[{ label: 'Linh (@linh)', tap: { give: 'id:1' } }], [{ label: 'linh' }]],
    });
  });
});

describe('text', () => {
  test.each(['\u3164', '\u2800 \u2800', '\u115f', '\u200b\u2060', '\u0301', ' \n ', ''])(
    '%j shows nothing and is refused as empty',
    (blank) => {
      for (const min of [1, 3]) {
        expect(text({ min }).kind.read(blank, context, {})).toMatchObject({
          ok: false,
          problem: { key: 'kit.errors.blank' },
        });
      }
      expect(text({ min: 0 }).kind.read(blank, context, {})).toMatchObject({ ok: true });
    },
  );
  test('keeps the moments that a client wrote, in words', () => {
    expect(text().kind.read('hẹn <t:1795869000:F>', context, {})).toEqual({
      ok: true,
      value: 'hẹn 19:30 thứ Bảy 28/11/2026 (UTC+7)',
    });
  });
  test.each(hostile.map((one) => [one]))('%j never throws and keeps its limits', (one) => {
    const read = text({ max: 300 }).kind.read(one, context, {});
    if ('then' in read) throw new Error('text reads at once');
    if (read.ok) {
      expect([...read.value].length).toBeLessThanOrEqual(300);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that they are gone is the point.
      expect(read.value).not.toMatch(/[\u0000\u202e\u2066\n]/);
    }
  });

  test('the same text is taken or refused the same way twice', () => {
    fc.assert(
      fc.property(hostileText, (one) => {
        const { kind } = text({ max: 100, multiline: true });
        const first = kind.read(one, context, {});
        if (!('then' in first) && first.ok)
          expect(kind.read(first.value, context, {})).toEqual(first);
      }),
    );
  });
});

describe('a time is no period, and a name of a day counts alone', () => {
  const { kind } = period();
  test.each(['24h', '8pm', '19:30', 'half past seven', 'mười chín giờ ba mươi', 'bảy rưỡi tối'])(
    '“%s” is asked about',
    async (text) => {
      expect(await kind.read(text, context, {})).toMatchObject({
        ok: false,
        problem: { key: 'dates.errors.timeAlone', isMeant: true, alone: true },
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
  ])('“%s” is %s', async (text, day) => {
    const read = await kind.read(text, context, {});
    expect(read.ok && writePeriod(read.value)).toBe(day);
  });

  test.each(['noon', 'midnight', 'nửa đêm', 'Christmas party', 'Noel Trần', 'Tết ở làng', 'EST'])(
    '“%s” is words',
    async (text) => {
      const read = await kind.read(text, context, {});
      expect(read).toMatchObject({ ok: false });
      expect(!read.ok && read.problem.isMeant).not.toBe(true);
    },
  );

  test('which zone is meant is asked, with the cities', async () => {
    for (const one of [period().kind, date().kind]) {
      const read = await one.read('20h giờ Mỹ', context, {});
      expect(read.ok ? [] : read.problem.suggestions?.map(({ value }) => value)).toEqual([
        '20h giờ New York',
        '20h giờ Chicago',
        '20h giờ Denver',
        '20h giờ Los Angeles',
      ]);
    }
  });
});
