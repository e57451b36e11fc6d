import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderTelegramMessages } from '../../../../bots/telegram/write/message.ts';
import type { TelegramReader } from '../../../../bots/telegram/write/reader.ts';
import { renderRichHtml } from '../../../../bots/telegram/write/rich-html.ts';
import { parseTags, type RichNode } from '../../../../playground/telegram/rich/parse-tags.ts';
import { blockTags } from '../../../../playground/telegram/rich/rich-blocks.ts';
import { inlineTags } from '../../../../playground/telegram/rich/rich-inline.ts';
import {
  bold,
  disabledButton,
  footer,
  heading,
  message,
  paragraph,
  quote,
  rows,
  table,
} from '../../../../src/message/build.ts';
import { details } from '../../../../src/message/details.ts';
import type { Message } from '../../../../src/message/message.ts';
import {
  arbitraryListMessage,
  withUniqueTokens,
} from '../../../support/fixtures/arbitrary-messages.ts';
import { isSubsequence, messageLetters, visibleLetters } from '../../../support/visible-letters.ts';

const old: TelegramReader = { locale: 'vi', zone: 'Asia/Ho_Chi_Minh', rich: true };
const today: TelegramReader = { ...old, richButtons: true, disabledButtons: true };
/** Tags of Bot API 10.1. */
const tags = new Set([...inlineTags, ...blockTags].filter((tag) => !tag.startsWith('tg-button')));

/** What can be read, with the numbers of lists. */
const textOf = (nodes: readonly RichNode[]): string =>
  nodes
    .map((node) => {
      if (typeof node === 'string') return node;
      if (node.tag !== 'ol') return textOf(node.children);
      const start = Number(node.attributes.get('start'));
      return node.children.map((item, at) => `${start + at}.${textOf([item])}`).join('');
    })
    .join('');

/** The data of all buttons, in order. */
const dataOf = (nodes: readonly RichNode[]): string[] =>
  nodes.flatMap((node) => {
    if (typeof node === 'string') return [];
    const own = node.attributes.get('data');
    return [...(own === undefined ? [] : [own]), ...dataOf(node.children)];
  });

const asTable: Message = withUniqueTokens(
  message(
    [
      heading('Coming'),
      rows(
        [
          {
            content: 'Film week, Friday',
            cells: [bold('Film <week>'), 'Friday\n19:30'],
            name: 'Film',
            buttons: [{ label: 'Details', token: '' }, disabledButton('Full')],
          },
        ],
        5,
        ['Title', 'When'],
      ),
      footer('Page 1'),
    ],
    {
      buttons: [[{ label: 'Next', token: '' }]],
      tables: { asText: { label: 'As text', token: '' } },
    },
  ),
);

describe('writing rich messages for Telegram', () => {
  test('loses no letter and no button, and uses only tags that the server has', () => {
    fc.assert(
      fc.property(arbitraryListMessage, (said) => {
        const plain = parseTags(renderRichHtml(said, old), tags);
        const meant = messageLetters(said, () => '');
        expect(isSubsequence(meant, visibleLetters(textOf(plain)))).toBe(true);
        const rich = parseTags(renderRichHtml(said, today), new Set([...inlineTags, ...blockTags]));
        expect(isSubsequence(meant, visibleLetters(textOf(rich)))).toBe(true);
        const own = said.blocks.flatMap((block) =>
          block.kind === 'rows'
            ? block.rows.flatMap(({ buttons }) => buttons.flatMap(({ token }) => token ?? []))
            : [],
        );
        expect(dataOf(rich)).toEqual(own);
      }),
      { numRuns: 100 },
    );
  });

  test('draws rows as a table with their numbers, which the buttons under it repeat', () => {
    const [part] = renderTelegramMessages(asTable, old);
    expect(part?.rich?.html).toBe(
      '<h3>Coming</h3><table bordered striped><tr><th></th><th>Title</th><th>When</th></tr>' +
        '<tr><td>5</td><td><b>Film &lt;week&gt;</b></td><td>Friday<br>19:30</td></tr></table>' +
        '<footer>Page 1</footer>',
    );
    expect(part?.rich?.keyboard.map((row) => row.map(({ text }) => text))).toEqual([
      ['5. Film'],
      ['Next'],
      ['As text'],
    ]);
  });

  test('puts the buttons of a row into it where the server takes them', () => {
    const [part] = renderTelegramMessages(asTable, today);
    expect(part?.rich?.html).toBe(
      '<h3>Coming</h3><table bordered striped compact><tr><th>Title</th><th>When</th></tr>' +
        '<tr><td><b>Film &lt;week&gt;</b><br>' +
        '<tg-button type="callback_data" style="link" data="AbCdEfGhIjKlMnOpQrStUv:1">Details</tg-button> ' +
        '<tg-button type="disabled">Full</tg-button></td><td>Friday<br>19:30</td></tr></table>' +
        '<footer>Page 1</footer>',
    );
    expect(part?.rich?.keyboard.flat().map(({ text }) => text)).toEqual(['Next', 'As text']);
  });

  test('keeps the plain form beside it, without the button for it', () => {
    const [part] = renderTelegramMessages(asTable, today);
    expect(part?.text).toBe('<b>Coming</b>\n\n5. Film week, Friday\n\n<i>Page 1</i>');
    expect(part?.keyboard.flat().map(({ text }) => text)).toEqual(['5. Film', 'Full 5', 'Next']);
  });

  test.each<[string, Message, TelegramReader]>([
    ['is not known to take it', asTable, { ...today, rich: false }],
    ['is not asked for it', { ...asTable, tables: undefined }, today],
    ['has nothing to draw', message([paragraph('Words')], { tables: {} }), today],
    [
      'would need several messages',
      message([table(['A'], [['x'.repeat(5000)]])], { tables: {} }),
      today,
    ],
  ])('is plain where a server %s', (_what, said, reader) => {
    expect(renderTelegramMessages(said, reader).flatMap(({ rich }) => rich ?? [])).toEqual([]);
  });

  test('shows something else without buttons where no tables can be drawn', () => {
    const sample: Message = {
      ...asTable,
      tables: { instead: [paragraph('No tables here')] },
    };
    expect(renderTelegramMessages(sample, { ...today, rich: false })).toEqual([
      { text: 'No tables here', keyboard: [] },
    ]);
    expect(renderTelegramMessages(sample, today)[0]?.rich?.html).toContain('<table');
  });

  test('writes quotes and folded parts as they are', () => {
    const said = message([quote('said'), details('More', [paragraph('a\nb')], '')]);
    expect(renderRichHtml(said, old)).toBe(
      '<blockquote>said</blockquote><details><summary>More</summary><p>a<br>b</p></details>',
    );
  });
});
