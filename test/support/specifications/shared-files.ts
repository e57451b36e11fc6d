import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Finds a file of the `shared` folder that may stand beside the project, or undefined where it does not. */
export function findSharedFile(
  path: string,
  from: string = import.meta.dirname,
): string | undefined {
  const candidate = join(from, 'shared', path);
  if (existsSync(candidate)) return candidate;
  const parent = dirname(from);
  return parent === from ? undefined : findSharedFile(path, parent);
}
