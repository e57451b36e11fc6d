import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * The older place of the tone mark in an open syllable: on the second vowel instead of the first. With a letter behind
 * it the second is right, and `u` behind `q` is no vowel.
 */
const older = /(?:o[áàạảãéèẹẻẽ]|(?<!q)u[ýỳỵỷỹ])(?!\p{L})/giu;

/** Problems of a text, each with its line. */
const found = (text: string): string[] =>
  text
    .normalize('NFC')
    .split('\n')
    .flatMap((line, at) => (line.match(older) ?? []).map(() => `${at + 1}: ${line.trim()}`));

test('places the tone mark on the first vowel of an open syllable in Vietnamese', () => {
  const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => /\.(?:ts|js|json|md|css|html|sql|prisma|example)$/.test(file));
  expect(files).toContain('README.md');
  const wrong = files.flatMap((file) =>
    found(readFileSync(path.join(root, file), 'utf8')).map((line) => `${file}:${line}`),
  );
  expect(wrong).toEqual([]);
});

test('detects the older placement of tone marks', () => {
  const [a, y] = ['o\u00e1', 'u\u1ef7'];
  for (const word of [`kh${a}`, `H${a} học`, `h${y},`, `Th${y}`, `X${a.toUpperCase()}`, 'lo\u00e8'])
    expect(found(word), word).toHaveLength(1);
  for (const word of ['toán hoàn thoát quý quỷ quý giá hoài xoáy khuỷu khóa hủy thủy ngoáy quà'])
    expect(found(word), word).toEqual([]);
});
