import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEventQuestion } from '../../../src/events/questions/read-question.ts';

const today = Temporal.PlainDate.from('2026-11-24');

test.each([
  ['cuối tuần này có gì ở Huế?', { when: 'cuối tuần này', place: 'Huế' }],
  ["what's on tomorrow night in Hanoi", { when: 'tomorrow night', place: 'Hanoi' }],
  ['có gì ở Đà Nẵng tuần sau', { when: 'tuần sau', place: 'Đà Nẵng' }],
  ['cuoi tuan nay co gi o Da Nang khong', { when: 'cuoi tuan nay', place: 'Da Nang' }],
  [
    'phim cuối tuần này ở Sài Gòn có gì?',
    { when: 'cuối tuần này', place: 'Sài Gòn', query: 'phim' },
  ],
  [
    'tháng 12 có sự kiện nào về điện ảnh ở Hà Nội không',
    { when: 'tháng 12', place: 'Hà Nội', query: 'điện ảnh' },
  ],
  [
    'any events about film next week in Ho Chi Minh City?',
    { when: 'next week', place: 'Ho Chi Minh City', query: 'film' },
  ],
  [
    'is there anything on at the Opera House this Friday?',
    { when: 'this Friday', place: 'the Opera House' },
  ],
  ['có lịch chiếu phim ngày 12/12 không ạ', { when: 'ngày 12/12', query: 'phim' }],
  ['chủ nhật này ở Hội An', { when: 'chủ nhật này', place: 'Hội An' }],
  ['tối nay', { when: 'tối nay' }],
  ['events in Hue', { place: 'Hue' }],
  ['sự kiện?', {}],
  ['any markets next month?', { when: 'next month', query: 'markets' }],
  ['is anyone doing anything tonight?', { when: 'tonight' }],
  ['Kindly tell what is there on 5th December', { when: '5th December' }],
  ['Is there any programme on coming Sunday?', { when: 'coming Sunday' }],
  ['Rằm tháng Giêng chùa nào có lễ vậy?', { when: 'Rằm tháng Giêng', query: 'chùa nào có lễ' }],
  ['rằm tháng giêng có lễ hội j ko', { when: 'rằm tháng giêng', query: 'lễ hội' }],
  ['cả tuần sau có buổi tập huấn nào ko ad', { when: 'cả tuần sau', query: 'buổi tập huấn' }],
])('“%s” asks for events', (text, question) => {
  expect(readEventQuestion(text, today)).toEqual(question);
});

test.each([
  'cảm ơn bạn nhiều',
  '6/12 với 13/12 bên nào có gì ko',
  'tomorrow at 25:00',
  'mai gặp nhé',
  'hello',
  'how are you today',
  'thời tiết mai thế nào',
  'mai mình có việc rồi',
  'any news',
  '🙂',
  '',
  'x'.repeat(300),
])('“%s” asks for no events', (text) => {
  expect(readEventQuestion(text, today)).toBeUndefined();
});

test('any text is read as words of its own or not at all', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const question = readEventQuestion(`what's on ${text}`, today);
      const words = text.split(/\s+/u).join(' ');
      for (const part of [question?.place, question?.query])
        for (const word of part?.split(' ') ?? []) expect(words).toContain(word);
    }),
    { numRuns: 60 },
  );
});
