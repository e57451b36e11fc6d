import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requestOf } from '../../../bots/discord/payload.ts';
import { type DiscordPart, limits, writeDiscord } from '../../../bots/discord/write.ts';
import { type Reader, renderMarkdown } from '../../../playground/discord/markdown.ts';
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
  numbered,
  option,
  paragraph,
  picture,
  quote,
  strike,
  table,
} from '../../../src/message/build.ts';
import { toneMarks } from '../../../src/message/lay-out.ts';
import type { Message } from '../../../src/message/message.ts';
import { checkDiscordRequest } from '../../support/discord-spec.ts';
import { letters, lettersIn, standsIn } from '../../support/letters.ts';
import { anyMessage, hostile, tinyPng, tokensOf } from '../../support/messages.ts';

/** Everybody exists and every mention pings: what is left unescaped shows. */
const reader: Reader = {
  locale: 'en',
  now: 0,
  user: (id) => id,
  role: (id) => id,
  channel: (id) => id,
  pings: () => true,
};

const textOf = ({ content, embeds }: DiscordPart): string =>
  content + embeds.map(({ description }) => description).join('');

const spansOf = (part: DiscordPart) => renderMarkdown(textOf(part), reader);

/** What people read, moments apart. */
const shown = (parts: readonly DiscordPart[]): string =>
  parts
    .flatMap(spansOf)
    .map(({ text, time }) => (time === undefined ? text : ''))
    .join('');

/** What a press or a choice gives back, in order. */
const actsOf = (parts: readonly DiscordPart[]): string[] =>
  parts
    .flatMap(({ components }) => components)
    .flatMap(({ components }) => components)
    .flatMap((one) => {
      if (one.type === 3) return one.options.map(({ value }) => value);
      return 'custom_id' in one ? [one.custom_id] : [];
    });

const addressesOf = (said: Message) =>
  said.buttons.flat().flatMap(({ url }) => (url === undefined ? [] : [url]));

const problemsOf = (part: DiscordPart) =>
  checkDiscordRequest({
    method: 'POST',
    path: '/channels/1400000000000000001/messages',
    body: requestOf(part).body,
  });

