import { expect, it } from 'vitest';
import { readCommunityChange, readCommunityId } from '../../../../bots/telegram/api/community.ts';

it.each([
  [{ community: { id: 4_503_599_627_370_495, name: 'Nhà' } }, '4503599627370495'],
  [{}, undefined],
  [{ community: 'Nhà' }, undefined],
  [{ community: { id: '1' } }, undefined],
])('reads the community of a chat: %j', (chat, id) => {
  expect(readCommunityId(chat)).toBe(id);
});

it.each([
  [{ community_chat_added: { community: { id: 7, name: 'Nhà' } } }, { communityId: '7' }],
  [{ community_chat_removed: {} }, { communityId: undefined }],
  [{ community_chat_added: { community: 7 } }, undefined],
  [{ text: 'community_chat_added' }, undefined],
])('reads what became of a chat’s community: %j', (message, change) => {
  expect(readCommunityChange(message)).toEqual(change);
});
