import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  renderTelegramMessages,
  type TelegramMessage,
  telegramMessageLimits,
} from '../../../../bots/telegram/write/message.ts';
import type { TelegramReader } from '../../../../bots/telegram/write/reader.ts';
import { formatMoment } from '../../../../src/language/format-date.ts';
import {
  bold,
  codeBlock,
  heading,
  italic,
  link,
  list,
  menu,
  message,
  numberedList,
  option,
  paragraph,
  quote,
  strike,
  table,
  time,
} from '../../../../src/message/build.ts';
import { details } from '../../../../src/message/details.ts';
import { picture } from '../../../../src/message/files.ts';
import { toneIcons } from '../../../../src/message/layout/normalize.ts';
import type { Block, Message, MessageFile } from '../../../../src/message/message.ts';
import {
  actionTokensOf,
  arbitraryFoldedMessage,
  hostileTexts,
  tinyPng,
} from '../../../support/fixtures/arbitrary-messages.ts';
import { parseHtmlWithTdlib, renderWithTdlib } from '../../../support/specifications/tdlib.ts';
import { findTelegramViolations } from '../../../support/specifications/telegram-spec.ts';
import { isSubsequence, messageLetters, visibleLetters } from '../../../support/visible-letters.ts';

const reader: TelegramReader = { locale: 'vi', zone: 'Asia/Ho_Chi_Minh', dateTime: true };
/** What only people and their clients may bring forth. */
const pinging = new Set([
  'textEntityTypeMention',
  'textEntityTypeMentionName',
  'mention',
  'text_mention',
]);

const parsed = (html: string) => {
  const result = parseHtmlWithTdlib(html);
  if ('error' in result) throw new Error(`TDLib refuses ${JSON.stringify(html)}: ${result.error}`);
  return result;
};

const only = (sent: Message, by = reader): TelegramMessage => {
  const [part, ...more] = renderTelegramMessages(sent, by);
  if (!part || more.length > 0) throw new Error(`${more.length + 1} parts`);
  return part;
};

/** Each marked place: the words and what they are. */
const marksOf = (html: string): string[] => {
  const { text, entities } = parsed(html);
  return entities.map(
    ({ type, offset, length, language, format }) =>
      `${text.slice(offset, offset + length)}: ${type}${language ? ` ${language}` : ''}${format === undefined ? '' : ` ${format}`}`,
  );
};

const actsOf = (parts: readonly TelegramMessage[]): string[] =>
  parts
    .flatMap(({ keyboard }) => keyboard.flat())
    .flatMap((one) => ('callback_data' in one ? [one.callback_data] : []));

/** The text below the blocks: parts of menus that a keyboard does not show. */
const belowOf = ({ menus }: Message): string =>
  menus
    .map(({ placeholder, options }) =>
      [
        placeholder,
        ...options.map(({ label, description = '' }) =>
          description.trim() === '' ? '' : label + description,
        ),
      ].join(''),
    )
    .join('');

const hasTable = (block: Block): boolean =>
  block.kind === 'table' || (block.kind === 'details' && block.blocks.some(hasTable));

/** The caption of an image without text. */
const altOf = ({ picture }: MessageFile): string => visibleLetters(picture?.alt ?? '');

