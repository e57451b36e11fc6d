import { expect, test } from 'vitest';
import { webLink } from '../../../src/kit/argument-types/web-link.ts';
import type { ParseContext } from '../../../src/kit/define/parse-context.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';

const context: ParseContext = {
  ...createTranslator('en'),
  zone: 'Asia/Ho_Chi_Minh',
  now: Temporal.Instant.from('2026-11-24T02:00:00Z'),
};
const read = (text: string) => webLink().type.parse(text, context, {});

test.each([
  ['example.org', 'https://example.org/'],
  ['example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  ['www.example.org:8080/x', 'https://www.example.org:8080/x'],
  ['<http://example.org/>', 'http://example.org/'],
])('accepts %s as an address', async (typed, href) => {
  expect(await read(typed)).toEqual({ ok: true, value: href });
});

test.each(['ftp://example.org', 'a@example.org', 'localhost', '21.11', 'example', 'javascript:1'])(
  'rejects %s as an address',
  async (typed) => {
    expect(await read(typed)).toMatchObject({ ok: false });
  },
);
