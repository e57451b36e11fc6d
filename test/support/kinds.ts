import fc from 'fast-check';
import type { Argument } from '../../src/kit/argument.ts';
import type { KindName, ReadContext } from '../../src/kit/kind.ts';
import { boolean } from '../../src/kit/kinds/boolean.ts';
import { chat } from '../../src/kit/kinds/chat.ts';
import { choice } from '../../src/kit/kinds/choice.ts';
import { choices } from '../../src/kit/kinds/choices.ts';
import { date } from '../../src/kit/kinds/date.ts';
import { duration } from '../../src/kit/kinds/duration.ts';
import { file } from '../../src/kit/kinds/file.ts';
import { grantee } from '../../src/kit/kinds/grantee.ts';
import { integer } from '../../src/kit/kinds/integer.ts';
import { language } from '../../src/kit/kinds/language.ts';
import { number } from '../../src/kit/kinds/number.ts';
import { period } from '../../src/kit/kinds/period.ts';
import { type FindPeople, person } from '../../src/kit/kinds/person.ts';
import { type Picker, pick } from '../../src/kit/kinds/pick.ts';
import { role } from '../../src/kit/kinds/role.ts';
import { cleanText, text } from '../../src/kit/kinds/text.ts';
import { time } from '../../src/kit/kinds/time.ts';
import { zone } from '../../src/kit/kinds/zone.ts';
import type { PersonReference, RoleReference } from '../../src/kit/raw.ts';
import { createTranslator } from '../../src/language/catalogue.ts';
import { seenLength } from '../../src/language/unseen.ts';
import { hostileText } from './messages.ts';

/** A Tuesday morning in Vietnam. */
export const contexts: readonly ReadContext[] = (['en', 'vi'] as const).map((locale) => ({
  locale,
  zone: 'Asia/Ho_Chi_Minh',
  now: Temporal.Instant.from('2026-11-24T02:00:00Z'),
  t: createTranslator(locale).t,
}));

const cities = ['Hà Nội', 'Huế', 'Đà Nẵng', 'Cần Thơ'].map((name, index) => ({
  key: `c${index}`,
  name,
}));
type City = (typeof cities)[number];

const cityPicker: Picker<City, ReadContext> = {
  search: async (words, _context, _given, limit) =>
    cities.filter(({ name }) => name.toLowerCase().includes(words.toLowerCase())).slice(0, limit),
  find: async (id) => cities.find(({ key }) => key === id),
  id: ({ key }) => key,
  label: ({ name }) => name,
  none: 'kit.errors.gone',
};

const people: readonly PersonReference[] = [
  { kind: 'person', platformId: '500001', name: 'Linh Trần', username: 'linhtran' },
  { kind: 'person', platformId: '500002', name: 'Minh Phạm' },
];
const findPeople: FindPeople<unknown> = {
  named: async (whose) =>
    people.filter(({ platformId, username }) =>
      'platformId' in whose ? platformId === whose.platformId : username === whose.username,
    ),
  called: async (words) => people.filter(({ name }) => name.includes(words)),
};
const roles: readonly RoleReference[] = [{ kind: 'role', platformId: '900001', name: 'Điều phối' }];

/** A kind with values of it, and whether somebody can type one. */
export interface Sample<Value = unknown> {
  argument: Argument<Value, ReadContext>;
  values: fc.Arbitrary<NonNullable<Value>>;
  /** It cannot be typed: its platform gives it. */
  untyped?: true;
}

const sample = <Value>(
  argument: Argument<Value, ReadContext>,
  values: fc.Arbitrary<NonNullable<Value>>,
  more: Pick<Sample, 'untyped'> = {},
) => ({ argument, values, ...more }) as unknown as Sample;

const day = fc
  .integer({ min: 0, max: 900 })
  .map((days) => Temporal.PlainDate.from('2026-11-24').add({ days }));
const minute = fc
  .integer({ min: 0, max: 1439 })
  .map((of) => Temporal.PlainTime.from('00:00').add({ minutes: of }));

/** Every kind that there is, with values of it. */
export const samples: Readonly<Record<KindName, Sample>> = {
  text: sample(
    text({ max: 4000 }),
    hostileText
      // A moment that a client writes becomes words.
      .map((one) => one.replaceAll('<t:', '<'))
      .map((one) => [...cleanText(one).replace(/\s+/g, ' ')].slice(0, 4000).join('').trim())
      .filter((one) => seenLength(one) > 0),
  ),
  integer: sample(integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 })),
  number: sample(
    number({ min: -1000, max: 1000 }),
    fc
      .integer({ min: -1_000_000, max: 1_000_000 })
      .map((thousandths) => thousandths / 1000)
      .map((one) => (one === 0 ? 0 : one)),
  ),
  boolean: sample(boolean(), fc.boolean()),
  choice: sample(
    choice(['alerts', 'events', 'training'], 'topics'),
    fc.constantFrom('alerts' as const, 'events' as const, 'training' as const),
  ),
  choices: sample(
    choices(['alerts', 'events', 'training'], 'topics'),
    fc.subarray(['alerts' as const, 'events' as const, 'training' as const], { minLength: 1 }),
  ),
  date: sample(date(), fc.record({ date: day, time: minute }, { requiredKeys: ['date'] })),
  time: sample(time(), minute),
  period: sample(
    period(),
    fc
      .tuple(day, fc.integer({ min: 1, max: 60 }))
      .map(([from, days]) => ({ from, until: from.add({ days }) })),
  ),
  duration: sample(duration({ min: 5, max: 20_000 }), fc.integer({ min: 5, max: 20_000 })),
  zone: sample(zone(), fc.constantFrom('Asia/Ho_Chi_Minh', 'Europe/Paris', 'America/New_York')),
  language: sample(language('settings.languages'), fc.constantFrom('en' as const, 'vi' as const)),
  person: sample(person(findPeople), fc.constantFrom(...people)),
  role: sample(
    role(async () => roles),
    fc.constantFrom(...roles),
  ),
  grantee: sample(grantee(findPeople), fc.constantFrom(...people)),
  chat: sample(chat(cityPicker), fc.constantFrom(...cities)),
  file: sample(
    file({ types: ['image/*', 'text/csv'], maxBytes: 1_000_000 }),
    fc.record({
      kind: fc.constant('file' as const),
      platformId: fc.string({ minLength: 1 }),
      name: fc.string({ minLength: 1 }),
      contentType: fc.constantFrom('image/png', 'text/csv'),
      size: fc.integer({ min: 0, max: 1_000_000 }),
    }),
    { untyped: true },
  ),
  pick: sample(pick(cityPicker), fc.constantFrom(...cities)),
};
