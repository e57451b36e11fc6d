import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PickOptions, pick } from '../../../src/kit/argument-types/pick.ts';
import { person } from '../../../src/kit/argument-types/references/person.ts';
import { role } from '../../../src/kit/argument-types/references/role.ts';
import type { ParseContext } from '../../../src/kit/define/parse-context.ts';
import { maxLabelLength } from '../../../src/kit/limits.ts';
import { distinctLabels, normalizeLabel } from '../../../src/kit/pickers/search/distinct-labels.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';
import { isolateBidi } from '../../../src/language/text/bidi.ts';
import { fold, matchesQuery } from '../../../src/language/text/fold.ts';

interface Thing {
  id: string;
  title: string;
  place: string;
  when: string;
}

const fresh = (): ParseContext => ({
  locale: 'vi',
  zone: 'Asia/Ho_Chi_Minh',
  now: Temporal.Instant.from('2026-11-24T02:00:00Z'),
  t: createTranslator('vi').t,
});

/** Like the program's pickers: searches title and place, and labels with the time. */
const kindOf = (things: readonly Thing[], how: Partial<PickOptions<Thing, ParseContext>> = {}) =>
  pick<Thing, ParseContext>({
    search: async (words, _context, _given, limit) =>
      things
        .filter(({ title, place }) => matchesQuery(fold(`${title} ${place}`), words))
        .slice(0, limit),
    find: async (id) => things.find((one) => one.id === id),
    id: ({ id }) => id,
    label: ({ title, when }) => (when === '' ? title : `${isolateBidi(title)} · ${when}`),
    names: ({ title }) => [title],
    details: ({ place }) => [place],
    noMatchKey: 'kit.errors.gone',
    ...how,
  }).type;

const long = 'Đêm nhạc thính phòng '.repeat(6);
const words = [
  'Podcast',
  'podcast',
  'Podcast nâng cao',
  'Hủy hẹn',
  'Hu\u1ef7 hẹn',
  'Huế',
  'Huế về đêm',
  'ليلى 12',
];
const title = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom(...words, long, `${long}A`, `${long}B`, `${long}A và B`, 'x'.repeat(150)),
  fc
    .tuple(fc.constantFrom(...words), fc.constantFrom(' · #ab12', '…', ' [HOÃN]', ' 19:30'))
    .map(([a, b]) => a + b),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((one) => fold(one) !== ''),
);
const things = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    title,
    place: fc.constantFrom('', '', 'Rạp A', 'Rạp B', 'nơi rất xa '.repeat(20)),
    when: fc.constantFrom('', '', '19:30 thứ Bảy 28/11', '9:00 Chủ nhật 29/11'),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 30 },
);

/** Ways in which people type a label that they see. */
const typings = (label: string): string[] => [
  label,
  label.normalize('NFD'),
  label.replace(/[\u2066-\u2069]/g, ''),
  label.replaceAll('ủy', 'u\u1ef7'),
  ` ${label}  `,
];

