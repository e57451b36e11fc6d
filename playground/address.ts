import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readSettingsFile } from '../src/settings-file.ts';

const address = z.object({ url: z.url({ protocol: /^https?$/ }), pid: z.int() });

const fileIn = (folder: string): string => path.join(folder, 'address.json');

/** Notes where the running playground answers. */
export async function writeAddress(folder: string, url: string, pid: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(fileIn(folder), `${JSON.stringify({ url, pid })}\n`);
}

export const forgetAddress = (folder: string): Promise<void> => rm(fileIn(folder), { force: true });

/** Where the playground keeps its things: `DATA_DIR` of the environment, else of `.env`, else `data`. */
export function playgroundFolder(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const file = path.join(directory, '.env');
  const { values } = existsSync(file)
    ? readSettingsFile(readFileSync(file), ['DATA_DIR'])
    : { values: undefined };
  const given = environment.DATA_DIR?.trim() || values?.DATA_DIR?.trim() || 'data';
  return path.resolve(directory, given, 'playground');
}

/** @returns undefined when no playground has noted its address there */
export function readAddress(folder: string): { url: string; pid: number } | undefined {
  try {
    return address.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch {
    return undefined;
  }
}
