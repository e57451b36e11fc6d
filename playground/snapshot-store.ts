import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { WorldSetup } from './driver/client-driver.ts';

/** Grows when what is kept changes its shape: what was kept before is then left behind. */
const formatVersion = 1;

const file = z.object({ stands: z.string(), platforms: z.record(z.string(), z.unknown()) });

/** Something that a platform kept itself; how it looks inside is not looked at again. */
export const opaqueObject = <Thing>() =>
  z.custom<Thing>((value) => typeof value === 'object' && value !== null);

export type PlatformSnapshots = z.infer<typeof file>['platforms'];

/** Keeps in one file what people see on the local platforms, so that they find it again after a restart. */
export interface SnapshotStore {
  /** @returns nothing when nothing is there, or nothing that fits this world */
  load(): Promise<PlatformSnapshots>;
  /** Writes what stands now. What changes while that is under way is written after it. */
  save(): Promise<void>;
}

/** @param now what each platform wants to find again, when it is written */
export function createSnapshotStore(
  folder: string,
  world: WorldSetup,
  now: () => PlatformSnapshots,
): SnapshotStore {
  const place = path.join(folder, 'platforms.bin');
  const stands = createHash('sha256')
    .update(JSON.stringify([formatVersion, world]))
    .digest('hex');
  let writing: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  async function write(): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeFile(`${place}.new`, serialize({ stands, platforms: now() }));
    await rename(`${place}.new`, place);
  }
  function begin(): Promise<void> {
    next = undefined;
    writing = write().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  return {
    async load() {
      try {
        const read = file.parse(deserialize(await readFile(place)));
        return read.stands === stands ? read.platforms : {};
      } catch {
        return {};
      }
    },
    save() {
      next ??= writing ? writing.then(begin, begin) : Promise.resolve().then(begin);
      return next;
    },
  };
}
