import { expect, test } from 'vitest';
import { encodeAnswer, readAnswer } from '../../../src/courses/questions/answers/read-answer.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';

const context = {
  locale: 'vi' as const,
  zone: 'Asia/Ho_Chi_Minh',
  now: Temporal.Instant.from('2026-11-24T02:00:00Z'),
  t: createTranslator('vi').t,
};
const options = ['Có', 'Không', 'Tùy hôm'];
const read = async (kind: 'text' | 'choice' | 'several' | 'number', raw: string) => {
  const result = await readAnswer({ kind, options }, raw, context);
  return result.ok ? result.value : result.error.key;
};

test('reads one option by its words, without marks, or by its button', async () => {
  expect(await read('choice', 'có')).toEqual(['Có']);
  expect(await read('choice', 'tuy hom')).toEqual(['Tùy hôm']);
  expect(await read('choice', '#2')).toEqual(['Không']);
  expect(await read('choice', 'Có, Không')).toBe('questions.errors.oneOnly');
  expect(await read('choice', 'Đôi khi')).toBe('questions.errors.noOption');
});

test('reads several options in the order of the question, each once', async () => {
  expect(await read('several', 'tùy hôm, có, #1')).toEqual(['Có', 'Tùy hôm']);
  expect(await read('several', ' , ')).toBe('kit.errors.missing');
});

test('reads numbers with either decimal mark, and nothing else', async () => {
  expect(await read('number', '2,5')).toEqual(['2.5']);
  expect(await read('number', 'hai')).toBe('kit.errors.notNumber');
});

test('keeps the lines of a text, in NFC and without control characters', async () => {
  expect(await read('text', 'Phở\n<b>bò</b>\u0000'.normalize('NFD'))).toEqual(['Phở\n<b>bò</b>']);
  expect(await read('text', 'a'.repeat(1001))).toBe('kit.errors.tooLong');
});

test('reads back what it writes', async () => {
  expect(encodeAnswer({ options }, ['Có', 'Tùy hôm'])).toBe('#1, #3');
  expect(encodeAnswer({ options: [] }, ['a, b'])).toBe('a, b');
});
