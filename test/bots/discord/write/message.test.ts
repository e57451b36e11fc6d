import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DiscordMessage,
  discordMessageLimits,
  renderDiscordMessages,
} from '../../../../bots/discord/write/message.ts';
import { toRestRequest } from '../../../../bots/discord/write/payload.ts';
import {
  type MarkdownContext,
  renderMarkdown,
} from '../../../../playground/discord/messages/markdown.ts';
import {
  bold,
  button,
  codeBlock,
  fields,
  heading,
  italic,
  linkButton,
  list,
  menu,
  message,
  numberedList,
  option,
  paragraph,
  quote,
  strike,
  table,
} from '../../../../src/message/build.ts';
import { picture } from '../../../../src/message/files.ts';
import { toneIcons } from '../../../../src/message/layout/normalize.ts';
import type { Message } from '../../../../src/message/message.ts';
import {
  actionTokensOf,
  arbitraryMessage,
  hostileTexts,
  tinyPng,
} from '../../../support/fixtures/arbitrary-messages.ts';
import { findDiscordViolations } from '../../../support/specifications/discord-spec.ts';
import { isSubsequence, messageLetters, visibleLetters } from '../../../support/visible-letters.ts';

/** Everybody exists and every mention pings, which reveals anything unescaped. */
const reader: MarkdownContext = {
  locale: 'en',
  now: 0,
  user: (id) => id,
  role: (id) => id,
  channel: (id) => id,
  pings: () => true,
};

const textOf = ({ content, embeds }: DiscordMessage): string =>
  content + embeds.map(({ description }) => description).join('');

const spansOf = (part: DiscordMessage) => renderMarkdown(textOf(part), reader);

/** What people read, moments apart. */
const shown = (parts: readonly DiscordMessage[]): string =>
  parts
    .flatMap(spansOf)
    .map(({ text, time }) => (time === undefined ? text : ''))
    .join('');

/** Actions of the buttons and options, in order. */
const actsOf = (parts: readonly DiscordMessage[]): string[] =>
  parts
    .flatMap(({ components }) => components)
    .flatMap(({ components }) => components)
    .flatMap((one) => {
      if (one.type === 3) return one.options.map(({ value }) => value);
      return 'custom_id' in one ? [one.custom_id] : [];
    });

const addressesOf = (sent: Message) =>
  sent.buttons.flat().flatMap(({ url }) => (url === undefined ? [] : [url]));

const problemsOf = (part: DiscordMessage) =>
  findDiscordViolations({
    method: 'POST',
    path: '/channels/1400000000000000001/messages',
    body: toRestRequest(part).body,
  });

