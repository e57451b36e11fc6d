import { existsSync } from 'node:fs';
import path from 'node:path';
import { describeError } from '../src/config/command-line.ts';
import { readConfig } from '../src/config/config.ts';
import { loadEnvironment } from '../src/config/environment.ts';
import { type OpenDatabase, openDatabase } from '../src/database/database.ts';

/**
 * Opens the configured database for a terminal command.
 * @param how.mustExist whether to throw when the folder has no database, instead of creating an empty one
 * @throws Error naming the folder without a database
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
      `There is no database in ${folder}. Set DATA_DIR to its folder; the playground’s is data/playground.`,
    );
  const name = config.DATABASE_URL === undefined ? folder : new URL(config.DATABASE_URL).host;
  return { ...(await openDatabase(address)), name };
}

/** Runs a terminal command; an error is printed as one sentence and exits with code 1. */
export async function runScript(command: () => Promise<void>): Promise<void> {
  try {
    await command();
    process.exit(0);
  } catch (error) {
    console.error(describeError(error));
    process.exit(1);
  }
}
