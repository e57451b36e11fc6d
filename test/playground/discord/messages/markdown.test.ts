import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderMarkdown } from '../../../../playground/discord/messages/markdown.ts';
import type { TextSpan } from '../../../../playground/driver/visible-message.ts';

const render = (text: string): TextSpan[] =>
  renderMarkdown(text, {
    locale: 'en',
    now: 0,
    user: (id) => (id === '11111' ? 'Linh' : undefined),
    role: () => 'Team',
    channel: () => 'chat',
    pings: ({ kind, id }) => kind === 'everyone' || id === '11111',
  });

it.each<[string, TextSpan[]]>([
  ['plain', [{ text: 'plain' }]],
  ['a **b** c', [{ text: 'a ' }, { text: 'b', bold: true }, { text: ' c' }]],
  ['*i* _i_', [{ text: 'i', italic: true }, { text: ' ' }, { text: 'i', italic: true }]],
  ['***both***', [{ text: 'both', bold: true, italic: true }]],
  [
    '__u__ ~~s~~ ||p||',
    [
      { text: 'u', underline: true },
      { text: ' ' },
      { text: 's', strike: true },
      { text: ' ' },
      { text: 'p', spoiler: true },
    ],
  ],
  [
    '**a *b* c**',
    [
      { text: 'a ', bold: true },
      { text: 'b', bold: true, italic: true },
      { text: ' c', bold: true },
    ],
  ],
  ['`**x**` ``a`b``', [{ text: '**x**', code: true }, { text: ' ' }, { text: 'a`b', code: true }]],
  ['```js\nlet a;\n```', [{ text: 'let a;', pre: true }]],
  ['\\*not\\*', [{ text: '*not*' }]],
  ['snake_case_name', [{ text: 'snake_case_name' }]],
  ['2 * 3 * 4', [{ text: '2 * 3 * 4' }]],
  ['**open', [{ text: '**open' }]],
  ['# Title\ntext', [{ text: 'Title', heading: 1 }, { text: '\ntext' }]],
  ['#no title', [{ text: '#no title' }]],
  ['> said\nrest', [{ text: 'said', quote: true }, { text: '\nrest' }]],
  ['>>> a\nb', [{ text: 'a\nb', quote: true }]],
  ['- one\n- **two**', [{ text: '• one\n• ' }, { text: 'two', bold: true }]],
  ['1. one', [{ text: '1. one' }]],
  ['[site](https://a.b/c)', [{ text: 'site', link: 'https://a.b/c' }]],
  [
    '[https://x.y](https://a.b)',
    [{ text: '[' }, { text: 'https://x.y](https://a.b)', link: 'https://x.y](https://a.b)' }],
  ],
  [
    'see https://a.b/c_d_e.',
    [{ text: 'see ' }, { text: 'https://a.b/c_d_e', link: 'https://a.b/c_d_e' }, { text: '.' }],
  ],
  [
    '(https://a.b/c_(d))',
    [{ text: '(' }, { text: 'https://a.b/c_(d)', link: 'https://a.b/c_(d)' }, { text: ')' }],
  ],
  ['<https://a.b>', [{ text: 'https://a.b', link: 'https://a.b' }]],
  ['<@11111> <@22222>', [{ text: '@Linh', mention: '@Linh' }, { text: ' @unknown-user' }]],
  ['<@&33333> <#44444>', [{ text: '@Team #chat' }]],
  ['@everyone', [{ text: '@everyone', mention: '@everyone' }]],
  ['\\@everyone', [{ text: '@everyone', mention: '@everyone' }]],
  ['`@everyone`', [{ text: '@everyone', code: true }]],
  ['@\u200beveryone', [{ text: '@\u200beveryone' }]],
  ['</event add:55555>', [{ text: '/event add' }]],
  ['<t:0:t>', [{ text: '8:00 AM', time: 0 }]],
  ['<t:99999999999999:t>', [{ text: '<t:99999999999999:t>' }]],
])('%j', (text, spans) => {
  expect(render(text)).toEqual(spans);
});

it('reads many escaped marks after an unclosed one', () => {
  const text = `*${'\\\\x '.repeat(50)}`;
  expect(render(text)).toEqual([{ text: text.replaceAll('\\\\', '\\') }]);
});

it('terminates for any sequence of marks', () => {
  const mark = fc.constantFrom(
    ...'*_~|`\\[]()<> \n#-x',
    '](https://e.example',
    '<t:0:R>',
    '@everyone',
  );
  const run = fc.tuple(fc.array(mark, { minLength: 1, maxLength: 4 }), fc.nat(60));
  const texts = fc.array(
    run.map(([marks, times]) => marks.join('').repeat(times)),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(texts, (parts) => {
      expect(Array.isArray(render(parts.join('')))).toBe(true);
    }),
  );
});