describe('what is said on Discord', () => {
  test.each(hostile.map((text) => [text]))('takes %j literally', (text) => {
    for (const { content } of writeDiscord(message([paragraph(text)]))) {
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

  test('keeps every limit, loses nothing and pings nobody', () => {
    fc.assert(
      fc.property(anyMessage, (said) => {
        const parts = writeDiscord(said);
        for (const part of parts) {
          expect(problemsOf(part)).toEqual([]);
          expect(textOf(part).trim()).not.toBe('');
          expect(part.components.length).toBeLessThanOrEqual(limits.rows);
          expect(part.files.length).toBeLessThanOrEqual(limits.files);
          expect(spansOf(part).filter(({ mention }) => mention)).toEqual([]);
        }
        const words = letters(shown(parts));
        expect(
          standsIn(
            lettersIn(said, () => ''),
            words,
          ),
        ).toBe(true);
        if (!said.blocks.some(({ kind }) => kind === 'table')) {
          const links = said.buttons.flat().filter(({ url = '' }) => url.length > limits.url);
          const after = links.map(({ label, url = '' }) => (label.trim() === '' ? url : label));
          expect(words).toBe(
            letters(toneMarks[said.tone] + lettersIn(said, () => '') + after.join('')),
          );
        }
        expect(actsOf(parts)).toEqual(tokensOf(said));
        expect(parts.flatMap(({ files }) => files)).toEqual(said.files);
        const all = JSON.stringify(parts);
        expect(addressesOf(said).filter((url) => !all.includes(url))).toEqual([]);
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });

  test('carries the buttons with its last words', () => {
    const said = message([paragraph('word '.repeat(2000))], {
      buttons: [[linkButton('Open', 'https://example.org/')]],
    });
    const parts = writeDiscord(said);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.filter(({ components }) => components.length > 0)).toEqual(parts.slice(-1));
  });

  test('goes on in further messages where one takes no more rows or files', () => {
    const parts = writeDiscord({
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

  test('opens a fence again with its language', () => {
    const lines = Array.from({ length: 700 }, (_, at) => `const line${at} = ${at};`);
    const parts = writeDiscord(message([codeBlock(lines.join('\n'), 'ts')]));
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) {
      expect(textOf(part)).toMatch(/^```ts\nconst line\d+ = \d+;\n[\s\S]*;\n```$/);
    }
  });

  test('repeats the header of a table that is cut between its rows', () => {
    const rows = Array.from({ length: 300 }, (_, at) => [`Nguyễn ${at}`, `chỗ ${at}`]);
    const parts = writeDiscord(message([table(['Tên', 'Chỗ'], rows)]));
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(textOf(part)).toMatch(/^```\nTên +Chỗ\n-+\nNguyễn/);
  });

  test('takes a letter apart in no label and no text', () => {
    const family = '👨‍👩‍👧‍👦';
    const said = message([paragraph(family.repeat(600))], {
      buttons: [[{ label: family.repeat(30), token: 'a:0' }]],
    });
    const parts = writeDiscord(said);
    for (const part of parts) expect(textOf(part).replaceAll(family, '')).toBe('');
    expect(JSON.stringify(parts.at(-1)?.components)).toMatch(new RegExp(`"(?:${family})+…"`, 'u'));
  });

  test('shows marks within marks, across lines and beside each other', () => {
    const [part] = writeDiscord(
      message([
        quote([bold('two\nlines'), italic('next'), strike(bold(italic('all')))]),
        list([[bold('one'), italic('two')]]),
      ]),
    );
    const marks = (part ? spansOf(part) : [])
      .filter(({ text }) => letters(text) !== '')
      .map(({ text, bold: b, italic: i, strike: s }) =>
        [letters(text), b ? 'b' : '', i ? 'i' : '', s ? 's' : ''].join(' ').trim(),
      );
    expect(marks).toEqual(['two b', 'lines b', 'next  i', 'all b i s', 'one b', 'two  i']);
  });

  test('numbers a list and goes on counting in the next part', () => {
    const parts = writeDiscord(
      message([heading('Steps'), numbered(Array.from({ length: 900 }, (_, at) => `step ${at}`))]),
    );
    expect(textOf(parts[0] ?? { content: '', embeds: [], components: [], files: [] })).toMatch(
      /^### Steps\n\n1\. step 0\n2\. step 1\n/,
    );
    const [, number, step] =
      /^(\d+)\. step (\d+)/.exec(textOf(parts[1] ?? parts[0] ?? never())) ?? [];
    expect(Number(number)).toBe(Number(step) + 1);
  });

  test('keeps a mark from taking a heading, a quote or a fence its look', () => {
    const firstLine = (block: ReturnType<typeof heading>) =>
      writeDiscord(message([block, paragraph('x')], { tone: 'warning' }))
        .map(textOf)
        .join('')
        .split('\n')
        .slice(0, 2);
    expect(firstLine(heading('Title'))[0]).toBe('### ⚠️ Title');
    expect(firstLine(quote('said'))).toEqual(['⚠️', '> said']);
    expect(firstLine(codeBlock('x'))).toEqual(['⚠️', '```']);
    expect(firstLine(fields([['a', 'b']]))[0]).toBe('⚠️ **a\\:** b');
  });

  test('gives a menu of many options as selects that are counted', () => {
    const said = message([paragraph('Which one?')], {
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
      ...said,
      menus: said.menus.map(({ options, ...rest }) => ({
        ...rest,
        options: options.map(({ action: _, ...kept }, at) => ({ ...kept, token: `k:${at}` })),
      })),
      buttons: [[{ ...button('Back', { command: 'x', args: {} }), token: 'k:30' }]],
    };
    const rows = writeDiscord(sealed).flatMap(({ components }) => components);
    expect(
      rows
        .flatMap(({ components }) => components)
        .map((one) => (one.type === 3 ? one.placeholder : one.label)),
    ).toEqual(['A session (1/2)', 'A session (2/2)', 'Back']);
  });

  test('describes a picture', () => {
    const said = message([paragraph('Look')], {
      files: [picture('stage.png', 'image/png', tinyPng(), 'The stage door')],
    });
    const [part] = writeDiscord(said);
    expect(part && requestOf(part).body.attachments).toEqual([
      { id: '0', filename: 'stage.png', description: 'The stage door' },
    ]);
  });
});

function never(): never {
  throw new Error('There is no part');
}
