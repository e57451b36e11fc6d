import { expect, test } from 'vitest';
import type { LifecycleEvents } from '../../../../bots/bot.ts';
import {
  createServerDirectory,
  type ServerDirectory,
} from '../../../../bots/discord/servers/server-directory.ts';
import { createServerEvents } from '../../../../bots/discord/servers/server-events.ts';
import { createLatestRetrier } from '../../../../bots/shared/latest-retrier.ts';
import { muted, packet, rawChannel, rawServer, ready } from './raw-servers.ts';

/** The events of a directory; recording present servers waits until `release` is called, and may fail. */
function open() {
  const done: string[] = [];
  const holds: PromiseWithResolvers<void>[] = [];
  const failures: Error[] = [];
  const lifecycle: LifecycleEvents = {
    async present(_platform, spaces, writableAmong) {
      const hold = Promise.withResolvers<void>();
      holds.push(hold);
      await hold.promise;
      const failure = failures.pop();
      if (failure) throw failure;
      const names = spaces.map(({ title }) => title).join(', ');
      done.push(`present ${names}; writable ${writableAmong(['111', '121']).join(', ')}`);
    },
    joined: async (_platform, { title }) => void done.push(`joined ${title}`),
    left: async (_platform, { space }) => void done.push(`left ${space?.title}`),
    reopened: async (_platform, { space }) => void done.push(`reopened ${space?.title}`),
    permissionsRestored: async (_platform, chats) => void done.push(`writable ${chats.join(', ')}`),
    migrated: async () => {},
    platformCommunityChanged: async () => {},
  };
  const retrier = createLatestRetrier({
    isDatabaseAvailable: () => false,
    describeError: String,
    log: { error: () => {}, warn: () => {} },
    sleep: async () => {},
  });
  const events = createServerEvents(() => servers, lifecycle, retrier);
  const servers: ServerDirectory = createServerDirectory(events);
  const flush = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    ...{ done, events, holds, failures, flush },
    async send(...packets: Parameters<typeof servers.handlePacket>[0][]) {
      for (const one of packets) servers.handlePacket(one, 0);
      await flush();
    },
    async release() {
      holds.shift()?.resolve();
      await flush();
    },
  };
}

const described = (id: string, ...channelIds: string[]) =>
  packet('GUILD_CREATE', rawServer(id, channelIds));

test('records all servers of a start together', async () => {
  const { send, release, done, events, holds } = open();
  await send(ready('11', '12'), described('11', '111'));
  expect(holds).toHaveLength(0);
  expect(events.recordingOf('11')).toBeDefined();
  expect(events.recordingOf(null)).toBeUndefined();
  await send(described('12', '121'));
  await release();
  expect(done).toEqual(['present Nhóm 11, Nhóm 12; writable 111, 121']);
  expect(events.recordingOf('11')).toBeUndefined();
});

test('commands wait for nothing where a server was recorded, also while a new session describes all', async () => {
  const { send, release, events } = open();
  await send(ready('11', '12'), described('11', '111'), described('12'));
  await release();
  await send(ready('11', '12'), described('11', '111'));
  expect(events.recordingOf('11')).toBeUndefined();
  expect(events.recordingOf('13')).toBeDefined();
});

test('a server that the bot is added to during the recording is reported on its own', async () => {
  const { send, release, done } = open();
  await send(ready('11'), described('11', '111'));
  await send(described('99'));
  await release();
  expect(done).toEqual(['reopened Nhóm 99', 'joined Nhóm 99', 'present Nhóm 11; writable 111']);
});

test('a server that the bot is removed from before the recording is not recorded', async () => {
  const { send, release, done } = open();
  await send(ready('11', '12'), described('11', '111'), packet('GUILD_DELETE', { id: '11' }));
  await send(described('12', '121'));
  await release();
  expect(done).toEqual(['left Nhóm 11', 'present Nhóm 12; writable 121']);
});

test('a removal during the recording is reported, and its chats are not writable', async () => {
  const { send, release, done } = open();
  await send(ready('11', '12'), described('11', '111'), described('12', '121'));
  await send(packet('GUILD_DELETE', { id: '11' }));
  await release();
  expect(done).toEqual(['left Nhóm 11', 'present Nhóm 11, Nhóm 12; writable 121']);
});

test('a change of a channel during the recording counts', async () => {
  const { send, release, done } = open();
  await send(ready('11'), described('11', '111', '112'));
  await send(packet('CHANNEL_UPDATE', rawChannel('111', '11', [muted])));
  await release();
  expect(done).toEqual(['writable 112', 'present Nhóm 11; writable ']);
});

test('a server described during the recording, late or after an outage, is recorded next', async () => {
  const { send, release, done } = open();
  await send(ready('11'), described('11', '111'));
  await send(packet('GUILD_DELETE', { id: '12', unavailable: true }), described('12', '121'));
  await release();
  await release();
  expect(done).toEqual([
    'present Nhóm 11; writable 111, 121',
    'present Nhóm 12; writable 111, 121',
  ]);
});

test('what could not be recorded is recorded later, with what came meanwhile', async () => {
  const { send, release, done, failures, events } = open();
  failures.push(new Error('the database is down'));
  await send(ready('11'), described('11', '111'));
  await release();
  expect(events.recordingOf('11')).toBeUndefined();
  await send(packet('GUILD_DELETE', { id: '12', unavailable: true }), described('12', '121'));
  expect(done).toEqual([]);
  await release();
  await release();
  expect(done).toEqual([
    'present Nhóm 11; writable 111, 121',
    'present Nhóm 12; writable 111, 121',
  ]);
});
