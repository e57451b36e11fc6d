import { expect, test } from 'vitest';
import { readDirectText } from '../../../../bots/discord/read/direct-message.ts';
import { packet } from '../servers/raw-servers.ts';

const message = (over: object = {}) =>
  packet('MESSAGE_CREATE', {
    ...{ id: '1', channel_id: '2', content: ' cuối tuần này có gì? ', type: 0 },
    author: { id: '3', username: 'linh', global_name: 'Linh Trần' },
    ...over,
  });

test('reads what a person writes in private', () => {
  expect(readDirectText(message())).toEqual({
    ...{ id: '1', channelId: '2', text: 'cuối tuần này có gì?' },
    actor: {
      platform: 'discord',
      user: { platformId: '3', name: 'Linh Trần', username: 'linh' },
      chat: { platformId: '3', threadId: '', kind: 'private', title: 'linh' },
      roles: [],
    },
  });
});

test.each([
  ['in a server', { guild_id: '9' }],
  ['by a bot, also by itself', { author: { id: '3', username: 'bot', bot: true } }],
  ['without text', { content: ' ' }],
  ['of the app, as a pin', { type: 6 }],
])('reads no message %s', (_which, over) => {
  expect(readDirectText(message(over))).toBeUndefined();
});

test('reads nothing else', () => {
  expect(readDirectText(packet('MESSAGE_UPDATE', { id: '1' }))).toBeUndefined();
});
