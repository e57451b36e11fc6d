import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { matchZones } from '../language/zones/zone.ts';
import { ConfigError, type Environment, settingsSchema } from './config.ts';
import { closestName, parseEnvFile } from './env-file.ts';

/** What the process was given, and what of it gives nothing. */
export interface LoadedEnvironment {
  environment: Environment;
  warnings: readonly string[];
}

/** Shorter names are too many, in other programs' environments, to be taken for a slip. */
const minNameLength = 8;

/** Variables of the process that look like a setting and are none. */
function misspelledVariables(environment: Environment, names: readonly string[]): string[] {
  return Object.keys(environment).flatMap((name) => {
    if (names.includes(name) || name.length < minNameLength) return [];
    const near = closestName(name, names);
    // On Windows the system itself takes small letters for capitals.
    if (near === undefined || environment[near] !== undefined) return [];
    return `The variable ${name} isn’t a Callboard setting; did you mean ${near}?`;
  });
}

/** Why a file cannot be read, in words for whoever made it. */
const readErrors: Readonly<Record<string, string>> = {
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a folder',
};

function bytesOf(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return undefined;
    throw new ConfigError([`  .env cannot be read: ${readErrors[code] ?? code}`]);
  }
}

/** What is in a folder, as far as this user may know. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Names under which editors and file managers hide a settings file. */
const mistakenNames = ['.env.txt', 'env.txt', 'env', '.env.env'];

/** A time zone that was given by a word, and the place that it was taken for. */
function zoneNotices({ TIME_ZONE = '' }: Environment): string[] {
  const written = TIME_ZONE.trim();
  const [zone, ...others] = matchZones(written);
  const isClear = zone !== undefined && others.length === 0;
  if (!isClear || written.includes('/') || written.toLowerCase() === zone.toLowerCase()) return [];
  return [`TIME_ZONE=${written} is read as ${zone}`];
}

/**
 * The process's environment over the `.env` file of the folder, if there is one. A variable that is empty counts as
 * not set.
 * @throws ConfigError when the file cannot be read, or a line that was meant for a setting
 */
export function loadEnvironment(folder: string, environment: Environment): LoadedEnvironment {
  const names = Object.keys(settingsSchema.shape);
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const bytes = bytesOf(path.join(folder, '.env'));
  if (bytes === undefined) {
    const other = namesIn(folder).find((name) => mistakenNames.includes(name.toLowerCase()));
    const hidden =
      other === undefined ? [] : [`The file ${other} is not read: its name must be .env`];
    return {
      environment: set,
      warnings: [...hidden, ...misspelledVariables(set, names), ...zoneNotices(set)],
    };
  }
  const file = parseEnvFile(bytes, names);
  if (file.problems.length > 0)
    throw new ConfigError(file.problems.map((problem) => `  .env: ${problem}`));
  const all = { ...file.values, ...set };
  return {
    environment: all,
    warnings: [
      ...file.warnings.map((notice) => `.env: ${notice}`),
      ...misspelledVariables(set, names),
      ...zoneNotices(all),
    ],
  };
}
