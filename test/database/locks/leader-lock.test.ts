import { connect, createServer, type Socket } from 'node:net';
import { Client } from 'pg';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import {
  type LeaderLocks,
  openLeaderLocks,
  singleProcessLocks,
} from '../../../src/database/locks/leader-lock.ts';
import { createPostgresDatabase } from '../../support/database/test-databases.ts';

const opened: LeaderLocks[] = [];
const open = (url: string): LeaderLocks => {
  const turns = openLeaderLocks(url, () => undefined);
  opened.push(turns);
  return turns;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((turns) => turns.close()));
});

test('gives the leader lock to one process at a time and to the next when it is released', async () => {
  const url = await createPostgresDatabase({ migrated: false });
  const first = open(url).acquire('telegram 1');
  await vi.waitFor(() => expect(first.isLeader()).toBe(true), 6_000);
  const second = open(url).acquire('telegram 1');
  const other = open(url).acquire('discord 1');
  await vi.waitFor(() => expect(other.isLeader()).toBe(true), 6_000);
  expect(second.isLeader()).toBe(false);
  await vi.waitFor(() => expect(second.hadOtherLeader()).toBe(true), 6_000);
  await first.release();
  await vi.waitFor(() => expect(second.isLeader()).toBe(true), { timeout: 3_000 });
  expect(first.isLeader()).toBe(false);
  // The new holder knows that another process had the lock.
  expect([first.hadOtherLeader(), other.hadOtherLeader(), second.hadOtherLeader()]).toEqual([
    false,
    false,
    true,
  ]);
});

test('passes the leader lock on within seconds when a process dies', async () => {
  const url = await createPostgresDatabase({ migrated: false });
  const first = open(url).acquire('telegram 1');
  await vi.waitFor(() => expect(first.isLeader()).toBe(true), 6_000);
  const second = open(url).acquire('telegram 1');
  const server = new Client({ connectionString: url });
  await server.connect();
  await server.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  await server.end();
  const both = () => Number(first.isLeader()) + Number(second.isLeader());
  await vi.waitFor(() => expect(both()).toBe(1), { timeout: 5_000 });
});

test('releases and acquires locks at the same time, one query at a time', async () => {
  const warned: string[] = [];
  const hear = ({ message }: Error) => warned.push(message);
  process.on('warning', hear);
  const turns = open(await createPostgresDatabase({ migrated: false }));
  const names = ['telegram 1', 'discord 1', 'telegram 2', 'discord 2'];
  const wanted = names.map((name) => turns.acquire(name));
  await vi.waitFor(() => expect(wanted.every((turn) => turn.isLeader())).toBe(true), 6_000);
  turns.acquire('another');
  await Promise.all(wanted.map((turn) => turn.release()));
  const again = names.map((name) => turns.acquire(name));
  await vi.waitFor(() => expect(again.every((turn) => turn.isLeader())).toBe(true), 6_000);
  process.off('warning', hear);
  expect(warned).toEqual([]);
});

/** A way to a server on which what it answers can be held back, on the connections that are open by then. */
async function stallingWay(url: string) {
  const { hostname, port } = new URL(url);
  const answers: Socket[] = [];
  const proxy = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.pipe(far);
    far.pipe(near);
    answers.push(far);
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => near.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  const address = proxy.address();
  const way = new URL(url);
  way.hostname = '127.0.0.1';
  way.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: way.href,
    stall() {
      for (const far of answers) far.unpipe().pause();
    },
  };
}

test('ends a session that does not answer so that its locks are free', async () => {
  const url = await createPostgresDatabase({ migrated: false });
  const way = await stallingWay(url);
  const turns = open(way.url);
  const [left, kept] = [turns.acquire('telegram 1'), turns.acquire('discord 1')];
  await vi.waitFor(() => expect([left.isLeader(), kept.isLeader()]).toEqual([true, true]), 6_000);
  way.stall();
  await left.release();
  expect(kept.isLeader()).toBe(false);
  const other = open(url).acquire('discord 1');
  const both = () => Number(kept.isLeader()) + Number(other.isLeader());
  await vi.waitFor(() => expect(both()).toBe(1), 6_000);
}, 20_000);

test('delivers a notification when its transaction commits', async () => {
  const url = await createPostgresDatabase({ migrated: false });
  const turns = open(url);
  const heard = vi.fn();
  turns.onNotify(heard);
  turns.acquire('x');
  const client = new Client({ connectionString: url });
  await client.connect();
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), { timeout: 3_000 });
  heard.mockClear();
  await client.query('BEGIN');
  await client.query(turns.notifySql);
  expect(heard).not.toHaveBeenCalled();
  await client.query('COMMIT');
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce(), 6_000);
  await client.end();
});

test('makes the only process always the leader', () => {
  expect(singleProcessLocks.acquire('x').isLeader()).toBe(true);
});
