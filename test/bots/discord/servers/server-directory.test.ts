import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createServerDirectory } from '../../../../bots/discord/servers/server-directory.ts';
import { muted, ownRoleId, packet, rawChannel, rawServer, ready } from './raw-servers.ts';

function open() {
  const heard: string[] = [];
  const servers = createServerDirectory({
    announced: () => heard.push('announced'),
    joined: ({ id, name }) => heard.push(`joined ${id} ${name}`),
    present: (id) => heard.push(`present ${id}`),
    left: ({ id, name }) => heard.push(`left ${id} ${name}`),
    changed: (id) => heard.push(`changed ${id}`),
  });
  const send = (...packets: Parameters<typeof servers.handlePacket>[0][]) => {
    for (const one of packets) servers.handlePacket(one, 0);
  };
  const isSettled = async () => {
    const still = Symbol('still');
    return (await Promise.race([servers.arrived(), Promise.resolve(still)])) !== still;
  };
  return { servers, heard, send, isSettled };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the start', () => {
  test('has arrived when every announced server is described', async () => {
    const { heard, send, isSettled } = open();
    send(ready('11', '12'), packet('GUILD_CREATE', rawServer('11', ['111'])));
    expect(await isSettled()).toBe(false);
    send(packet('GUILD_CREATE', rawServer('12', [])));
    expect(await isSettled()).toBe(true);
    expect(heard).toEqual(['announced', 'present 11', 'present 12']);
  });

  test('has arrived when nothing comes for 15 seconds; a late server is still known', async () => {
    const { heard, send, isSettled } = open();
    send(ready('11', '12'));
    vi.advanceTimersByTime(14_000);
    send(packet('GUILD_CREATE', rawServer('11', [])));
    vi.advanceTimersByTime(14_000);
    expect(await isSettled()).toBe(false);
    vi.advanceTimersByTime(1_000);
    expect(await isSettled()).toBe(true);
    send(packet('GUILD_CREATE', rawServer('12', [])));
    expect(heard).toContain('present 12');
  });

  test('has arrived at once without servers', async () => {
    const { send, isSettled } = open();
    send(ready());
    expect(await isSettled()).toBe(true);
  });

  test('reports a server that the bot is added to meanwhile', () => {
    const { heard, send } = open();
    send(ready('11'), packet('GUILD_CREATE', rawServer('99', [], 'Mới')));
    expect(heard).toContain('joined 99 Mới');
  });

  test('reports a server that it is removed from meanwhile, described or not', async () => {
    const { heard, send, isSettled, servers } = open();
    send(
      ready('11', '12'),
      packet('GUILD_CREATE', rawServer('11', [])),
      packet('GUILD_DELETE', { id: '11' }),
      packet('GUILD_DELETE', { id: '12' }),
    );
    expect(heard.slice(-2)).toEqual(['left 11 Nhóm 11', 'left 12 ']);
    expect(servers.has('11')).toBe(false);
    expect(await isSettled()).toBe(true);
  });

  test('applies a change of a channel that comes before the other servers', () => {
    const { heard, send, servers } = open();
    send(
      ready('11', '12'),
      packet('GUILD_CREATE', rawServer('11', ['111', '112'])),
      packet('CHANNEL_UPDATE', rawChannel('111', '11', [muted])),
      packet('CHANNEL_DELETE', rawChannel('112', '11')),
    );
    expect(servers.writableAmong(['111', '112'])).toEqual([]);
    expect(heard.at(-1)).toBe('changed 11');
  });

  test('does not take an outage for a removal', async () => {
    const { heard, send, isSettled, servers } = open();
    send(ready('11', '12'), packet('GUILD_CREATE', rawServer('11', [])));
    send(
      packet('GUILD_DELETE', { id: '11', unavailable: true }),
      packet('GUILD_DELETE', { id: '12', unavailable: true }),
    );
    expect(await isSettled()).toBe(true);
    expect(servers.nameOf('11')).toBe('Nhóm 11');
    send(packet('GUILD_CREATE', rawServer('11', [])), packet('GUILD_CREATE', rawServer('12', [])));
    expect(heard.slice(1)).toEqual(['present 11', 'present 11', 'present 12']);
  });

  test('notices at a new session where it was removed meanwhile', () => {
    const { heard, send, servers } = open();
    send(
      ready('11', '12'),
      packet('GUILD_CREATE', rawServer('11', [])),
      packet('GUILD_CREATE', rawServer('12', [])),
      ready('12'),
    );
    expect(heard).toContain('left 11 Nhóm 11');
    expect(servers.has('11')).toBe(false);
    expect(servers.has('12')).toBe(true);
  });
});

