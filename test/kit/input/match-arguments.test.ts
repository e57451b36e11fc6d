import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventEnd } from '../../../src/events/event-end-argument.ts';
import { choice } from '../../../src/kit/argument-types/choice.ts';
import { date } from '../../../src/kit/argument-types/dates/date.ts';
import { timeZone } from '../../../src/kit/argument-types/dates/time-zone.ts';
import { integer } from '../../../src/kit/argument-types/integer.ts';
import { pick } from '../../../src/kit/argument-types/pick.ts';
import { grantee } from '../../../src/kit/argument-types/references/grantee.ts';
import { person } from '../../../src/kit/argument-types/references/person.ts';
import { text } from '../../../src/kit/argument-types/text.ts';
import { webLink } from '../../../src/kit/argument-types/web-link.ts';
import type { ParseContext } from '../../../src/kit/define/parse-context.ts';
import { matchArguments } from '../../../src/kit/input/match-arguments.ts';

const context: ParseContext = {
  t: (key) => key,
  locale: 'vi',
  zone: 'Asia/Ho_Chi_Minh',
  now: Temporal.Instant.from('2026-11-24T02:00:00Z'),
};

/** A picker that records its queries. */
function asked() {
  const searches: string[] = [];
  const argument = pick<string, ParseContext>({
    search: async (words) => {
      searches.push(words);
      return words === 'liên hoan phim' ? [words] : [];
    },
    find: async () => undefined,
    id: (found) => found,
    label: (found) => found,
    noMatchKey: 'none',
  });
  return { searches, argument };
}

const read = (args: Parameters<typeof matchArguments<ParseContext>>[0]['args'], line: string) =>
  matchArguments({ args }, line, new Map(Object.keys(args).map((name) => [name, name])), context);

test('finds a name of several words before the following arguments', async () => {
  const { argument } = asked();
  expect(await read({ event: argument, reason: text() }, 'liên hoan phim trời mưa')).toEqual({
    values: { event: 'liên hoan phim', reason: 'trời mưa' },
    ambiguous: [],
  });
});

test('reports words that no optional argument accepts as an error of the first candidate', async () => {
  const severity = choice(['minor', 'severe'], 'severity');
  const args = { severity: severity.optional(), count: integer({ min: 1, max: 9 }).optional() };
  expect((await read(args, 'awful')).values).toEqual({ severity: 'awful' });
  expect((await read(args, '3')).values).toEqual({ count: '3' });
  const neither = { one: asked().argument.optional(), other: asked().argument.optional() };
  expect((await read(neither, 'nobody')).values).toEqual({ one: 'nobody' });
  expect((await read(args, 'minor x')).values).toEqual({ severity: 'minor', count: 'x' });
});

test.each(['a', 'một', 'a'.repeat(100), 'x'.repeat(4000)])(
  'searches a message full of %j a bounded number of times in bounded pieces',
  async (word) => {
    const { argument, searches } = asked();
    await read(
      { event: argument, reason: text().optional() },
      `${word} `.repeat(4096 / word.length),
    );
    // Once for all values, whose labels may be typed.
    expect(searches.length).toBeLessThanOrEqual(60 + 1);
    expect(Math.max(...searches.map((one) => one.length))).toBeLessThanOrEqual(250);
  },
);

test('checks a message without zones a bounded number of times', async () => {
  const { type, ...rest } = timeZone();
  const seen: string[] = [];
  const counted = {
    ...rest,
    type: {
      ...type,
      parse(...given: Parameters<typeof type.parse>) {
        seen.push(String(given[0]));
        return type.parse(...given);
      },
    },
  };
  await read({ zone: counted, reason: text().optional() }, 'a '.repeat(2000));
  expect(seen.length).toBeLessThanOrEqual(60 + 1);
  expect(Math.max(...seen.map(({ length }) => length))).toBeLessThanOrEqual(4096);
});

/** An event: a title, when it is, its source, and what may be left out. */
const event = {
  title: text(),
  when: date({ several: true }),
  source: webLink(),
  until: eventEnd().optional(),
  place: text().optional(),
  topic: text().optional(),
};
const link = 'https://example.org/x';
const readEvent = (line: string) => read(event, line);

/** People, some with the same name; searches are recorded. */
function crowd(names: readonly string[]) {
  const searches: string[] = [];
  const people = names.map((name, at) => ({
    ...{ kind: 'person' as const, platformId: `${at}`, name },
    username: `${name.toLowerCase().replace(/[^a-z]/g, '')}${at}`,
  }));
  const find = {
    byIdentifier: async (whose: { platformId: string } | { username: string }) =>
      people.filter(
        ({ username }) => 'username' in whose && username === whose.username.toLowerCase(),
      ),
    byDisplayName: async (words: string) => {
      searches.push(words);
      return people.filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()));
    },
  };
  return { searches, find };
}

