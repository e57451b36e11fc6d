import { expect, test } from 'vitest';
import type { Bot } from '../../../bots/bot.ts';
import { createBotRegistry } from '../../../src/app/bots/bot-registry.ts';
import { noPlatformPermissions } from '../../../src/context/roles/platform-permissions.ts';
import type { Platform } from '../../../src/platform.ts';

type TestBot = Pick<Bot, 'platform' | 'platformPermissions' | 'health' | 'inviteUrl'>;

const stubBot = (platform: Platform, more: Partial<TestBot> = {}): TestBot => ({
  platform,
  platformPermissions: { ...noPlatformPermissions, canManage: async () => true },
  health: () => ({ isConnected: true }),
  inviteUrl: () => `https://invite.example/${platform}`,
  ...more,
});

test('knows the permissions of a bot that is added later, and none of a platform without a bot', async () => {
  const { platformPermissions, add, find } = createBotRegistry<TestBot>(Date.now);
  expect(await platformPermissions.discord.canManage('space', 'user')).toBe(false);
  add([stubBot('discord')]);
  expect(await platformPermissions.discord.canManage('space', 'user')).toBe(true);
  expect(await platformPermissions.telegram.canManage('space', 'user')).toBe(false);
  expect(find('discord')?.platform).toBe('discord');
  expect(find('telegram')).toBeUndefined();
});

test('waits until the last bot is connected', async () => {
  let looks = 0;
  const { add, waitUntilConnected } = createBotRegistry<TestBot>(Date.now, async () => {
    looks += 1;
  });
  add([stubBot('discord'), stubBot('telegram', { health: () => ({ isConnected: looks >= 3 }) })]);
  expect(await waitUntilConnected(60_000)).toBe(true);
  expect(looks).toBe(3);
});

test('gives up on a bot that does not connect in time', async () => {
  let now = 0;
  const { add, waitUntilConnected } = createBotRegistry<TestBot>(
    () => now,
    async (ms) => {
      now += ms;
    },
  );
  add([stubBot('telegram', { health: () => ({ isConnected: false }) })]);
  expect(await waitUntilConnected(1_000)).toBe(false);
  expect(now).toBe(1_000);
});

test('leaves out addresses that are not known yet', () => {
  const { add, inviteUrls } = createBotRegistry<TestBot>(Date.now);
  add([stubBot('discord'), stubBot('telegram', { inviteUrl: () => '' })]);
  expect(inviteUrls()).toEqual(['https://invite.example/discord']);
});
