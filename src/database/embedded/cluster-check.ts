import { type Dirent, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';

/** The major version of PostgreSQL that is embedded. */
const version = '18';
/** What no cluster is without, and how many bytes of it there are at least. */
const requiredFiles: readonly (readonly [string, number])[] = [
  ['global/pg_control', 8192],
  ['base', 0],
  ['pg_wal', 0],
  ['pg_xact', 0],
  ['pg_multixact', 0],
  ['postgresql.conf', 1],
];
/** Bytes that PostgreSQL needs free to open a cluster. */
const minFreeBytes = 32 * 1024 * 1024;

const restoreHint =
  'If you have a backup, move the folder away and restore it into a new one: npm run restore -- FILE.';

/** The folder of the embedded database cannot be used, in words for whoever runs the program. */
export class DataDirUnusable extends Error {
  override name = 'FolderUnusable';
  constructor(folder: string, what: string, cause?: unknown) {
    super(`The database in ${folder} cannot be opened: ${what}`, { cause });
  }
}

const denied =
  'this user may not read and write it. Give the folder to the user that Callboard runs as, or set DATA_DIR to another.';

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

function isDenied(error: unknown): boolean {
  if (['EACCES', 'EPERM', 'EROFS'].includes(String(codeOf(error)))) return true;
  // SQLite's words for a file that may not be opened, or not written.
  return error instanceof Error && 'errcode' in error && [8, 14].includes(Number(error.errcode));
}

function entriesOf(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return undefined;
    if (code === 'ENOTDIR')
      throw new DataDirUnusable(folder, `a file stands where the folder should be. ${restoreHint}`);
    throw error;
  }
}

const isMissing = (folder: string, [name, least]: readonly [string, number]): boolean => {
  const found = statSync(path.join(folder, name), { throwIfNoEntry: false });
  return found === undefined || found.size < least;
};

/**
 * Looks whether a folder holds a whole cluster of this version, or nothing at all.
 * @throws FolderUnusable where only a part of one is left, where it is another version's, or where it may not be read
 */
export function checkCluster(folder: string): void {
  try {
    const entries = entriesOf(folder);
    if (entries === undefined || entries.length === 0) return;
    const names = entries.map(({ name }) => name);
    if (!names.includes('PG_VERSION'))
      throw new DataDirUnusable(folder, `a part of it is missing (PG_VERSION). ${restoreHint}`);
    const found = readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim();
    if (/^\d+$/.test(found) && found !== version)
      throw new DataDirUnusable(
        folder,
        `PostgreSQL ${found} made it, and this Callboard has PostgreSQL ${version}. Open it with the Callboard that made it, and move the data by npm run backup and npm run restore.`,
      );
    const missing = requiredFiles.filter((part) => isMissing(folder, part)).map(([name]) => name);
    if (missing.length > 0)
      throw new DataDirUnusable(
        folder,
        `a part of it is missing or cut off (${missing.join(', ')}). ${restoreHint}`,
      );
  } catch (error) {
    throw explainFolderError(folder, error);
  }
}

/** What stands in the way of opening a folder, in a sentence; whatever is no fault of the folder stays as it is. */
export function explainFolderError(folder: string, error: unknown): unknown {
  return isDenied(error) ? new DataDirUnusable(folder, denied, error) : error;
}

/** The same for what the engine says of a cluster, in words that help nobody. */
export function explainEngineError(folder: string, error: unknown): unknown {
  if (isDenied(error)) return explainFolderError(folder, error);
  const { bavail, bsize } = statfsSync(path.dirname(folder));
  if (bavail * bsize < minFreeBytes)
    return new DataDirUnusable(folder, 'the disk is full. Make room on it and start again.', error);
  return new DataDirUnusable(folder, `it is damaged. ${restoreHint}`, error);
}
