import { existsSync } from 'node:fs';
import path from 'node:path';
import { describeError } from '../src/config/command-line.ts';
import { readConfig } from '../src/config/config.ts';
import { loadEnvironment } from '../src/config/environment.ts';
import { type OpenDatabase, openDatabase } from '../src/database/database.ts';

/**
 * Opens the store of the settings for a command in the terminal.
 * @param how.mustExist whether a folder without a store is refused instead of getting an empty one
 * @throws Error naming the folder in which no store is
 */
export async function openConfiguredDatabase({
  mustExist = false,
}: {
  mustExist?: boolean;
} = {}): Promise<OpenDatabase & { name: string }> {
  const { environment, warnings } = loadEnvironment(process.cwd(), process.env);
  for (const notice of warnings) console.error(notice);
  const config = readConfig(environment);
  const folder = path.resolve(config.DATA_DIR, 'database');
  const address = config.DATABASE_URL === undefined ? { folder } : { url: config.DATABASE_URL };
  if (mustExist && config.DATABASE_URL === undefined && !existsSync(folder))
    throw new Error(
      `There is no store in ${folder}. DATA_DIR names where it is; the playground’s is data/playground.`,
    );
  const name = config.DATABASE_URL === undefined ? folder : new URL(config.DATABASE_URL).host;
  return { ...(await openDatabase(address)), name };
}

/** Runs a command of the terminal; what goes wrong is one sentence and exit code 1. */
export async function runScript(command: () => Promise<void>): Promise<void> {
  try {
    await command();
    process.exit(0);
  } catch (error) {
    console.error(describeError(error));
    process.exit(1);
  }
}