describe.each([
  ['that fit', {}],
  ['that must be whole', { wholeOnly: true }],
])('picking one of many by words, %s', (_name, how) => {
  test('never offers a label twice and maps each label to its value', async () => {
    await fc.assert(
      fc.asyncProperty(
        things,
        fc.constantFrom('', 'podcast', 'hue', 'Rạp'),
        async (all, filter) => {
          const kind = kindOf(all, how);
          const offered = (await kind.suggest?.(filter, fresh(), {}, 25)) ?? [];
          expect(new Set(offered.map(({ label }) => normalizeLabel(label))).size).toBe(
            offered.length,
          );
          for (const { label, value } of offered) {
            expect(label.length).toBeLessThanOrEqual(maxLabelLength);
            for (const typed of typings(label)) {
              // The exact title of another item chooses that item.
              if (
                normalizeLabel(typed) !== normalizeLabel(label) &&
                all.some(({ title }) => title === typed)
              )
                continue;
              const read = await kind.parse(typed, fresh(), {});
              expect(read, typed).toMatchObject({ ok: true, value: { id: value.slice(3) } });
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('prefers an exact title over titles that contain it', async () => {
    await fc.assert(
      fc.asyncProperty(things, async (others) => {
        const one = { id: 'one', title: 'Podcast', place: '', when: '19:30 thứ Bảy 28/11' };
        const partial = Array.from({ length: 40 }, (_, at) => ({
          id: `p${at}`,
          title: `Podcast ${at}`,
          place: 'Podcast',
          when: '',
        }));
        const all = [...partial, ...others.filter((other) => fold(other.title) !== 'podcast'), one];
        expect(await kindOf(all, how).parse('podcast', fresh(), {})).toMatchObject({
          ok: true,
          value: one,
        });
      }),
      { numRuns: 20 },
    );
  });
});

test('asks only between values with the same name', async () => {
  const all = ['a', 'b', 'c'].map((id) => ({
    id,
    title: id === 'c' ? 'Podcast 2' : 'Podcast',
    place: '',
    when: '',
  }));
  const read = await kindOf(all).parse('Podcast', fresh(), {});
  expect(read).toMatchObject({ ok: false, error: { key: 'kit.errors.many' } });
  const labels = read.ok ? [] : (read.error.suggestions ?? []).map(({ label }) => label);
  expect(labels).toHaveLength(2);
  for (const label of labels) expect(label).toMatch(/^Podcast · #[0-9a-f]{4}$/);
});

test('accepts an outdated label whose changing part is different now', async () => {
  const all = [
    { id: 'a', title: 'Podcast', place: '', when: 'còn 2/5 chỗ' },
    { id: 'b', title: 'Podcast nâng cao', place: '', when: 'còn 1/5 chỗ' },
  ];
  expect(await kindOf(all).parse('Podcast · còn 3/5 chỗ', fresh(), {})).toMatchObject({
    ok: true,
    value: { id: 'a' },
  });
  // Irreversible choices are confirmed.
  expect(
    await kindOf(all, { wholeOnly: true }).parse('Podcast · còn 3/5 chỗ', fresh(), {}),
  ).toMatchObject({
    error: { key: 'kit.errors.near' },
  });
});

test('keeps distinct labels in length and order, and is idempotent', () => {
  fc.assert(
    fc.property(things, fc.constantFrom(80, 100), (all, longest) => {
      const labelled = all.map(({ id, title: label, place }) => ({ id, label, details: [place] }));
      const labels = distinctLabels(labelled, longest);
      expect(new Set(labels.map(normalizeLabel)).size).toBe(all.length);
      for (const label of labels) expect(label.length).toBeLessThanOrEqual(longest);
      expect(distinctLabels(labelled, longest)).toEqual(labels);
    }),
  );
});

test('offers people with any names once each and accepts their label', async () => {
  const people = fc.uniqueArray(
    fc.record({
      kind: fc.constant('person' as const),
      platformId: fc.stringMatching(/^[1-9]\d{3,8}$/),
      name: fc.constantFrom('Thảo Nguyễn', 'Thao Nguyen', 'THẢO', 'Thảo (@minh)', 'Thảo · #3fa2'),
      isNamed: fc.boolean(),
    }),
    { selector: ({ platformId }) => platformId, minLength: 2, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(people, async (all) => {
      const called = all.map(({ isNamed, ...one }) => ({
        ...one,
        ...(isNamed ? { username: `user_${one.platformId}` } : {}),
      }));
      const { type } = person({
        byIdentifier: async (whose) =>
          called.filter(({ platformId, username }) =>
            'platformId' in whose ? platformId === whose.platformId : username === whose.username,
          ),
        byDisplayName: async (words) =>
          called.filter(({ name }) => fold(name).includes(fold(words))),
      });
      const read = await type.parse('thao', fresh(), {});
      const offered = read.ok ? [] : (read.error.suggestions ?? []);
      expect(new Set(offered.map(({ value }) => value)).size).toBe(called.length);
      expect(new Set(offered.map(({ label }) => normalizeLabel(label))).size).toBe(called.length);
      for (const { label, value } of offered) {
        if (!/\(@user_\d+\)$/.test(label)) continue;
        expect(await type.parse(label, fresh(), {}), label).toMatchObject({
          value: { platformId: value.slice(3) },
        });
      }
    }),
    { numRuns: 50 },
  );
});

test('offers a note after each label, within the platform’s limit, and takes the label whatever its note says', async () => {
  await fc.assert(
    fc.asyncProperty(things, async (all) => {
      const noted = (word: string) =>
        kindOf(all, { notes: async (some) => some.map((_, at) => `${at} ${word}`) });
      const context = fresh();
      for (const { label, value } of (await noted('chỗ').suggest?.('', context, {}, 25)) ?? []) {
        expect(label.length).toBeLessThanOrEqual(maxLabelLength);
        expect(label).toMatch(/ · \d+ chỗ$/);
        // What is cut off for the note may be all that tells two apart.
        const isCut = label.includes('…');
        const read = await noted('hết').parse(label, context, {});
        if (read.ok) expect(read.value.id).toBe(value.slice('id:'.length));
        else expect(isCut, label).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

describe('people and roles with the same name', () => {
  const called = ['1', '2', '3'].map((platformId) => ({
    kind: 'person' as const,
    platformId,
    name: 'Minh',
  }));
  const named = { kind: 'person' as const, platformId: '4', name: 'Minh', username: 'minh_4' };
  const who = person({
    byIdentifier: async (whose) =>
      [...called, named].filter((one) =>
        'platformId' in whose
          ? one.platformId === whose.platformId
          : whose.username === 'minh_4' && one === named,
      ),
    byDisplayName: async (words) =>
      [...called, named].filter(({ name }) => fold(name).includes(fold(words))),
  }).type;
  const roles = ['1', '2'].map((platformId) => ({
    kind: 'role' as const,
    platformId,
    name: 'Điều phối',
  }));
  const role_ = role(async () => [
    ...roles,
    { kind: 'role' as const, platformId: '3', name: 'Điều phối viên' },
  ]).type;

  test.each([
    ['person', who, 'minh', 4],
    ['role', role_, 'dieu phoi', 2],
  ] as const)(
    '%s: gets a distinct label and is chosen by it',
    async (_kind, kind, words, count) => {
      const read = await kind.parse(words, fresh(), {});
      const offered = read.ok ? [] : (read.error.suggestions ?? []);
      expect(new Set(offered.map(({ label }) => label)).size).toBe(count);
      for (const { label, value } of offered) {
        expect(await kind.parse(label, fresh(), {}), label).toMatchObject({
          value: { platformId: value.slice(3) },
        });
        expect(await kind.parse(value, fresh(), {})).toMatchObject({
          value: { platformId: value.slice(3) },
        });
      }
    },
  );
});
