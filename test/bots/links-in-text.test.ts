import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderDiscordMessages } from '../../bots/discord/write/message.ts';
import { renderTelegramMessages } from '../../bots/telegram/write/message.ts';
import { renderMarkdown } from '../../playground/discord/messages/markdown.ts';
import {
  bold,
  fields,
  heading,
  italic,
  message,
  paragraph,
  strike,
} from '../../src/message/build.ts';
import { wordJoiner } from '../../src/message/layout/normalize.ts';
import type { Message } from '../../src/message/message.ts';
import { renderWithTdlib } from '../support/specifications/tdlib.ts';
import { visibleLetters } from '../support/visible-letters.ts';

const web = [
  'https://www.youtube.com/@linhtran',
  'https://www.tiktok.com/@linh.tran/video/7301',
  'https://www.threads.net/@linh_tran_',
  'https://www.google.com/maps/place/Hà+Nội/@21.0227,105.8194,15z',
  'https://mastodon.social/@linhtran@example.org/1',
  'https://example.org/a_b_c?x=**y**&z=~~w~~#||v||',
  'https://vi.wikipedia.org/wiki/Linh_(nghệ_sĩ)',
  'https://tuần-lễ.vn/@linhtran',
  'http://example.org:8080/(@linhtran)',
] as const;
const others = [
  'youtube.com/@linhtran',
  'www.tiktok.com/@linh_tran/video/7301',
  'example.zzz/@linhtran',
  '@linh_tran@mastodon.social',
  'lien-he@example.org',
  'linh.tran+a_b@everyone.vn',
] as const;
const loud = [
  '@linhtran',
  '@everyone',
  '@here',
  '<@1100000000000000001>',
  '<@&1350000000000000001>',
];
const marks = [
  '**',
  '_',
  '*',
  '~~',
  '||',
  '`',
  '>',
  '#',
  '-',
  '<b>',
  '&lt;',
  '.',
  ',',
  ':',
  '!',
  '…',
];

/** Addresses as people write them: in brackets, in quotes, with marks or punctuation after them. */
const address = fc.constantFrom(...web, ...others);
const around = fc.constantFrom(
  ['', ''],
  ['(', ')'],
  ['“', '”'],
  ['"', '"'],
  ['**', '**'],
  ['_', '_'],
  ['~~', '~~'],
  ['[', ']'],
  ['', '.'],
  ['', ','],
  ['', '…'],
  ['<', '>'],
);
const word = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(address, around) },
  fc.constantFrom(...loud, ...marks, 'xem', 'ở', '1.').map((text) => [text, ['', '']] as const),
);
const said = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', '\n')), { minLength: 1, maxLength: 12 })
  .map((words) => ({
    text: words.map(([[one, [before, after]], space]) => before + one + after + space).join(''),
    addresses: words.flatMap(([[one]]) => (address_(one) ? [one] : [])),
  }));
const address_ = (text: string) => [...web, ...others].some((one) => one === text);

const shapes: Readonly<Record<string, (text: string) => Message>> = {
  paragraph: (text) => message([paragraph(text)]),
  heading: (text) => message([heading(text), paragraph('x')]),
  bold: (text) => message([paragraph([bold(text), ' x'])]),
  'all marks': (text) => message([paragraph(strike(bold(italic(text))))]),
  field: (text) => message([fields([['Ở đâu', text]])]),
};

const bare = (text: string) => visibleLetters(text.replaceAll(wordJoiner, ''));

describe.each(Object.entries(shapes))('addresses in a %s', (_name, shape) => {
  test('shows every address whole on Discord, as a link where it has a scheme, without mentions', () => {
    fc.assert(
      fc.property(said, ({ text, addresses }) => {
        const spans = renderDiscordMessages(shape(text)).flatMap(({ content, embeds }) =>
          [content, ...embeds.map(({ description }) => description)].flatMap((one) =>
            renderMarkdown(one, {
              locale: 'en',
              now: 0,
              user: (id) => id,
              role: (id) => id,
              channel: (id) => id,
              pings: () => true,
            }),
          ),
        );
        const shown = spans.map((span) => span.text).join('');
        const links = spans.flatMap(({ link }) => (link === undefined ? [] : [link]));
        const isMail = (mention: string) => text.includes(`a_b${mention}.vn`);
        expect(spans.filter(({ mention }) => mention && !isMail(mention))).toEqual([]);
        for (const one of addresses) expect(shown).toContain(one);
        expect(links).toEqual(addresses.filter((one) => one.startsWith('http')));
        expect(bare(shown)).toContain(bare(text));
      }),
      { numRuns: 150 },
    );
  });

  test('shows every address whole on Telegram, without mentions', () => {
    fc.assert(
      fc.property(said, ({ text, addresses }) => {
        const parts = renderTelegramMessages(shape(text), {
          locale: 'vi',
          zone: 'Asia/Ho_Chi_Minh',
        }).map((part) => renderWithTdlib(part.text));
        const shown = parts.map((part) => part.text).join('\n');
        const entities = parts.flatMap((part) =>
          part.entities.map((entity) => ({
            ...entity,
            text: part.text.slice(entity.offset, entity.offset + entity.length),
          })),
        );
        expect(entities.filter(({ type }) => /mention/.test(type))).toEqual([]);
        for (const one of addresses) {
          expect(shown).toContain(one);
          const links = entities.filter(({ type }) => /url|text_link|email/.test(type));
          // Telegram includes trailing marks in the address.
          if (one.startsWith('http'))
            expect(links.some((link) => link.text.startsWith(one))).toBe(true);
        }
        expect(bare(shown)).toContain(bare(text));
      }),
      { numRuns: 150 },
    );
  });
});

test.each([
  '@https://a.example',
  '@_https://a.example',
  '(@www.a.example/x',
  '`@http://a.example`',
])('does not mention anyone for an @ before an address: %j', (text) => {
  for (const { text: html } of renderTelegramMessages(message([paragraph(text)]), {
    locale: 'vi',
    zone: 'Asia/Ho_Chi_Minh',
  })) {
    const { entities } = renderWithTdlib(html);
    expect(entities.filter(({ type }) => type === 'mention')).toEqual([]);
  }
});
