import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const headerSchema = z.discriminatedUnion('version', [
  z.object({
    callboard: z.literal('backup'),
    version: z.literal(1),
    /** The last migration of the database that was backed up. */
    migration: z.string(),
  }),
  z.object({
    callboard: z.literal('backup'),
    version: z.literal(2),
    /** All migrations, oldest first. */
    migrations: z.array(z.string()).min(1),
    at: z.string(),
  }),
]);
const partSchema = z.object({
  table: z.string(),
  rows: z.array(z.record(z.string(), z.unknown())),
});
const keysSchema = z.strictObject({
  /** The private keys, encrypted: see `sealed-keys.ts`. */
  keys: z.string(),
});
const endSchema = z.object({
  end: z.literal(true),
  rows: z.number(),
  /** Of every byte before this line; missing in version 1. */
  sha256: z.string().optional(),
});

export type BackupHeader = z.infer<typeof headerSchema>;
export type BackupPart = z.infer<typeof partSchema>;

/** What is wrong with a backup or its target. The message is for the operator. */
export class BackupError extends Error {
  override name = 'BackupError';
}

const notABackup = 'The file is no backup of Callboard.';
const incompleteOrChanged =
  'The backup is not whole, or something in it was changed; the store was left as it was.';

/** Suffix of a backup file while it is written. */
const partialSuffix = '.part';
/** The first bytes of a backup file, which distinguish ours from other files. */
const fileSignature = '{"callboard":"backup"';

/** Deletes the partial files of killed runs from a folder: they hold personal data. */
export async function removePartialBackups(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(partialSuffix)) continue;
    const file = path.join(folder, entry.name);
    if (await isBackupFile(file)) await rm(file, { force: true });
  }
}

async function isBackupFile(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(fileSignature.length), {
      position: 0,
    });
    const text = buffer.toString('latin1', 0, bytesRead);
    // The file of a run that was killed before its first line is empty.
    return fileSignature.startsWith(text);
  } finally {
    await handle.close();
  }
}

/** Writes the rows of a backup. */
export interface BackupWriter {
  /** @param rows each as JSON */
  part(table: string, rows: readonly string[]): Promise<void>;
  /** @param sealed the private keys, encrypted */
  keys(sealed: string): Promise<void>;
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders.
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/**
 * Writes a backup that only its owner may read. The file appears under its name only once it is complete.
 * @returns the number of rows
 */
export async function writeBackupFile(
  file: string,
  header: { migrations: readonly string[]; at: Date },
  write: (to: BackupWriter) => Promise<void>,
): Promise<number> {
  const folder = path.dirname(path.resolve(file));
  await removePartialBackups(folder);
  const part = `${path.resolve(file)}${partialSuffix}`;
  const out: FileHandle = await open(part, 'wx', 0o600);
  const hash: Hash = createHash('sha256');
  let total = 0;
  try {
    const line = async (text: string) => {
      const bytes = Buffer.from(`${text}\n`);
      hash.update(bytes);
      await out.writeFile(bytes);
    };
    const { migrations, at } = header;
    await line(
      JSON.stringify({ callboard: 'backup', version: 2, migrations, at: at.toISOString() }),
    );
    await write({
      async part(table, rows) {
        total += rows.length;
        await line(`{"table":${JSON.stringify(table)},"rows":[${rows.join(',')}]}`);
      },
      keys: (sealed) => line(JSON.stringify({ keys: sealed })),
    });
    await line(JSON.stringify({ end: true, rows: total, sha256: hash.copy().digest('hex') }));
    await out.sync();
    await out.close();
    await rename(part, file);
  } catch (error) {
    await out.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  }
  await syncFolder(folder);
  return total;
}

/** The raw lines of a file, with their line ends. */
async function* readLines(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(file)) {
    if (!(chunk instanceof Buffer)) continue;
    let begin = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, begin)) {
      yield Buffer.concat([...rest, chunk.subarray(begin, end + 1)]);
      rest = [];
      begin = end + 1;
    }
    rest.push(chunk.subarray(begin));
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) yield last;
}

function decodeLine(line: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line));
  } catch {
    return undefined;
  }
}

/** Callbacks for the parts of a backup as it is read. */
export interface BackupReader {
  header?(header: BackupHeader): Promise<void>;
  part?(part: BackupPart): Promise<void>;
  /** The private keys, encrypted, where the backup has them. */
  keys?(sealed: string): Promise<void>;
}

/**
 * Reads a backup and verifies that it is complete and unchanged.
 * @returns its header and the number of rows
 * @throws BackupError when it is not a backup, incomplete or changed; discard what was read until then
 */
export async function readBackupFile(
  file: string,
  reader: BackupReader = {},
): Promise<{ header: BackupHeader; rows: number }> {
  const hash = createHash('sha256');
  let header: BackupHeader | undefined;
  let rows = 0;
  let isOver = false;
  for await (const line of readLines(file)) {
    if (isOver) throw new BackupError(incompleteOrChanged);
    const value = decodeLine(line);
    if (!header) {
      header = headerSchema.safeParse(value).data;
      if (!header) throw new BackupError(notABackup);
      await reader.header?.(header);
    } else {
      const part = partSchema.safeParse(value).data;
      const sealed = keysSchema.safeParse(value).data;
      if (part) {
        rows += part.rows.length;
        await reader.part?.(part);
      } else if (sealed) {
        await reader.keys?.(sealed.keys);
      } else {
        const end = endSchema.safeParse(value).data;
        const sha256 = header.version === 1 ? undefined : hash.copy().digest('hex');
        // Compared byte for byte: nothing else may be in this line or after it.
        const expected = `${JSON.stringify({ end: true, rows, sha256 })}\n`;
        if (!end || line.toString('latin1') !== expected)
          throw new BackupError(incompleteOrChanged);
        isOver = true;
      }
    }
    hash.update(line);
  }
  if (!header) throw new BackupError(notABackup);
  if (!isOver) throw new BackupError(incompleteOrChanged);
  return { header, rows };
}
