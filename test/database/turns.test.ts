import { connect, createServer, type Socket } from 'node:net';
import { Client } from 'pg';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { onlyProcess, openTurns, type Turns } from '../../src/database/turns.ts';
import { freshPostgres } from '../support/databases.ts';

const opened: Turns[] = [];
const open = (url: string): Turns => {
  const turns = openTurns(url, () => undefined);
  opened.push(turns);
  return turns;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((turns) => turns.close()));
});

test('one process at a time has the turn; whoever leaves gives it to the next', async () => {
  const url = await freshPostgres({ migrated: false });
  const first = open(url).want('telegram 1');
  await vi.waitFor(() => expect(first.isMine()).toBe(true), 6_000);
  const second = open(url).want('telegram 1');
  const other = open(url).want('discord 1');
  await vi.waitFor(() => expect(other.isMine()).toBe(true), 6_000);
  expect(second.isMine()).toBe(false);
  await vi.waitFor(() => expect(second.wasTaken()).toBe(true), 6_000);
  await first.leave();
  await vi.waitFor(() => expect(second.isMine()).toBe(true), { timeout: 3_000 });
  expect(first.isMine()).toBe(false);
  // Whoever takes it over knows that somebody else had it.
  expect([first.wasTaken(), other.wasTaken(), second.wasTaken()]).toEqual([false, false, true]);
});

test('when a process dies another takes over within seconds', async () => {
  const url = await freshPostgres({ migrated: false });
  const first = open(url).want('telegram 1');
  await vi.waitFor(() => expect(first.isMine()).toBe(true), 6_000);
  const second = open(url).want('telegram 1');
  const server = new Client({ connectionString: url });
  await server.connect();
  await server.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  await server.end();
  const both = () => Number(first.isMine()) + Number(second.isMine());
  await vi.waitFor(() => expect(both()).toBe(1), { timeout: 5_000 });
});

test('turns are given back while others are asked for, one question at a time', async () => {
  const warned: string[] = [];
  const hear = ({ message }: Error) => warned.push(message);
  process.on('warning', hear);
  const turns = open(await freshPostgres({ migrated: false }));
  const names = ['telegram 1', 'discord 1', 'telegram 2', 'discord 2'];
  const wanted = names.map((name) => turns.want(name));
  await vi.waitFor(() => expect(wanted.every((turn) => turn.isMine())).toBe(true), 6_000);
  turns.want('another');
  await Promise.all(wanted.map((turn) => turn.leave()));
  const again = names.map((name) => turns.want(name));
  await vi.waitFor(() => expect(again.every((turn) => turn.isMine())).toBe(true), 6_000);
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

test('a session that does not answer is ended, so that its other turns are free', async () => {
  const url = await freshPostgres({ migrated: false });
  const way = await stallingWay(url);
  const turns = open(way.url);
  const [left, kept] = [turns.want('telegram 1'), turns.want('discord 1')];
  await vi.waitFor(() => expect([left.isMine(), kept.isMine()]).toEqual([true, true]), 6_000);
  way.stall();
  await left.leave();
  expect(kept.isMine()).toBe(false);
  const other = open(url).want('discord 1');
  const both = () => Number(kept.isMine()) + Number(other.isMine());
  await vi.waitFor(() => expect(both()).toBe(1), 6_000);
}, 20_000);

test('a ring is heard once its transaction is committed', async () => {
  const url = await freshPostgres({ migrated: false });
  const turns = open(url);
  const heard = vi.fn();
  turns.onRing(heard);
  turns.want('x');
  const client = new Client({ connectionString: url });
  await client.connect();
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), { timeout: 3_000 });
  heard.mockClear();
  await client.query('BEGIN');
  await client.query(turns.ring);
  expect(heard).not.toHaveBeenCalled();
  await client.query('COMMIT');
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce(), 6_000);
  await client.end();
});

test('the only process always has its turn', () => {
  expect(onlyProcess.want('x').isMine()).toBe(true);
});
