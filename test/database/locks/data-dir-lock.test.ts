import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openPGlite } from '../../../src/database/embedded/pglite.ts';
import {
  DataDirInUse,
  DataDirLockLost,
  type DataDirLockOptions,
  lockDataDir,
} from '../../../src/database/locks/data-dir-lock.ts';

let place: string;
let folder: string;
const running: ChildProcess[] = [];
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'callboard-lock-'));
  folder = path.join(place, 'database');
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(place, { recursive: true, force: true });
});

/** A container has its own process ids; nothing else about containers matters here. */
const container = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];
const hasContainers = spawnSync(container[0] ?? '', [...container.slice(1), 'true']).status === 0;
const whySkipped = 'unshare --pid --mount-proc is not permitted here';

/** A process that takes the folder, and the first that it says. */
function hold(around: readonly string[]): { said: Promise<string>; kill(): Promise<unknown> } {
  const [command = '', ...rest] = [
    ...around,
    ...[process.execPath, '--disable-warning=ExperimentalWarning'],
    ...[path.resolve('test/support/database/hold-lock.ts'), folder],
  ];
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  running.push(child);
  return {
    said: new Promise((resolve) =>
      child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim())),
    ),
    kill: () =>
      new Promise((resolve) => {
        child.stdout.once('close', resolve).resume();
        child.kill('SIGKILL');
      }),
  };
}

describe('the lock of the embedded database folder', () => {
  test('admits one process at a time', async () => {
    const { release } = await lockDataDir(folder);
    await expect(lockDataDir(folder)).rejects.toThrow(DataDirInUse);
    await expect(lockDataDir(folder)).rejects.toThrow(/process \d+ on .*DATABASE_URL/s);
    release();
    expect(readdirSync(place)).toEqual(['database.guard']);
    (await lockDataDir(folder)).release();
  });

  test.for([
    ['two containers', container, container],
    ['a container and the host', container, []],
    ['the host and a container', [], container],
  ] as const)(
    'admits one of %s and is released when that one is killed',
    async ([, one, other], { skip }) => {
      skip(!hasContainers, whySkipped);
      const first = hold(one);
      expect(await first.said).toBe('held');
      expect(await hold(other).said).toContain('Another Callboard');
      await first.kill();
      expect(await hold(other).said).toBe('held');
    },
  );

  test('passes from a killed process to exactly one of three waiting ones', async ({ skip }) => {
    skip(!hasContainers, whySkipped);
    const killed = hold(container);
    expect(await killed.said).toBe('held');
    await killed.kill();
    const texts = await Promise.all([container, container, []].map((around) => hold(around).said));
    expect(texts.filter((text) => text === 'held')).toHaveLength(1);
    expect(texts.filter((text) => text.includes('Another Callboard'))).toHaveLength(2);
  });

  test.for(['half a lo', '', JSON.stringify({ pid: process.pid, startedAt: '1' })])(
    'is free where only the file %j is left',
    async (left) => {
      writeFileSync(`${folder}.lock`, left);
      (await lockDataDir(folder)).release();
    },
  );
});

/** On a disk shared by several machines, locks of the others are invisible. */
const shared = (changes: DataDirLockOptions = {}): DataDirLockOptions => ({
  intervals: { heartbeat: 20, watch: 200 },
  fileLocks: { tryLock: () => 'unknown', isLocal: () => false },
  ...changes,
});

describe('the lock of a folder on a disk with unreliable file locks', () => {
  test('is refused while its owner lives, whatever the clocks say', async () => {
    const { release } = await lockDataDir(folder, shared());
    utimesSync(`${folder}.lock`, 1, 1);
    await expect(lockDataDir(folder, shared())).rejects.toThrow(DataDirInUse);
    release();
    (await lockDataDir(folder, shared())).release();
  });

  test('goes to exactly one of three simultaneous processes, new or after a kill', async () => {
    for (const beat of [undefined, 7]) {
      const left = { token: 'killed', pid: 1, host: 'elsewhere', platform: 'linux', beat };
      if (beat !== undefined) writeFileSync(`${folder}.lock`, JSON.stringify(left));
      const come = await Promise.allSettled([1, 2, 3].map(() => lockDataDir(folder, shared())));
      const got = come.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(got).toHaveLength(1);
      for (const one of come)
        if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(DataDirInUse);
      got[0]?.release();
    }
  });

  test('is lost when another process took it during sleep, and writing stops with one report', async () => {
    const onLost = vi.fn();
    const lock = await lockDataDir(
      folder,
      shared({ onLost, intervals: { heartbeat: 300, watch: 0 } }),
    );
    const written = JSON.stringify({
      token: 'other',
      pid: 2,
      host: 'b',
      platform: 'linux',
      beat: 0,
    });
    writeFileSync(`${folder}.lock`, written);
    lock.assertHeld();
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
    expect(() => lock.assertHeld()).toThrow(DataDirLockLost);
    expect(() => lock.assertHeld()).toThrow(DataDirLockLost);
    vi.restoreAllMocks();
    expect(onLost).toHaveBeenCalledOnce();
    lock.release();
    expect(readdirSync(place)).toContain('database.lock');
  });
});

test('prevents every write after the lock was lost', async () => {
  let isLost = false;
  const pglite = await openPGlite(folder, {
    assertWritable() {
      if (isLost) throw new Error('not ours any more');
    },
  });
  await pglite.exec('CREATE TABLE "kept" (n int)');
  isLost = true;
  // The engine's errors do not matter: in production the process has exited by now.
  await pglite.exec('INSERT INTO "kept" VALUES (1)').catch(() => undefined);
  const again = await openPGlite(folder);
  expect((await again.query('SELECT * FROM "kept"')).rows).toEqual([]);
  await again.close();
});
