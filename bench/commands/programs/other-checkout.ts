import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../../src/config/command-line.ts';

/** Another checkout of this project, measured in the same run. */
export interface Checkout {
  folder: string;
  /** Name of the folder, with the commit if known. */
  name: string;
}

/**
 * The checkout in a folder, for example a git worktree of the build before.
 * @throws UsageError with instructions if there is none, or its libraries are not installed
 */
export function findCheckout(given: string): Checkout {
  const folder = path.resolve(given);
  const isThere = (...parts: string[]) => existsSync(path.join(folder, ...parts));
  if (!isThere('src/main.js') || !isThere('package.json'))
    throw new UsageError(
      `--beside: ${folder} is no checkout of Callboard. Make one with: git worktree add ${given} COMMIT`,
    );
  if (!isThere('node_modules/.callboard-setup.json') || !isThere('src/database/generated'))
    throw new UsageError(
      `--beside: ${folder} is not set up yet. Run there once: node setup.js develop`,
    );
  const asked = spawnSync('git', ['-C', folder, 'rev-parse', '--short', 'HEAD'], {
    encoding: 'utf8',
  });
  const commit = asked.status === 0 ? ` at ${asked.stdout.trim()}` : '';
  return { folder, name: `${path.basename(folder)}${commit}` };
}
