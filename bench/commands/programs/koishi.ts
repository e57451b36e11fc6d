import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BenchEvent } from './event-store.ts';
import { type BenchProgram, platformSettings } from './programs.ts';

const home = path.resolve(import.meta.dirname, '../../koishi');

/** Installs koishi in its own folder from its lock file, unless that is installed already. */
function install(): void {
  const lock = readFileSync(path.join(home, 'package-lock.json'), 'utf8');
  const stamp = path.join(home, 'node_modules', '.installed-lock.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('installing koishi (a few seconds the first time)');
  const result = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: home, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' },
  );
  if (result.status !== 0)
    throw new Error('koishi could not be installed: see above, or leave it out of --only.');
  writeFileSync(stamp, lock);
}

/** The same list of events with koishi and its SQLite driver, which records each user by itself. */
export function koishiEvents(
  folder: string,
  events: readonly BenchEvent[],
  expected: string,
): BenchProgram {
  install();
  const file = path.join(folder, 'events.json');
  writeFileSync(file, JSON.stringify(events));
  return {
    name: 'koishi `/events`, SQLite',
    platforms: ['telegram', 'discord'],
    text: '/events',
    expected,
    launch: async (urls) => ({
      args: ['--disable-warning=ExperimentalWarning', path.join(home, 'main.js')],
      cwd: home,
      env: {
        ...(await platformSettings(urls)),
        BENCH_DATABASE: path.join(folder, 'koishi.db'),
        BENCH_EVENTS: file,
      },
    }),
  };
}
