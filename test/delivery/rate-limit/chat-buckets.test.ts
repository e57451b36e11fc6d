import { expect, test } from 'vitest';
import { createChatBuckets } from '../../../src/delivery/rate-limit/chat-buckets.ts';

const limit = { perSecond: 1, burst: 1 };

test('limits each chat by itself', () => {
  const chats = createChatBuckets();
  chats.take('a', limit, 0);
  expect(chats.waitMs('a', limit, 0)).toBe(1_000);
  expect(chats.waitMs('b', limit, 0)).toBe(0);
});

test('keeps the longest pause of a chat, also after a message', () => {
  const chats = createChatBuckets();
  chats.pauseUntil('a', 5_000, 0);
  chats.pauseUntil('a', 2_000, 0);
  chats.take('a', limit, 0);
  expect(chats.waitMs('a', limit, 1_000)).toBe(4_000);
  expect(chats.waitMs('a', limit, 5_000)).toBe(0);
});
