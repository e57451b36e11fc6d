import { expect, test } from 'vitest';
import { findSentMessage, snowflakeAt } from '../../../../bots/discord/send/find-sent.ts';
import { renderDiscordMessages } from '../../../../bots/discord/write/message.ts';
import { message, paragraph } from '../../../../src/message/build.ts';
import { details } from '../../../../src/message/details.ts';

const since = Date.parse('2026-11-24T02:00:00Z');
const part = { content: 'hello  there', embeds: [], components: [], files: [] };
const found = (id: string, content = 'hello there', author = 'bot', nonce?: string) => ({
  ...{ id, content, author: { id: author }, embeds: [] },
  ...(nonce === undefined ? {} : { nonce }),
});

const search = (pages: readonly (readonly object[])[], knownMessageIds: readonly string[] = []) => {
  const queries: string[] = [];
  const result = findSentMessage({
    ...{ part, authorId: 'bot', idempotencyKey: 'd1.0', since },
    knownMessageIds: new Set(knownMessageIds),
    async readPage({ after }) {
      queries.push(after);
      return pages[queries.length - 1] ?? [];
    },
  });
  return result.then((value) => ({ value, queries }));
};

test('prefers a message with the same nonce to an older one with the same content', async () => {
  const { value } = await search([[found('3', 'other', 'bot', 'd1.0'), found('2')]]);
  expect(value).toEqual({ found: '3' });
});

test('ignores messages of others and those known to be something else', async () => {
  const page = [found('4'), found('3', 'hello there', 'linh'), found('2')];
  expect((await search([page], ['2'])).value).toEqual({ found: '4' });
  expect((await search([page], ['2', '4'])).value).toBe('absent');
});

test('continues after the newest message of a full page and gives up after three', async () => {
  const page = (first: number) =>
    Array.from({ length: 100 }, (_, at) => found(String(first + 99 - at), 'other'));
  const { value, queries } = await search([page(100), page(200), page(300), [found('500')]]);
  expect(value).toBe('unclear');
  expect(queries).toEqual([snowflakeAt(since - 60_000), '199', '299']);
});

test('finds a message of components by all its texts', async () => {
  const container = renderDiscordMessages(
    message([
      paragraph('News'),
      {
        ...details('Film week', [paragraph('All')], 'More'),
        more: { label: 'More', token: 'T:0' },
      },
    ]),
  )[0];
  if (!container) throw new Error('nothing was rendered');
  const sent = (summary: string) => ({
    ...found('2', ''),
    components: [
      {
        type: 17,
        components: [
          { type: 10, content: 'News' },
          { type: 9, components: [{ type: 10, content: summary }], accessory: { type: 2 } },
        ],
      },
    ],
  });
  const lookUp = (page: readonly object[]) =>
    findSentMessage({
      ...{ part: container, authorId: 'bot', idempotencyKey: 'd1.0', since },
      knownMessageIds: new Set(),
      readPage: async () => page,
    });
  expect(await lookUp([sent('Film week')])).toEqual({ found: '2' });
  expect(await lookUp([sent('Another week')])).toBe('absent');
});
