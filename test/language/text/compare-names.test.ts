import { expect, test } from 'vitest';
import { compareNames } from '../../../src/language/text/compare-names.ts';

const sorted = (names: readonly string[]) => names.toSorted(compareNames);

test('sorts Vietnamese names by the given name, then by the family name', () => {
  expect(
    sorted(['Nguyễn Thị Bình', 'Trần Văn An', 'Lê Ánh', 'Nguyễn Văn An', 'Đỗ Ân', 'Bùi Ăn']),
  ).toEqual(['Nguyễn Văn An', 'Trần Văn An', 'Lê Ánh', 'Bùi Ăn', 'Đỗ Ân', 'Nguyễn Thị Bình']);
});

test('sorts đ after d, and tones only where the letters are the same', () => {
  expect(sorted(['Đạt', 'Dũng', 'Dung', 'Duy', 'An'])).toEqual([
    'An',
    'Dung',
    'Dũng',
    'Duy',
    'Đạt',
  ]);
});

test('sorts other names as they are written, and decomposed letters like composed ones', () => {
  expect(sorted(['Zoe Baker', 'Linh 10', 'linh 2', 'Adam Young'])).toEqual([
    ...['Adam Young', 'linh 2', 'Linh 10', 'Zoe Baker'],
  ]);
  expect(compareNames('Nguyễn Ánh'.normalize('NFD'), 'Nguyễn Ánh')).toBe(0);
});