describe('writing messages for Telegram', () => {
  test.each(hostileTexts.map((text) => [text]))('shows %j literally', (text) => {
    for (const { text: html } of renderTelegramMessages(message([paragraph(text)]), reader)) {
      const { entities } = renderWithTdlib(html);
      const types = entities.map(({ type }) => type);
      expect(types.filter((type) => pinging.has(type))).toEqual([]);
      expect(
        types.filter((type) =>
          /^(bold|italic|text_link|spoiler|pre|code|strikethrough)$/.test(type),
        ),
      ).toEqual([]);
    }
  });

  test('respects every limit, loses nothing and pings nobody', () => {
    fc.assert(
      fc.property(arbitraryFoldedMessage, (sent) => {
        const parts = renderTelegramMessages(sent, reader);
        const read = parts.map(({ text }) =>
          text === '' ? { text, entities: [] } : renderWithTdlib(text),
        );
        for (const [at, { text, keyboard, file }] of parts.entries()) {
          const { text: plain = '', entities = [] } = read[at] ?? {};
          expect([...plain].length).toBeLessThanOrEqual(
            file ? telegramMessageLimits.caption : telegramMessageLimits.text,
          );
          if (!file) expect(plain.trim()).not.toBe('');
          expect((text.match(/<[a-z]/g) ?? []).length).toBeLessThanOrEqual(100);
          expect(entities.filter(({ type }) => pinging.has(type))).toEqual([]);
          expect(keyboard.flat().length).toBeLessThanOrEqual(telegramMessageLimits.buttons);
          for (const row of keyboard)
            expect(row.length).toBeLessThanOrEqual(telegramMessageLimits.buttonsPerRow);
          const params = file
            ? { chat_id: 1, [file.as]: {}, caption: text, parse_mode: 'HTML' }
            : { chat_id: 1, text, parse_mode: 'HTML' };
          expect(
            findTelegramViolations({
              method: file ? (file.as === 'photo' ? 'sendPhoto' : 'sendDocument') : 'sendMessage',
              params: { ...params, reply_markup: { inline_keyboard: keyboard } },
            }),
          ).toEqual([]);
        }
        // The first part has the text, with or without a file; further files have only their own captions.
        const words = visibleLetters(
          read
            .filter((_, at) => at === 0 || !parts[at]?.file)
            .map(({ text }) => text)
            .join(''),
        );
        const meant = messageLetters(sent, ({ at, style }) => formatMoment(at, style, reader));
        const whole = visibleLetters(toneIcons[sent.tone] + meant + belowOf(sent));
        expect(isSubsequence(meant, words)).toBe(true);
        if (!sent.blocks.some(hasTable)) {
          expect(whole === '' ? ['', ...sent.files.map(altOf)] : [whole]).toContain(words);
        }
        expect(actsOf(parts)).toEqual(actionTokensOf(sent));
        expect(parts.flatMap(({ file }) => (file ? [file.content] : []))).toEqual(sent.files);
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });

  test('folds a part into a quote below its summary, and no quote into another', () => {
    const folded = [paragraph(['All of ', italic('it')]), quote('said')];
    const { text } = only(message([details([bold('Film week'), ' · site'], folded, 'More')]));
    expect(parsed(text).text).toBe('Film week · site\nAll of it\n\nsaid');
    expect(marksOf(text).sort()).toEqual(
      [
        'Film week: bold',
        'All of it\n\nsaid: expandable_blockquote',
        'it: italic',
        'said: italic',
      ].sort(),
    );
  });

  test('keeps a folded part folded in the next message', () => {
    const long = details(
      'Film week',
      [paragraph('x'.repeat(3000)), paragraph('y'.repeat(3000))],
      '',
    );
    const [first, second, ...others] = renderTelegramMessages(message([long]), reader);
    expect(others).toEqual([]);
    expect(first?.text).toMatch(/^Film week\n<blockquote expandable>x+\n\ny+<\/blockquote>$/);
    expect(second?.text).toMatch(/^<blockquote expandable>y+<\/blockquote>$/);
  });

  test('marks what is meant as marked and nothing else', () => {
    const { text } = only(
      message([
        heading(['A ', bold('title')]),
        paragraph([strike(bold(italic('all'))), ' ', link('site', 'https://example.org/?a=1&b=2')]),
        list([[bold('x'), 'y']]),
        codeBlock('let a < b\n', 'ts'),
      ]),
    );
    expect(parsed(text).text).toBe('A title\n\nall site\n\n• xy\n\nlet a < b');
    expect(marksOf(text).sort()).toEqual(
      [
        'A title: bold',
        'all: bold',
        'all: italic',
        'all: strikethrough',
        'site: text_link',
        'x: bold',
        'let a < b: pre ts',
      ].sort(),
    );
  });

  test('writes a moment in words for one reader and as a client date for several', () => {
    const sent = message([paragraph(time(new Date('2026-11-28T12:30:00Z')))]);
    const words = '19:30 thứ Bảy 28/11/2026';
    expect(marksOf(only(sent).text)).toEqual([`${words}: date_time `]);
    expect(marksOf(only(sent, { ...reader, shared: true }).text)).toEqual([
      `${words}: date_time wDt`,
    ]);
  });

  test('puts a text that fits under its picture, with its buttons', () => {
    const files = [picture('stage.png', 'image/png', tinyPng(), 'The stage door')];
    const part = (letters: number) =>
      renderTelegramMessages(
        {
          ...message([paragraph('x'.repeat(letters))], { files }),
          buttons: [[{ label: 'One', token: 'a:0' }]],
        },
        reader,
      ).map(({ text, keyboard, file }) => [text.length, keyboard.length, file?.as]);
    expect(part(telegramMessageLimits.caption)).toEqual([
      [telegramMessageLimits.caption, 1, 'photo'],
    ]);
    expect(part(telegramMessageLimits.caption + 1)).toEqual([
      [telegramMessageLimits.caption + 1, 1, undefined],
      ['The stage door'.length, 0, 'photo'],
    ]);
  });

  test.each([
    ['too long for its width', tinyPng(10, 300), 'image/png'],
    ['too large', tinyPng(9000, 2000), 'image/png'],
    ['of an unknown kind', new TextEncoder().encode('<svg/>'), 'image/svg+xml'],
  ])('sends a picture that is %s as a file', (_what, bytes, type) => {
    const sent = message([paragraph('x')], { files: [picture('a', type, bytes, 'alt')] });
    expect(only(sent).file?.as).toBe('document');
  });

  test('continues in further messages when a keyboard is full', () => {
    const parts = renderTelegramMessages(
      {
        ...message([paragraph('Choose')]),
        buttons: Array.from({ length: 130 }, (_, at) => [{ label: `${at}`, token: `t:${at}` }]),
      },
      reader,
    );
    expect(parts.map(({ text, keyboard }) => [text, keyboard.length])).toEqual([
      ['Choose', 100],
      ['…', 30],
    ]);
  });

  test('explains a menu and its options and shows them as buttons', () => {
    const sent = message([paragraph('Which one?')], {
      menus: [
        menu('A session', [
          option('Morning', { command: 'x', args: {} }, 'with Linh'),
          option('Evening', { command: 'x', args: {} }),
        ]),
      ],
    });
    const sealed: Message = {
      ...sent,
      menus: sent.menus.map(({ options, ...rest }) => ({
        ...rest,
        options: options.map(({ action: _, ...kept }, at) => ({ ...kept, token: `k:${at}` })),
      })),
    };
    const { text, keyboard } = only(sealed);
    expect(text).toBe('Which one?\n\n<i>A session</i>\n\n<b>Morning:</b> with Linh');
    expect(keyboard).toEqual([
      [
        { text: 'Morning', callback_data: 'k:0' },
        { text: 'Evening', callback_data: 'k:1' },
      ],
    ]);
  });

  test('aligns columns by visible width and shows wide tables row by row', () => {
    const rows = [
      ['Nguyễn Thị Ánh'.normalize('NFD'), '1'],
      ['漢字', '22'],
      ['👨‍👩‍👧‍👦', '3'],
    ];
    expect(only(message([table(['Tên', 'Chỗ'], rows)])).text).toBe(
      [
        '<pre>Tên             Chỗ',
        '-'.repeat(19),
        `${'Nguyễn Thị Ánh'.normalize('NFD')}  1`,
        `漢字${' '.repeat(12)}22`,
        `👨‍👩‍👧‍👦${' '.repeat(14)}3</pre>`,
      ].join('\n'),
    );
    const wide = table(
      ['Tên', 'Ghi chú', ''],
      [
        ['Ánh', 'a'.repeat(30), 'x'],
        ['Bình', '', ''],
      ],
    );
    expect(only(message([wide])).text).toBe(
      `<b>Tên:</b> Ánh\n<b>Ghi chú:</b> ${'a'.repeat(30)}\nx\n\n<b>Tên:</b> Bình`,
    );
  });

  test('does not turn a name with dots into a link', () => {
    for (const text of ['Hạnh (@hanh.do): x', '@evil.com', 'a @b.c_d.org, x'])
      expect(marksOf(only(message([paragraph(text)])).text)).toEqual([]);
  });

  test('keeps a heading together with what follows it', () => {
    const parts = renderTelegramMessages(
      message([
        paragraph('word '.repeat(600)),
        heading('Next'),
        paragraph('more '.repeat(500)),
        numberedList(['a', 'b']),
      ]),
      reader,
    );
    expect(parts.map(({ text }) => text.slice(0, 11))).toEqual(['word word w', '<b>Next</b>']);
  });
});
