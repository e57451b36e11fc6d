import { expect, it } from 'vitest';
import { openGroup } from '../methods/ephemeral/ephemeral-fixture.ts';
import { CHANNEL, GROUP, SUPERGROUP } from '../telegraf-fixture.ts';

const community = { id: 88_000_000_001, name: 'Nhà sáng tạo' };

it('says to which community a chat belongs, and when that changes', async () => {
  const { telegram, bot } = await openGroup();
  expect(await bot.call('getChat', { chat_id: SUPERGROUP })).not.toHaveProperty('community');
  telegram.setCommunity(SUPERGROUP, community);
  expect(await bot.call('getChat', { chat_id: SUPERGROUP })).toMatchObject({ community });
  telegram.setCommunity(SUPERGROUP, undefined);
  expect(await bot.call('getChat', { chat_id: SUPERGROUP })).not.toHaveProperty('community');
  const happened = (await bot.updates()).map(({ message }) => message);
  expect(happened).toContainEqual(expect.objectContaining({ community_chat_added: { community } }));
  expect(happened).toContainEqual(expect.objectContaining({ community_chat_removed: {} }));
  const shown = telegram.driver.messages('linh', String(SUPERGROUP)).map(({ body }) => body);
  expect(JSON.stringify(shown)).toContain('vào cộng đồng Nhà sáng tạo');
});

it('knows nothing of communities before Bot API 10.2', async () => {
  const { telegram, bot } = await openGroup({ serverVersion: '10.1' });
  telegram.setCommunity(SUPERGROUP, community);
  expect(await bot.call('getChat', { chat_id: SUPERGROUP })).not.toHaveProperty('community');
  expect(JSON.stringify(await bot.updates())).not.toContain('community_chat_added');
});

it('takes channels into a community, and no basic groups', async () => {
  const { telegram, bot } = await openGroup();
  telegram.setCommunity(CHANNEL, community);
  expect(await bot.call('getChat', { chat_id: CHANNEL })).toMatchObject({ community });
  expect(() => telegram.setCommunity(GROUP, community)).toThrow('make it a supergroup first');
});
