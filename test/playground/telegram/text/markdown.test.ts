import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FormattedText, MarkupError } from '../../../../playground/telegram/text/entity.ts';
import { parseMarkdown } from '../../../../playground/telegram/text/markdown.ts';
import { parseMarkdownV2 } from '../../../../playground/telegram/text/markdown-v2.ts';
import { parseMarkdownWithTdlib } from '../../../support/specifications/tdlib.ts';

function parsed(parse: (text: string) => FormattedText, text: string) {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof MarkupError) return { error: error.message };
    throw error;
  }
}

const texts = [
  '*b* _i_ `c` [x](http://example.org) plain',
  '```ts\nlet a;\n```',
  '```\nx```',
  '```x```',
  '[example.org]',
  '[x](tg://user?id=5)',
  '[x](nowhere)',
  '[x](http://example.org',
  '*open',
  'a_b',
  '\\_\\*\\`\\[ \\a',
  '__u__ ~s~ ||sp|| *_bi_*',
  '![x](tg://emoji?id=5)',
  '![22:45](tg://time?unix=1647531900&format=wDT)',
  '![x](tg://time?unix=soon)',
  '![x]',
  '>q\n>r\nafter',
  '>q||',
  '**>a\n>b||\nafter',
  '>a\n*b',
  '>*a\nb*',
  'a.b',
  'a > b',
  '||open',
  '|',
  '!',
];

it.each(texts)('parses %j in MarkdownV2 as Telegram does', (text) => {
  expect(parsed(parseMarkdownV2, text)).toEqual(parseMarkdownWithTdlib(text, 2));
});

it.each(texts)('parses %j in Markdown as Telegram does', (text) => {
  expect(parsed(parseMarkdown, text)).toEqual(parseMarkdownWithTdlib(text, 1));
});

const pieces = fc
  .array(
    fc.constantFrom(
      ...['*', '_', '__', '~', '||', '|', '`', '```', '```ts\n', '[', ']', '(', ')', '>', '\n'],
      ...['![', '(tg://emoji?id=5)', '(tg://time?unix=5&format=r)', '(http://example.org/)', '**>'],
      ...['\\', '\r', ' ', 'a', 'ứ', '😀', '\\.', '\\\n', '.'],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

it('parses any text in both versions as Telegram does', () => {
  fc.assert(
    fc.property(pieces, (text) => {
      expect(parsed(parseMarkdownV2, text)).toEqual(parseMarkdownWithTdlib(text, 2));
      // TDLib cuts letters of several bytes in half here ("[ứ]" in the old Markdown) and ends the process.
      const plain = text.replaceAll('ứ', 'u').replaceAll('😀', ':)');
      expect(parsed(parseMarkdown, plain)).toEqual(parseMarkdownWithTdlib(plain, 1));
    }),
    { numRuns: 5000 },
  );
});
