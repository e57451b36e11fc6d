import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  displayHost,
  hostLink,
  maxLinkLength,
  parseWebLink,
} from '../../src/message/links/web-link.ts';

const fault = (text: string) => {
  const read = parseWebLink(text);
  return read.ok ? read.host : read.rejection;
};

describe('link validation', () => {
  test.each([
    ['https://example.org/a?b=c#d', 'example.org'],
    ['HTTP://EXAMPLE.org', 'example.org'],
    ['https://example.org:8443/', 'example.org:8443'],
    ['https://example.org/@name', 'example.org'],
    ['https://example.org/?to=a@b', 'example.org'],
    ['https://good.example.evil.test/', 'good.example.evil.test'],
    ['https://liên-hoan-phim.vn/', 'liên-hoan-phim.vn (xn--lin-hoan-phim-qhb.vn)'],
    ['https://điệnảnh.vn', 'điệnảnh.vn (xn--innh-zua6356bfha.vn)'],
    ['https://日本語.jp/', '日本語.jp (xn--wgv71a119e.jp)'],
    ['https://съёмка.com/', 'съёмка.com (xn--80atft9b2b.com)'],
    ['https://שלום.com/', 'שלום.com (xn--9dbne9b.com)'],
    ['https://თბილისი.com/', 'თბილისი.com (xn--modleaak4c.com)'],
  ])('normalizes %s to %s', (text, host) => {
    expect(fault(text)).toBe(host);
  });

  test.each([
    ['example.org', 'unreadable'],
    ['example.org:8080/x', 'unreadable'],
    ['https:example.org', 'unreadable'],
    ['https:///example.org', 'unreadable'],
    ['https://', 'unreadable'],
    ['https://exa mple.org', 'unreadable'],
    ['https://good.example\\@evil.test/', 'unreadable'],
    ['https://example.org/\u202egpj.exe', 'unreadable'],
    ['https://exam\u200bple.org/', 'unreadable'],
    ['https://example.org\u0000', 'unreadable'],
    ['ftp://example.org/', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['data:text/html,x', 'scheme'],
    ['tg://resolve?domain=x', 'scheme'],
    ['https://a@b.example/', 'userInfo'],
    ['https://bank.example:secret@evil.test/', 'userInfo'],
    ['https://@example.org/', 'userInfo'],
    ['http://localhost:3000/', 'host'],
    ['http://127.0.0.1/', 'host'],
    ['http://0x7f.1/', 'host'],
    ['http://[::1]/', 'host'],
    ['http://intranet/', 'host'],
    // Cyrillic letters among Latin ones, and Cyrillic ones alone that look Latin.
    ['https://exаmple.org/', 'lookAlike'],
    ['https://аррӏе.com/', 'lookAlike'],
    ['https://xn--80ak6aa92e.com/', 'lookAlike'],
    ['https://gοοgle.com/', 'lookAlike'],
    ['https://faceboık.com/', 'lookAlike'],
    ['https://ɡoogle.com/', 'lookAlike'],
    ['https://paypaĺ.com/', 'lookAlike'],
    // Letters of one other script that all look like Latin ones or digits.
    ['https://ѡѡѡ.com/', 'lookAlike'],
    ['https://ҽүб.com/', 'lookAlike'],
    ['https://ռաո.com/', 'lookAlike'],
    ['https://סון.com/', 'lookAlike'],
    ['https://ყყ.com/', 'lookAlike'],
    ['https://๐๐.com/', 'lookAlike'],
    [`https://example.org/${'a'.repeat(maxLinkLength)}`, 'tooLong'],
  ])('rejects %s: %s', (text, why) => {
    expect(fault(text)).toBe(why);
  });
});

test('accepts only http(s) addresses without user info, and accepts its own output unchanged', () => {
  const pieces = fc.constantFrom(
    'https://',
    'http:',
    '//',
    'a',
    'é',
    'а',
    '.',
    '@',
    ':',
    '\\',
    '/',
    '?',
    '[',
    '%41',
    '1',
    ' ',
    '\u202e',
    'xn--',
    '-',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.array(pieces, { maxLength: 12 }).map((all) => `https://${all.join('')}`),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        const read = parseWebLink(text);
        if (!read.ok) return;
        const url = new URL(read.href);
        expect(['http:', 'https:']).toContain(url.protocol);
        expect(url.username + url.password).toBe('');
        expect(parseWebLink(read.href)).toEqual(read);
      },
    ),
    { numRuns: 2000 },
  );
});

test('shows the host only', () => {
  expect(hostLink('https://example.org/a/b')).toEqual({
    kind: 'link',
    text: 'example.org',
    url: 'https://example.org/a/b',
  });
  expect(displayHost('nonsense')).toBe('');
});
