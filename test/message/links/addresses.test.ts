import { describe, expect, test } from 'vitest';
import { splitAddresses } from '../../../src/message/links/addresses.ts';
import { measureCpuMs } from '../../support/cpu-time.ts';

const addresses = (text: string) =>
  splitAddresses(text).flatMap(({ kind, text: found }) =>
    kind === 'words' ? [] : [`${kind} ${found}`],
  );

describe('finding addresses in a text', () => {
  test.each([
    ['Xem https://www.youtube.com/@linhtran.', ['web https://www.youtube.com/@linhtran']],
    ['(youtube.com/@linh_tran)', ['bare youtube.com/@linh_tran']],
    ['**https://example.org/a_b**, rồi', ['web https://example.org/a_b']],
    ['_https://example.org/linh_', ['web https://example.org/linh']],
    ['https://instagram.com/linh_ đây', ['web https://instagram.com/linh_']],
    ['https://vi.wikipedia.org/wiki/A_(b)', ['web https://vi.wikipedia.org/wiki/A_(b)']],
    ['[a](https://example.org/x)', ['web https://example.org/x']],
    ['[https://a.example](https://b.example)', ['web https://a.example', 'web https://b.example']],
    [
      'https://www.google.com/maps/@21.02,105.8,15z?hl=vi!',
      ['web https://www.google.com/maps/@21.02,105.8,15z?hl=vi'],
    ],
    [
      '@linh@mastodon.social và lien-he@example.org',
      ['handle @linh@mastodon.social', 'mail lien-he@example.org'],
    ],
    ['“https://threads.net/@a.b.c”', ['web https://threads.net/@a.b.c']],
    ['\u2068https://example.org/a\u2069', ['web https://example.org/a']],
    ['http://user:pw@example.org https://аррӏе.com https://localhost/@linhtran', []],
    ['Nhắn @linhtran, lúc 19:30 28/11. a/b @ c', []],
    ['', []],
  ])('%j', (text, found) => {
    expect(addresses(text)).toEqual(found);
    expect(
      splitAddresses(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });

  test('is fast for any length', () => {
    for (const unit of ['a', 'a.', 'a@', '@a', 'a-', 'https://', 'a/', '(', 'a.b/', '._%+-']) {
      const text = unit.repeat(Math.ceil(8000 / unit.length));
      expect(
        measureCpuMs(() => splitAddresses(text)),
        unit,
      ).toBeLessThan(500);
    }
  });
});
