import { describe, expect, test } from 'vitest';
import {
  renderTelegramMessages,
  telegramMessageLimits,
} from '../../../../bots/telegram/write/message.ts';
import { bold, message, paragraph } from '../../../../src/message/build.ts';
import { longestAlt, type Message } from '../../../../src/message/message.ts';
import { parseHtmlWithTdlib } from '../../../support/specifications/tdlib.ts';

const hash = 'a'.repeat(64);

/** The words of an HTML text, and what is marked in them. */
function read(html: string) {
  const result = parseHtmlWithTdlib(html);
  if ('error' in result) throw new Error(`TDLib refuses ${JSON.stringify(html)}: ${result.error}`);
  return result;
}

const partsOf = (sent: Message) =>
  renderTelegramMessages(sent, {
    ...{ locale: 'en', zone: 'Asia/Ho_Chi_Minh', dateTime: true },
  }).map(({ text, keyboard, picture }) => ({
    words: read(text).text,
    buttons: keyboard.flat().map((one) => one.text),
    hasPicture: picture !== undefined,
  }));

const pictured = (text: string, alt: string) =>
  message([paragraph(text)], {
    picture: { hash, alt },
    buttons: [[{ label: 'One', token: 'a:0' }]],
  });

describe('a stored picture on Telegram', () => {
  const alt = 'The stage door';
  const below = `\n\nPicture: ${alt}`;
  const room = telegramMessageLimits.caption - below.length;

  test('has the text and the alternative text as its caption while both fit', () => {
    const text = 'x'.repeat(room);
    expect(partsOf(pictured(text, alt))).toEqual([
      { words: text + below, buttons: ['One'], hasPicture: true },
    ]);
  });

  test('comes before a longer text, which is not cut and keeps its buttons', () => {
    const text = 'x'.repeat(room + 1);
    expect(partsOf(pictured(text, alt))).toEqual([
      { words: `Picture: ${alt}`, buttons: [], hasPicture: true },
      { words: text, buttons: ['One'], hasPicture: false },
    ]);
  });

  test('comes before texts of several messages', () => {
    const [first, ...others] = partsOf(pictured('x'.repeat(10_000), alt));
    expect(first?.hasPicture).toBe(true);
    expect(others.map(({ hasPicture, buttons }) => [hasPicture, buttons])).toEqual([
      [false, []],
      [false, []],
      [false, ['One']],
    ]);
    expect(others.map(({ words }) => words).join('')).toBe('x'.repeat(10_000));
  });

  test('has a caption within the limit whatever the alternative text is', () => {
    for (const letter of ['x', 'é', '🌊', '&']) {
      const long = letter.repeat(Math.floor(longestAlt / letter.length));
      const [first] = partsOf(pictured('Bão lớn', long));
      expect(first?.hasPicture).toBe(true);
      expect(first?.words.length).toBeLessThanOrEqual(telegramMessageLimits.caption);
      expect(first?.words).toMatch(/…$/);
    }
  });

  test('shows what people wrote about it literally', () => {
    const [first] = renderTelegramMessages(pictured('x', '<b>@callboard_bot</b> & more'), {
      ...{ locale: 'vi', zone: 'UTC', dateTime: true },
    });
    const { text, entities } = read(first?.text ?? '');
    expect(text.replaceAll('\u2060', '')).toBe('x\n\nẢnh: <b>@callboard_bot</b> & more');
    expect(entities.map(({ type }) => type)).toEqual(['italic']);
  });

  test('leaves the marks of the text as they are', () => {
    const sent = message([paragraph(bold('Bão lớn'))], { picture: { hash, alt } });
    const [first] = renderTelegramMessages(sent, {
      ...{ locale: 'en', zone: 'UTC', dateTime: true },
    });
    const { text, entities } = read(first?.text ?? '');
    expect(
      entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)]),
    ).toEqual([
      ['bold', 'Bão lớn'],
      ['italic', `Picture: ${alt}`],
    ]);
  });
});
