import type { Message } from 'telegraf/types';
import { describe, expect, test } from 'vitest';
import { readMention } from '../../../../bots/telegram/read/message.ts';
import { visibleText } from '../../../../bots/telegram/read/plain-text.ts';

const linh = { id: 500001, is_bot: false, first_name: 'Linh' };
const from = { ...linh, id: 500002 };

/** Marks each entity with ‹ and ›, in order. */
function written(marked: string, entities: readonly object[], field: 'text' | 'caption' = 'text') {
  const placed: object[] = [];
  let text = '';
  for (const part of marked.split(/([‹›])/)) {
    if (part === '‹') placed.push({ offset: text.length, ...entities[placed.length] });
    else if (part === '›') {
      const last = placed.at(-1);
      const offset = last && 'offset' in last ? Number(last.offset) : 0;
      placed[placed.length - 1] = { ...last, length: text.length - offset };
    } else text += part;
  }
  const base = { message_id: 1, date: 1, chat: { id: 1, type: 'private', first_name: 'x' }, from };
  return {
    ...base,
    ...(field === 'text'
      ? { text, entities: placed }
      : { caption: text, caption_entities: placed, photo: [] }),
  } as unknown as Message;
}

const link = (url: string) => ({ type: 'text_link', url });
const moment = (unix: number, format?: string) => ({
  type: 'date_time',
  unix_time: unix,
  ...(format === undefined ? {} : { date_time_format: format }),
});

describe.each(['text', 'caption'] as const)('a %s is read as its author saw it', (field) => {
  test.each([
    [
      'Xem ‹ở đây›, nhé 😀',
      [link('https://example.org/a?b="c"')],
      'Xem ở đây (https://example.org/a?b=%22c%22), nhé 😀',
    ],
    ['‹example.org›', [link('https://example.org/')], 'https://example.org/'],
    ['‹https://example.org/a›', [link('https://example.org/a')], 'https://example.org/a'],
    ['‹Linh›', [link('tg://user?id=1')], 'Linh'],
    [
      'title=‹“Phim mới”› place=x',
      [link('https://example.org/')],
      'title=“Phim mới (https://example.org/)” place=x',
    ],
    [
      '😀 ‹👍› ‹ba›',
      [{ type: 'custom_emoji', custom_emoji_id: '5' }, link('https://a.example/')],
      '😀 👍 ba (https://a.example/)',
    ],
    ['hẹn ‹tối mai›', [moment(1795869000)], 'hẹn tối mai'],
    [
      'hẹn ‹tối mai› ‹x› ‹y› ‹z›',
      [
        moment(1795869000, 'wDT'),
        moment(1795869000, 't'),
        moment(1795869000, 'd'),
        moment(1795869000, 'r'),
      ],
      'hẹn <t:1795869000:F> <t:1795869000:t> <t:1795869000:D> <t:1795869000:R>',
    ],
    ['‹đậm› ‹ẩn›', [{ type: 'bold' }, { type: 'spoiler' }], 'đậm ẩn'],
    ['gặp ‹Linh›', [{ type: 'text_mention', user: linh }], 'gặp Linh'],
  ])('%j', (marked, entities, seen) => {
    expect(visibleText(written(marked, entities, field))).toBe(seen);
  });

  test('drops the mentioned person but keeps other marks', () => {
    const message = written(
      '/role_grant ‹ở đây› ‹Linh› editor ‹x›',
      [
        link('https://a.example/'),
        { type: 'text_mention', user: linh },
        link('https://b.example/'),
      ],
      field,
    );
    expect(readMention(message)).toEqual({
      text: '/role_grant ở đây (https://a.example/)  editor x (https://b.example/)',
      person: { kind: 'person', platformId: '500001', name: 'Linh' },
    });
  });
});
