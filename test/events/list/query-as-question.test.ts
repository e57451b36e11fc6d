import { expect, test } from 'vitest';
import { queryAsQuestion } from '../../../src/events/list/query-as-question.ts';

const today = Temporal.PlainDate.from('2026-11-24');
const days = (from: string, until: string) => ({
  from: Temporal.PlainDate.from(from),
  until: Temporal.PlainDate.from(until),
});

test.each([
  [
    'quốc tế phụ nữ có workshop cho bé ko ạ',
    { when: days('2027-03-08', '2027-03-09'), query: 'workshop cho bé', place: undefined },
  ],
  [
    'workshop cuối tuần này ở Huế có gì',
    { when: days('2026-11-28', '2026-11-30'), query: 'workshop', place: 'Huế' },
  ],
  [
    'what film events are on next week',
    { when: days('2026-11-30', '2026-12-07'), query: 'film', place: undefined },
  ],
  [
    'any events about film next week',
    { when: days('2026-11-30', '2026-12-07'), query: 'film', place: undefined },
  ],
  ['phim', undefined],
  ['tối nay', undefined],
  ['cuối tuần này có gì', undefined],
])('“%s” as a search without results', (query, asked) => {
  expect(queryAsQuestion({ query, page: 1 }, today)).toEqual(asked && { ...asked, page: 1 });
});

test('leaves a search with days of its own alone', () => {
  const when = days('2026-11-28', '2026-11-30');
  expect(queryAsQuestion({ query: 'có gì mai', when, page: 1 }, today)).toBeUndefined();
});

test('leaves a search alone whose words name another place than is given', () => {
  const asked = { query: 'phim tuần sau ở Huế', place: 'Đà Nẵng', page: 1 };
  expect(queryAsQuestion(asked, today)).toBeUndefined();
});
