import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { afterAll, expect, test } from 'vitest';
import { DurableNodeFS, openPGlite, startParams } from '../../../src/database/embedded/pglite.ts';
import { createDatabaseFolder } from '../../support/database/test-databases.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'callboard-durable-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type InitOptions = Parameters<NodeFS['init']>[1];
interface FileNode {
  name: string;
}
interface Stream {
  nfd: number;
  node: FileNode;
}

/**
 * What a disk holds after a power cut: names of files as they are, but of their contents only what was synced.
 * `disk` follows the folder in which the database works.
 */
function watchDisk(work: string, disk: string) {
  const mirrored = (real: string) => path.join(disk, path.relative(work, real));
  return (options: Awaited<ReturnType<NodeFS['init']>>['emscriptenOpts']): InitOptions => ({
    ...options,
    preRun: [
      ...(options.preRun ?? []),
      (module) => {
        const { NODEFS } = module;
        const { stream_ops: streams, node_ops: nodes } = NODEFS;
        const { fsync } = streams;
        if (fsync) {
          streams.fsync = (stream: Stream) => {
            const result = fsync(stream);
            const real = NODEFS.realPath(stream.node);
            mkdirSync(path.dirname(mirrored(real)), { recursive: true });
            cpSync(real, mirrored(real));
            return result;
          };
        }
        const { rename, unlink } = nodes;
        nodes.rename = (node: FileNode, parent: FileNode, name: string) => {
          const from = mirrored(NODEFS.realPath(node));
          const to = mirrored(path.join(NODEFS.realPath(parent), name));
          rename(node, parent, name);
          if (existsSync(from)) renameSync(from, to);
        };
        nodes.unlink = (parent: FileNode, name: string) => {
          const gone = mirrored(path.join(NODEFS.realPath(parent), name));
          unlink(parent, name);
          rmSync(gone, { force: true });
        };
      },
    ],
  });
}

/** Cuts a database's disk after some commits and counts the acknowledged rows that remain. */
async function cutAfter(commits: number, name: string, isDurable: boolean): Promise<number> {
  const work = path.join(folder, `${name}-work`);
  const disk = path.join(folder, `${name}-disk`);
  await createDatabaseFolder(work);
  const first = await openPGlite(work);
  await first.exec('CREATE TABLE told (number int PRIMARY KEY)');
  await first.close();
  cpSync(work, disk, { recursive: true });

  const watch = watchDisk(work, disk);
  const Base: new (folder: string) => NodeFS = isDurable ? DurableNodeFS : NodeFS;
  class CutFS extends Base {
    override async init(...args: Parameters<NodeFS['init']>) {
      const { emscriptenOpts } = await super.init(...args);
      return { emscriptenOpts: watch(emscriptenOpts) };
    }
  }
  const params = isDurable ? [...startParams] : PGlite.defaultStartParams;
  const database = await PGlite.create({ fs: new CutFS(work), startParams: params });
  for (let number = 1; number <= commits; number += 1) {
    await database.query('INSERT INTO told VALUES ($1)', [number]);
  }
  // The cut: later writes of the process never reach the disk.
  const rest = `${disk}-after`;
  cpSync(disk, rest, { recursive: true });
  await database.close();
  const again = await openPGlite(rest);
  const { rows } = await again.query<{ count: number }>('SELECT count(*)::int AS count FROM told');
  await again.close();
  return rows[0]?.count ?? 0;
}

test('keeps acknowledged writes on disk after a power cut', async () => {
  expect(await cutAfter(57, 'durable', true)).toBe(57);
});

test('loses rows in the simulated power cut when syncing is off', async () => {
  const kept = await cutAfter(57, 'plain', false).catch(() => 0);
  expect(kept).toBeLessThan(57);
});

test('keeps writes that a process acknowledged before it was killed', async () => {
  const place = path.join(folder, 'killed');
  await createDatabaseFolder(place);
  const source = `
    import { openPGlite } from ${JSON.stringify(path.resolve('src/database/embedded/pglite.ts'))};
    const database = await openPGlite(${JSON.stringify(place)});
    await database.exec('CREATE TABLE told (number int PRIMARY KEY)');
    for (let number = 1; ; number += 1) {
      await database.query('INSERT INTO told VALUES ($1)', [number]);
      process.stdout.write(number + '\\n');
    }`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', source]);
  let told = 0;
  const enough = Promise.withResolvers<void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told = Number(text.trim().split('\n').at(-1));
    if (told >= 40) enough.resolve();
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  await enough.promise;
  child.kill('SIGKILL');
  await gone;
  const again = await openPGlite(place);
  const { rows } = await again.query<{ last: number }>('SELECT max(number) AS last FROM told');
  await again.close();
  expect(rows[0]?.last).toBeGreaterThanOrEqual(told);
});
