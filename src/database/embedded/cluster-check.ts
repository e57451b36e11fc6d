import { type Dirent, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';

/** The major version of the embedded PostgreSQL. */
const version = '18';
/** Files that every cluster has, with their minimum size in bytes. */
const requiredFiles: readonly (readonly [string, number])[] = [
  ['global/pg_control', 8192],
  ['base', 0],
  ['pg_wal', 0],
  ['pg_xact', 0],
  ['pg_multixact', 0],
  ['postgresql.conf', 1],
];
/** Free disk space that PostgreSQL needs to open a cluster, in bytes. */
const minFreeBytes = 32 * 1024 * 1024;

const restoreHint =
  'If you have a backup, move the folder away and restore it into a new one: npm run restore -- FILE.';

/** The folder of the embedded database cannot be used. The message is for the operator. */
export class DataDirUnusable extends Error {
  override name = 'DataDirUnusable';
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
  // SQLite's codes for a file that cannot be opened or written.
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
 * Checks that a folder is empty or holds a complete cluster of this version.
 * @throws DataDirUnusable when the cluster is incomplete, of another version or unreadable
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

/** Wraps a permission error in a `DataDirUnusable`; returns any other error unchanged. */
export function explainFolderError(folder: string, error: unknown): unknown {
  return isDenied(error) ? new DataDirUnusable(folder, denied, error) : error;
}

/** Explains an error of the database engine, whose own messages do not name the cause. */
export function explainEngineError(folder: string, error: unknown): unknown {
  if (isDenied(error)) return explainFolderError(folder, error);
  const { bavail, bsize } = statfsSync(path.dirname(folder));
  if (bavail * bsize < minFreeBytes)
    return new DataDirUnusable(folder, 'the disk is full. Make room on it and start again.', error);
  return new DataDirUnusable(folder, `it is damaged. ${restoreHint}`, error);
}
