import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { WorldSetup } from './driver/world-setup.ts';

/** To be increased when the stored state changes its shape; snapshots of other versions are set aside. */
const formatVersion = 2;

const fileSchema = z.object({
  worldHash: z.string(),
  platforms: z.record(z.string(), z.unknown()),
});

/** An object that a platform stored itself; its members are not validated again. */
export const opaqueObject = <Thing>() =>
  z.custom<Thing>((value) => typeof value === 'object' && value !== null);

export type PlatformSnapshots = z.infer<typeof fileSchema>['platforms'];

/** Stores the state of the local platforms in one file, so that a restart shows the same messages. */
export interface SnapshotStore {
  /** @returns nothing when there is no snapshot, or none of this format and world; such a file is set aside */
  load(): Promise<PlatformSnapshots>;
  /** Writes the current state. Changes during a write are covered by the next one. */
  save(): Promise<void>;
}

export interface SnapshotStoreOptions {
  folder: string;
  world: WorldSetup;
  /** The current state of each platform. */
  current(): PlatformSnapshots;
  /** Told in a sentence when a snapshot is set aside. */
  warn(message: string): void;
}

export function createSnapshotStore({
  folder,
  world,
  current,
  warn,
}: SnapshotStoreOptions): SnapshotStore {
  const file = path.join(folder, 'platforms.bin');
  const worldHash = createHash('sha256')
    .update(JSON.stringify([formatVersion, world]))
    .digest('hex');
  let writing: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  async function write(): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeFile(`${file}.new`, serialize({ worldHash, platforms: current() }));
    await rename(`${file}.new`, file);
  }
  function startWriting(): Promise<void> {
    next = undefined;
    writing = write().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  function parse(bytes: Uint8Array): PlatformSnapshots | undefined {
    try {
      const snapshot = fileSchema.parse(deserialize(bytes));
      return snapshot.worldHash === worldHash ? snapshot.platforms : undefined;
    } catch {
      return undefined;
    }
  }

  return {
    async load() {
      const bytes = await readFile(file).catch(() => undefined);
      if (!bytes) return {};
      const platforms = parse(bytes);
      if (platforms) return platforms;
      await rename(file, `${file}.old`).catch(() => undefined);
      warn(
        `The playground starts without earlier messages: ${file} is of another version, or damaged, and is now ${file}.old`,
      );
      return {};
    },
    save() {
      next ??= writing
        ? writing.then(startWriting, startWriting)
        : Promise.resolve().then(startWriting);
      return next;
    },
  };
}
