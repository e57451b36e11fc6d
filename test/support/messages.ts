import naughty from 'big-list-of-naughty-strings' with { type: 'json' };
import fc from 'fast-check';
import { picture } from '../../src/message/build.ts';
import type { Block, Inline, Menu, Message, MessageFile } from '../../src/message/message.ts';

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

const mark = { bold: fc.boolean(), italic: fc.boolean(), strike: fc.boolean(), code: fc.boolean() };
const plain = fc.record({ kind: fc.constant('text' as const), text: hostileText });

const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 4, arbitrary: plain },
  fc.record({ kind: fc.constant('text' as const), text: hostileText, ...mark }),
  fc.record({
    kind: fc.constant('link' as const),
    text: hostileText,
    url: fc.constantFrom(
      'https://example.org/a?b=c&d=(e)',
      'https://example.org/"x"',
      `https://example.org/${'long/'.repeat(200)}`,
      `https://example.org/${'longer/'.repeat(600)}`,
    ),
  }),
  fc.record({
    kind: fc.constant('time' as const),
    at: fc.constantFrom('2026-11-24T02:00:00.000Z', '1969-07-20T20:17:00.000Z'),
    style: fc.constantFrom(
      'date' as const,
      'time' as const,
      'dateTime' as const,
      'relative' as const,
    ),
  }),
);

const content = fc.array(inline, { minLength: 1, maxLength: 3 });
const short = fc.string({ unit: 'grapheme', maxLength: 8 });
const cell: fc.Arbitrary<Inline[]> = fc.oneof(
  { weight: 4, arbitrary: short.map((text): Inline[] => [{ kind: 'text', text }]) },
  content,
);

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
    kind: fc.constant('list' as const),
    items: fc.array(content, { maxLength: 4 }),
    start: fc.nat(20),
  }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ name: hostileText, value: content }), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('code' as const), text: hostileText }),
  fc.record({
    kind: fc.constant('code' as const),
    text: hostileText,
    language: fc.constantFrom('ts', 'c++'),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    header: fc.array(fc.oneof({ weight: 4, arbitrary: short }, hostileText), { maxLength: 3 }),
    rows: fc.array(fc.array(cell, { maxLength: 3 }), { maxLength: 30 }),
  }),
);

const label = fc.oneof(short, hostileText);

/** Buttons and options whose tokens are told apart by {@link anyMessage}. */
const buttons = fc.array(
  fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ label, token: fc.constant('') }) },
      fc.record({
        label,
        url: fc.constantFrom('https://example.org/', `https://example.org/${'a'.repeat(600)}`),
      }),
    ),
    { minLength: 1, maxLength: 12 },
  ),
  { maxLength: 30 },
);
const menus: fc.Arbitrary<Menu[]> = fc.array(
  fc.record({
    placeholder: label,
    options: fc.array(
      fc.record(
        { label, description: hostileText, token: fc.constant('') },
        { requiredKeys: ['label', 'token'] },
      ),
      { minLength: 1, maxLength: 60 },
    ),
  }),
  { maxLength: 3 },
);

/** A PNG's first bytes, which say how large it is; both platforms look no further here. */
export const tinyPng = (width = 2, height = 2): Uint8Array => {
  const bytes = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const sides = Buffer.alloc(8);
  sides.writeUInt32BE(width, 0);
  sides.writeUInt32BE(height, 4);
  return new Uint8Array(Buffer.concat([bytes, sides, Buffer.alloc(8)]));
};

const files: fc.Arbitrary<MessageFile[]> = fc.array(
  fc.oneof(
    fc.constant({ name: 'list.csv', contentType: 'text/csv', content: 'a,b' }),
    fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .map((alt) => picture('stage.png', 'image/png', tinyPng(), alt)),
  ),
  { maxLength: 12 },
);

/** Gives each button and option that acts a token of its own, as `seal` does. */
function withTokens(said: Message): Message {
  let next = 0;
  const tokened = <Actor extends { token?: string | undefined }>(actor: Actor): Actor => {
    if (actor.token === undefined) return actor;
    next += 1;
    return { ...actor, token: `AbCdEfGhIjKlMnOpQrStUv:${next}` };
  };
  return {
    ...said,
    buttons: said.buttons.map((row) => row.map(tokened)),
    menus: said.menus.map((menu) => ({ ...menu, options: menu.options.map(tokened) })),
  };
}

export const anyMessage: fc.Arbitrary<Message> = fc
  .record({
    tone: fc.constantFrom('plain' as const, 'alert' as const, 'refusal' as const),
    blocks: fc.array(anyBlock, { minLength: 1, maxLength: 5 }),
    buttons,
    menus,
    files,
  })
  .map(withTokens);

/** The tokens of a message, in the order in which its keyboard shows them. */
export const tokensOf = ({ buttons, menus }: Message): string[] =>
  [...menus.flatMap(({ options }) => options), ...buttons.flat()].flatMap(({ token }) =>
    token === undefined ? [] : [token],
  );