describe('a person by name before other arguments', () => {
  const names = ['Linh Trần', 'Linh', 'Minh Phạm', 'Đỗ Thị Hạnh', 'Hạnh', 'An Admin'];
  const role = choice(['admin', 'moderator'], 'roles');
  const member = crowd(names);
  const rows: [line: string, values: Record<string, string>][] = [
    ['Linh Trần admin', { who: 'Linh Trần', role: 'admin' }],
    ['linh trần moderator', { who: 'linh trần', role: 'moderator' }],
    ['Đỗ Thị Hạnh admin', { who: 'Đỗ Thị Hạnh', role: 'admin' }],
    ['Linh admin', { who: 'Linh', role: 'admin' }],
    ['Minh admin', { who: 'Minh', role: 'admin' }],
    ['"Linh Trần" admin', { who: 'Linh Trần', role: 'admin' }],
    ['@minhphm2 admin', { who: '@minhphm2', role: 'admin' }],
    ['@min admin', { who: '@min', role: 'admin' }],
    ['@min', { who: '@min' }],
    ['Linh Trần', { who: 'Linh Trần' }],
    // The last word is a role rather than the end of a name, where a name without it is known too.
    ['An admin', { who: 'An', role: 'admin' }],
    ['An Admin moderator', { who: 'An Admin', role: 'moderator' }],
    ['Linh Trần', { who: 'Linh Trần' }],
  ];
  test.each(rows)('%j', async (line, raw) => {
    for (const who of [grantee(member.find), person(member.find)]) {
      expect((await read({ who, role }, line)).values).toEqual(raw);
    }
  });

  test.each(rows.filter(([, { role }]) => role !== undefined))(
    'reads %j when neither argument is required',
    async (line, raw) => {
      const who = person(member.find).optional();
      expect((await read({ who, role: role.optional() }, line)).values).toEqual(raw);
    },
  );

  test('asks who is meant by a name and never guesses', async () => {
    const { type } = grantee(member.find);
    for (const name of ['Linh', 'Linh Trần', 'Minh', 'Đỗ Thị Hạnh']) {
      const found = await type.parse(name, context, {});
      expect(found.ok).toBe(false);
    }
  });

  test('searches a long message a bounded number of times', async () => {
    const { searches, find } = crowd(names);
    await read({ who: grantee(find), role }, 'Linh '.repeat(800));
    expect(searches.length).toBeLessThanOrEqual(60 + 1);
  });
});

