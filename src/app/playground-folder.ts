import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnvFile } from '../config/env-file.ts';

/** The playground's data folder: in `DATA_DIR` of the environment or else of `.env`, by default `data`. */
export function playgroundFolder(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const file = path.join(directory, '.env');
  const { values } = existsSync(file)
    ? parseEnvFile(readFileSync(file), ['DATA_DIR'])
    : { values: undefined };
  const dataDir = environment.DATA_DIR?.trim() || values?.DATA_DIR?.trim() || 'data';
  return path.resolve(directory, dataDir, 'playground');
}
