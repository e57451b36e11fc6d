import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const address = z.object({ url: z.url({ protocol: /^https?$/ }), pid: z.int() });

const fileIn = (folder: string): string => path.join(folder, 'address.json');

/** Records the address of the running playground. */
export async function writeAddressFile(folder: string, url: string, pid: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(fileIn(folder), `${JSON.stringify({ url, pid })}\n`);
}

export const deleteAddressFile = (folder: string): Promise<void> =>
  rm(fileIn(folder), { force: true });

/** @returns undefined when no playground has recorded its address there */
export function readAddressFile(folder: string): { url: string; pid: number } | undefined {
  try {
    return address.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch {
    return undefined;
  }
}
