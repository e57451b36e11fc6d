import naughty from 'big-list-of-naughty-strings' with { type: 'json' };
import fc from 'fast-check';
import type { Block, Inline, Message } from '../../src/message/message.ts';

/** Text as hostile as it comes: markup of both platforms, mentions, marks that turn the direction, NUL. */
export const hostile: readonly string[] = [
  ...naughty,
  '@everyone @here <@1100000000000000001> <@&1350000000000000001> <#1400000000000000001>',
  '@linhtran @callboard_bot /start@callboard_bot',
  '**bold** __under__ ~~gone~~ ||spoiler|| `code` ```block``` > quote',
  '# heading\n## second\n- item\n1. one\n-# small',
  '[a](https://evil.example) <https://evil.example> [b](<https://evil.example>)',
  '<b>bold</b> <a href="https://evil.example">x</a> &lt; &amp; &#60; <tg-spoiler>x</tg-spoiler>',
  '\u202eright to left\u202c \u2066isolated\u2069',
  'nul\u0000 and bell\u0007',
  '😀👨‍👩‍👧‍👦🇻🇳 Tiếng Việt đẹp lắm: ứ ỡ ặ',
  '<t:0:R> :smile: <:a:1> </events:1>',
  '*_~`|\\[]()<>#+-=.!{}',
  '***a*** _*b*_ a_b_c *a',
];

export const hostileText = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.constantFrom(...hostile), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join(' ')),
  fc.constantFrom(...hostile).map((text) => text.repeat(Math.ceil(3000 / (text.length + 1)))),
);

const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('text' as const), text: hostileText }) },
  fc.record({
    kind: fc.constant('text' as const),
    text: hostileText,
    bold: fc.boolean(),
    italic: fc.boolean(),
    code: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('link' as const),
    text: hostileText,
    url: fc.constantFrom('https://example.org/a?b=c&d=(e)', 'https://example.org/"x"'),
  }),
  fc.constant({
    kind: 'time' as const,
    at: '2026-11-24T02:00:00.000Z',
    style: 'dateTime' as const,
  }),
);

const content = fc.array(inline, { minLength: 1, maxLength: 3 });

export const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'heading' as const,
      'paragraph' as const,
      'quote' as const,
      'footer' as const,
    ),
    content,
  }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(content, { maxLength: 4 }) }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ name: hostileText, value: content }), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('code' as const), text: hostileText }),
);

export const anyMessage: fc.Arbitrary<Message> = fc.record({
  tone: fc.constantFrom('plain' as const, 'alert' as const, 'refusal' as const),
  blocks: fc.array(anyBlock, { minLength: 1, maxLength: 5 }),
  buttons: fc.constant([[{ label: 'One', token: 'abc:0' }]]),
  files: fc.constant([]),
});
