import { expect, test } from 'vitest';
import { markOf, readMark } from '../../src/event-mirrors/mark.ts';

const [own, other] = [markOf('own'), markOf('other')];

test('reads the mark at the end of a description, whatever the text before says', () => {
  expect(readMark(`Chiếu phim\n${own}`)).toBe(own);
  expect(readMark(`Chiếu phim\n${other}\n\n${own}`)).toBe(own);
  expect(readMark(`${other}\n${own}\nsửa tay`)).toBe(own);
});

test('reads none of a description without one', () => {
  expect(readMark('Chiếu phim')).toBeUndefined();
  expect(readMark('Callboard · ngắn')).toBeUndefined();
});