describe('positional arguments', () => {
  test.each<[line: string, values: Record<string, string>]>([
    [
      `"Phim "Mưa đỏ" chiếu lại" 19h30 30/12 ${link}`,
      { title: 'Phim "Mưa đỏ" chiếu lại', when: '19h30 30/12', source: link },
    ],
    [`“Mưa đỏ” 30/12 ${link}`, { title: 'Mưa đỏ', when: '30/12', source: link }],
    [`'Mưa đỏ' 30/12 ${link}`, { title: 'Mưa đỏ', when: '30/12', source: link }],
    [`Phim 30/12 ${link} Hà Nội`, { title: 'Phim', when: '30/12', source: link, place: 'Hà Nội' }],
    [
      `"Phim" 30/12 ${link} "Hà Nội" "điện ảnh"`,
      { title: 'Phim', when: '30/12', source: link, place: 'Hà Nội', topic: 'điện ảnh' },
    ],
    [
      `"Phim" 30/12 ${link} Rạp "Mưa đỏ" ở Huế`,
      { title: 'Phim', when: '30/12', source: link, place: 'Rạp "Mưa đỏ" ở Huế' },
    ],
    // The error is attributed to the date, and the other values are retained.
    [`"Phim" 31/2 ${link}`, { title: 'Phim', when: '31/2', source: link }],
    [`"Phim" thứ sáu 30/12 ${link}`, { title: 'Phim', when: 'thứ sáu 30/12', source: link }],
    [`"Phim" thứ sáu tới ${link}`, { title: 'Phim', when: 'thứ sáu tới', source: link }],
    ['Phim', { title: 'Phim' }],
    // No word could belong to another argument.
    ['Gặp nhau', { title: 'Gặp nhau' }],
    [`Gặp nhau source=${link}`, { title: 'Gặp nhau', source: link }],
    [`title="Phim "Mưa đỏ"" 30/12 ${link}`, {}],
  ])('%j', async (line, raw) => {
    const read = await readEvent(line);
    expect(read.values).toEqual(raw);
    expect(read.ambiguous.length > 0).toBe(Object.keys(raw).length === 0);
  });

  test.each<[line: string, asked: string, kept: Record<string, string>]>([
    [`Phim Mưa đỏ 30/12 ${link}`, 'title', {}],
    [`"Phim" Mưa đỏ 30/12 ${link}`, 'title', {}],
    [`“Mưa đỏ” chiếu lại 30/12 ${link}`, 'title', {}],
    [`"Phim "Mưa đỏ 30/12 ${link}`, 'title', {}],
    [`“Phim" 30/12 ${link}`, 'title', {}],
    [`Gặp mai nhé 30/12 ${link}`, 'title', {}],
    [`Phim "Mưa đỏ" 30/12 ${link}`, 'title', {}],
    [`"Phim" mai 30/12 ${link}`, 'when', { title: 'Phim' }],
    [
      `"Phim" 30/12 ${link} "Hà Nội" điện ảnh`,
      'place',
      { title: 'Phim', when: '30/12', source: link },
    ],
    [`Phim Mưa đỏ 30/12 source=${link}`, 'title', { source: link }],
    [
      `"Phim" 30/12 ${link} "Rạp" mai ở Huế until=22h`,
      'place',
      { title: 'Phim', when: '30/12', source: link, until: '22h' },
    ],
  ])('leaves open in %j where %s ends and gives the rest to nobody', async (line, asked, kept) => {
    const { values, ambiguous } = await readEvent(line);
    expect(ambiguous.map(({ argument }) => argument)).toEqual([asked]);
    expect(values).toEqual(kept);
  });

  test('give the last text argument the rest, quotes included', async () => {
    const args = { query: text().optional() };
    expect((await read(args, '"Mưa đỏ" chiếu lại')).values).toEqual({
      query: '"Mưa đỏ" chiếu lại',
    });
    expect((await read(args, '"Mưa đỏ"')).values).toEqual({ query: 'Mưa đỏ' });
  });

  test('need quotes between two adjacent texts', async () => {
    const args = { title: text(), text: text({ isMultiline: true }), source: webLink() };
    const { values: raw, ambiguous } = await read(args, `Mưa lớn ở Huế ${link}`);
    expect(raw).toEqual({});
    expect(ambiguous.map(({ argument }) => argument)).toEqual(['title']);
    expect(await read(args, `Mưa Lớn ${link}`)).toEqual({
      values: { title: 'Mưa', text: 'Lớn', source: link },
      ambiguous: [],
    });
    expect((await read(args, `"Mưa lớn" "ở Huế" ${link}`)).values).toEqual({
      title: 'Mưa lớn',
      text: 'ở Huế',
      source: link,
    });
  });

  test('lose no word and put none into two arguments', async () => {
    const piece = fc.constantFrom(
      ...[
        'Phim',
        'Mưa',
        '"',
        '“',
        '”',
        "'",
        '»',
        '30/12',
        '31/2',
        'mai',
        'thứ sáu',
        '19h30',
        link,
        '=',
      ],
      ...['title=', 'place="', 'nơi', '(', '5"', '\\"', 'when=', '"a b"', '“Mưa đỏ”'],
    );
    const line = fc
      .array(fc.tuple(piece, fc.constantFrom(' ', ' ', '')), { maxLength: 12 })
      .map((parts) => parts.map((pair) => pair.join('')).join(''));
    await fc.assert(
      fc.asyncProperty(line, async (written) => {
        const { values: raw, ambiguous } = await readEvent(written);
        const said = [...Object.values(raw), ...ambiguous.map(({ error }) => error.params.text)];
        const letters = (text: string) =>
          text.replace(/[\s\\]|\p{Pi}|\p{Pf}|["'=]|title|place|when/gu, '');
        const count = (text: string) => letters(text).length;
        expect(count(said.join(' ')), JSON.stringify({ raw, ambiguous })).toBe(count(written));
      }),
      { numRuns: 1000 },
    );
  });
});

test('reports a quotation that begins as a day on the day and another on the title', async () => {
  const day = '25 dec 8pm until late';
  expect(await readEvent(`Xmas "${day}" ${link}`)).toEqual({
    values: { title: 'Xmas', when: day, source: link },
    ambiguous: [],
  });
  for (const title of ['Phim "Mưa đỏ"', 'Phim "Tết xa nhà"']) {
    const { values: raw, ambiguous } = await readEvent(`${title} ${link}`);
    expect(raw.when).toBeUndefined();
    expect(ambiguous.map(({ argument }) => argument)).toEqual(['title']);
  }
});
