import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { matchZones } from '../language/zones/zone.ts';
import { ConfigError, type Environment, settingsSchema } from './config.ts';
import { closestName, parseEnvFile } from './env-file.ts';

/** The settings from the environment and the `.env` file, with warnings about entries that have no effect. */
export interface LoadedEnvironment {
  environment: Environment;
  warnings: readonly string[];
}

/** Shorter names occur too often in other programs' environments to be treated as misspelled. */
const minNameLength = 8;

/** Warnings for environment variables that look like a misspelled setting. */
function misspelledVariables(environment: Environment, names: readonly string[]): string[] {
  return Object.keys(environment).flatMap((name) => {
    if (names.includes(name) || name.length < minNameLength) return [];
    const near = closestName(name, names);
    // Windows ignores case in names of variables.
    if (near === undefined || environment[near] !== undefined) return [];
    return `The variable ${name} isn’t a Callboard setting; did you mean ${near}?`;
  });
}

/** Why a file cannot be read, by error code. */
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

/** The entries of a folder; none when it cannot be read. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Names that editors and file managers give a settings file by mistake. */
const mistakenNames = ['.env.txt', 'env.txt', 'env', '.env.env'];

/** A notice of the time zone that a setting such as a city name was resolved to. */
function zoneNotices({ TIME_ZONE = '' }: Environment): string[] {
  const written = TIME_ZONE.trim();
  const [zone, ...others] = matchZones(written);
  const isClear = zone !== undefined && others.length === 0;
  if (!isClear || written.includes('/') || written.toLowerCase() === zone.toLowerCase()) return [];
  return [`TIME_ZONE=${written} is read as ${zone}`];
}

/**
 * Merges the process's environment over the folder's `.env` file, if there is one. An empty variable counts as not set.
 * @throws ConfigError when the file cannot be read, or a line of it cannot be parsed
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
