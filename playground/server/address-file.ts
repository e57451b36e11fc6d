import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { parseEnvFile } from '../../src/config/env-file.ts';

const address = z.object({ url: z.url({ protocol: /^https?$/ }), pid: z.int() });

const fileIn = (folder: string): string => path.join(folder, 'address.json');

/** Notes where the running playground answers. */
export async function writeAddressFile(folder: string, url: string, pid: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(fileIn(folder), `${JSON.stringify({ url, pid })}\n`);
}

export const deleteAddressFile = (folder: string): Promise<void> =>
  rm(fileIn(folder), { force: true });

/** Where the playground keeps its things: `DATA_DIR` of the environment, else of `.env`, else `data`. */
export function playgroundDataDir(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const file = path.join(directory, '.env');
  const { values } = existsSync(file)
    ? parseEnvFile(readFileSync(file), ['DATA_DIR'])
    : { values: undefined };
  const given = environment.DATA_DIR?.trim() || values?.DATA_DIR?.trim() || 'data';
  return path.resolve(directory, given, 'playground');
}

/** @returns undefined when no playground has noted its address there */
export function readAddressFile(folder: string): { url: string; pid: number } | undefined {
  try {
    return address.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch {
    return undefined;
  }
}
