import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const ownerSchema = z.object({ pid: z.number().int().positive(), startedAt: z.string() });

/** Another process works on the same folder. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';
  constructor(folder: string, pid: number) {
    super(
      `Another Callboard (process ${pid}) is using the database in ${folder}. Stop it first, or set DATA_DIR to another folder. To run several processes on one database, set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/** Whether a process of this machine is alive; one that we may not ask is. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * When the operating system began a process that still runs, where it says so: a process id is given again after a
 * while, and one that was killed keeps its own until somebody asks how it ended, in a container perhaps nobody.
 */
function beganAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces; the state is the first field after it, the start time the twentieth.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? 'ended' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

function ownerOf(file: string): z.infer<typeof ownerSchema> | undefined {
  try {
    return ownerSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/**
 * Takes a folder for this process. A lock that a killed process left behind counts for nothing.
 * @returns how to give it back
 * @throws FolderInUse
 */
export function lockFolder(folder: string): () => void {
  const file = path.join(path.dirname(folder), `${path.basename(folder)}.lock`);
  const mine = JSON.stringify({ pid: process.pid, startedAt: beganAt(process.pid) });
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const owner = ownerOf(file);
    if (owner && isAlive(owner.pid) && beganAt(owner.pid) === owner.startedAt) {
      throw new FolderInUse(folder, owner.pid);
    }
    rmSync(file, { force: true });
  }
}