describe('writing messages for Discord', () => {
  test.each(hostileTexts.map((text) => [text]))('shows %j literally', (text) => {
    for (const { content } of renderDiscordMessages(message([paragraph(text)]))) {
      for (const span of renderMarkdown(content, reader)) {
        const marks = [
          span.bold,
          span.italic,
          span.strike,
          span.spoiler,
          span.code,
          span.pre,
          span.quote,
          span.heading,
          span.mention,
          span.time,
        ];
        expect([span.text, ...marks.filter((mark) => mark)]).toEqual([span.text]);
      }
    }
  });

  test('respects every limit, loses nothing and pings nobody', () => {
    fc.assert(
      fc.property(arbitraryMessage, (sent) => {
        const parts = renderDiscordMessages(sent);
        for (const part of parts) {
          expect(problemsOf(part)).toEqual([]);
          expect(textOf(part).trim()).not.toBe('');
          expect(part.components.length).toBeLessThanOrEqual(discordMessageLimits.rows);
          expect(part.files.length).toBeLessThanOrEqual(discordMessageLimits.files);
          expect(spansOf(part).filter(({ mention }) => mention)).toEqual([]);
        }
        const words = visibleLetters(shown(parts));
        expect(
          isSubsequence(
            messageLetters(sent, () => ''),
            words,
          ),
        ).toBe(true);
        if (!sent.blocks.some(({ kind }) => kind === 'table')) {
          const links = sent.buttons
            .flat()
            .filter(({ url = '' }) => url.length > discordMessageLimits.url);
          const after = links.map(({ label, url = '' }) => (label.trim() === '' ? url : label));
          expect(words).toBe(
            visibleLetters(toneIcons[sent.tone] + messageLetters(sent, () => '') + after.join('')),
          );
        }
        expect(actsOf(parts)).toEqual(actionTokensOf(sent));
        expect(parts.flatMap(({ files }) => files)).toEqual(sent.files);
        const all = JSON.stringify(parts);
        expect(addressesOf(sent).filter((url) => !all.includes(url))).toEqual([]);
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });

  test('puts the buttons on the last message', () => {
    const sent = message([paragraph('word '.repeat(2000))], {
      buttons: [[linkButton('Open', 'https://example.org/')]],
    });
    const parts = renderDiscordMessages(sent);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.filter(({ components }) => components.length > 0)).toEqual(parts.slice(-1));
  });

  test('continues in further messages when rows or files do not fit', () => {
    const parts = renderDiscordMessages({
      ...message([paragraph('Choose')]),
      buttons: Array.from({ length: 7 }, (_, row) => [{ label: `${row}`, token: `t:${row}` }]),
      files: Array.from({ length: 21 }, (_, at) => ({
        name: `${at}.csv`,
        contentType: 'text/csv',
        content: 'a',
      })),
    });
    expect(parts.map((part) => [textOf(part), part.components.length, part.files.length])).toEqual([
      ['Choose', 5, 10],
      ['…', 2, 10],
      ['…', 0, 1],
    ]);
  });

  test('reopens a code fence with its language in the next part', () => {
    const lines = Array.from({ length: 700 }, (_, at) => `const line${at} = ${at};`);
    const parts = renderDiscordMessages(message([codeBlock(lines.join('\n'), 'ts')]));
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) {
      expect(textOf(part)).toMatch(/^```ts\nconst line\d+ = \d+;\n[\s\S]*;\n```$/);
    }
  });

  test('repeats the table header when a table is cut between rows', () => {
    const rows = Array.from({ length: 300 }, (_, at) => [`Nguyễn ${at}`, `chỗ ${at}`]);
    const parts = renderDiscordMessages(message([table(['Tên', 'Chỗ'], rows)]));
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(textOf(part)).toMatch(/^```\nTên +Chỗ\n-+\nNguyễn/);
  });

  test('never splits a grapheme in labels or text', () => {
    const family = '👨‍👩‍👧‍👦';
    const sent = message([paragraph(family.repeat(600))], {
      buttons: [[{ label: family.repeat(30), token: 'a:0' }]],
    });
    const parts = renderDiscordMessages(sent);
    for (const part of parts) expect(textOf(part).replaceAll(family, '')).toBe('');
    expect(JSON.stringify(parts.at(-1)?.components)).toMatch(new RegExp(`"(?:${family})+…"`, 'u'));
  });

  test('renders nested marks, marks across lines and adjacent marks', () => {
    const [part] = renderDiscordMessages(
      message([
        quote([bold('two\nlines'), italic('next'), strike(bold(italic('all')))]),
        list([[bold('one'), italic('two')]]),
      ]),
    );
    const marks = (part ? spansOf(part) : [])
      .filter(({ text }) => visibleLetters(text) !== '')
      .map(({ text, bold: b, italic: i, strike: s }) =>
        [visibleLetters(text), b ? 'b' : '', i ? 'i' : '', s ? 's' : ''].join(' ').trim(),
      );
    expect(marks).toEqual(['two b', 'lines b', 'next  i', 'all b i s', 'one b', 'two  i']);
  });

  test('continues the numbering of a list in the next part', () => {
    const parts = renderDiscordMessages(
      message([
        heading('Steps'),
        numberedList(Array.from({ length: 900 }, (_, at) => `step ${at}`)),
      ]),
    );
    expect(textOf(parts[0] ?? { content: '', embeds: [], components: [], files: [] })).toMatch(
      /^### Steps\n\n1\. step 0\n2\. step 1\n/,
    );
    const [, number, step] =
      /^(\d+)\. step (\d+)/.exec(textOf(parts[1] ?? parts[0] ?? never())) ?? [];
    expect(Number(number)).toBe(Number(step) + 1);
  });

  test('keeps headings, quotes and fences intact around marks', () => {
    const firstLine = (block: ReturnType<typeof heading>) =>
      renderDiscordMessages(message([block, paragraph('x')], { tone: 'warning' }))
        .map(textOf)
        .join('')
        .split('\n')
        .slice(0, 2);
    expect(firstLine(heading('Title'))[0]).toBe('### ⚠️ Title');
    expect(firstLine(quote('said'))).toEqual(['⚠️', '> said']);
    expect(firstLine(codeBlock('x'))).toEqual(['⚠️', '```']);
    expect(firstLine(fields([['a', 'b']]))[0]).toBe('⚠️ **a\\:** b');
  });

  test('splits a menu with many options into numbered selects', () => {
    const sent = message([paragraph('Which one?')], {
      menus: [
        menu(
          'A session',
          Array.from({ length: 30 }, (_, at) =>
            option(`Session ${at}`, { command: 'x', args: {} }, 'at noon'),
          ),
        ),
      ],
    });
    const sealed: Message = {
      ...sent,
      menus: sent.menus.map(({ options, ...rest }) => ({
        ...rest,
        options: options.map(({ action: _, ...kept }, at) => ({ ...kept, token: `k:${at}` })),
      })),
      buttons: [[{ ...button('Back', { command: 'x', args: {} }), token: 'k:30' }]],
    };
    const rows = renderDiscordMessages(sealed).flatMap(({ components }) => components);
    expect(
      rows
        .flatMap(({ components }) => components)
        .map((one) => (one.type === 3 ? one.placeholder : one.label)),
    ).toEqual(['A session (1/2)', 'A session (2/2)', 'Back']);
  });

  test('adds an alternative text to a picture', () => {
    const sent = message([paragraph('Look')], {
      files: [picture('stage.png', 'image/png', tinyPng(), 'The stage door')],
    });
    const [part] = renderDiscordMessages(sent);
    expect(part && toRestRequest(part).body.attachments).toEqual([
      { id: '0', filename: 'stage.png', description: 'The stage door' },
    ]);
  });
});

function never(): never {
  throw new Error('There is no part');
}