describe('changes', () => {
  const opened = () => {
    const { send, ...others } = open();
    send(ready('11'), packet('GUILD_CREATE', rawServer('11', ['111', '112'])));
    return { send, ...others };
  };
  const thread = (id: string, parent: string, metadata: object = { archived: false }) =>
    packet('THREAD_UPDATE', {
      ...{ id, type: 11, name: 'chủ đề', guild_id: '11', parent_id: parent },
      thread_metadata: metadata,
    });

  test('renames the server, its channels and roles', () => {
    const { send, servers } = opened();
    const { roles } = rawServer('11', []);
    send(
      packet('GUILD_UPDATE', { id: '11', name: 'Tên mới', owner_id: '5', roles }),
      packet('CHANNEL_UPDATE', { ...rawChannel('111', '11'), name: 'đổi-tên' }),
      packet('GUILD_ROLE_UPDATE', { guild_id: '11', role: { ...roles[1], name: 'Bot' } }),
    );
    const server = servers.get('11');
    expect(server).toMatchObject({ name: 'Tên mới', ownerId: '5' });
    expect(servers.nameOf('11')).toBe('Tên mới');
    expect(server?.channels.map(({ name }) => name)).toEqual(['đổi-tên', 'kênh-112']);
    expect(server?.roles.at(-1)?.name).toBe('Bot');
  });

  test('knows whether a channel has become an announcement channel', () => {
    const { send, servers } = opened();
    expect(servers.isAnnouncementChannel('111')).toBe(false);
    send(packet('CHANNEL_UPDATE', { ...rawChannel('111', '11'), type: 5 }));
    expect(servers.isAnnouncementChannel('111')).toBe(true);
    send(packet('CHANNEL_DELETE', { ...rawChannel('111', '11'), type: 5 }));
    expect(servers.isAnnouncementChannel('111')).toBe(false);
  });

  test('loses the right to write with its role, and has it again with another', () => {
    const { send, servers } = opened();
    expect(servers.writableChannels('11')).toEqual(['111', '112']);
    send(packet('GUILD_ROLE_DELETE', { guild_id: '11', role_id: ownRoleId }));
    expect(servers.writableChannels('11')).toEqual([]);
    send(
      packet('GUILD_ROLE_CREATE', {
        guild_id: '11',
        role: { id: '77', name: 'Viết', permissions: '2048' },
      }),
      packet('GUILD_MEMBER_UPDATE', { guild_id: '11', user: { id: '1' }, roles: ['77'] }),
    );
    expect(servers.writableChannels('11')).toEqual([]);
    send(
      packet('GUILD_MEMBER_UPDATE', {
        guild_id: '11',
        user: { id: servers.botId() },
        roles: ['77'],
      }),
    );
    expect(servers.writableChannels('11')).toEqual(['111', '112']);
  });

  test('follows threads, which are writable as their parent unless locked, and forgets archived ones', () => {
    const { send, servers } = opened();
    send(thread('201', '111'), thread('202', '112', { archived: false, locked: true }));
    expect(servers.writableAmong(['201', '202'])).toEqual(['201']);
    send(packet('CHANNEL_UPDATE', rawChannel('111', '11', [muted])));
    expect(servers.writableAmong(['201'])).toEqual([]);
    send(thread('201', '111', { archived: true }));
    expect(servers.findByChannel('201')).toBeUndefined();
    send(
      packet('THREAD_LIST_SYNC', {
        ...{ guild_id: '11', channel_ids: ['112'] },
        threads: [{ id: '203', type: 11, name: 'x', parent_id: '112' }],
      }),
    );
    expect(servers.get('11')?.channels.map(({ id }) => id)).toEqual(['111', '112', '203']);
    send(packet('CHANNEL_DELETE', rawChannel('112', '11')));
    expect(servers.get('11')?.channels.map(({ id }) => id)).toEqual(['111']);
  });

  test('ignores changes in servers that it does not know', () => {
    const { send, heard } = opened();
    const before = [...heard];
    send(
      packet('CHANNEL_UPDATE', rawChannel('1', '404')),
      packet('GUILD_ROLE_DELETE', { guild_id: '404', role_id: '1' }),
      packet('MESSAGE_CREATE', { id: '1' }),
    );
    expect(heard).toEqual(before);
  });

  test('finds every server by its channels, however many there are', () => {
    const { send, servers } = open();
    const ids = Array.from({ length: 300 }, (_, index) => String(1_000 + index));
    send(
      ready(...ids),
      ...ids.map((id) => packet('GUILD_CREATE', rawServer(id, [`${id}1`, `${id}2`]))),
    );
    expect(ids.every((id) => servers.findByChannel(`${id}2`)?.id === id)).toBe(true);
    expect(servers.findByChannel('no id')).toBeUndefined();
  });
});
