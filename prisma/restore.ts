import { statSync } from 'node:fs';
import { parseOptions, UsageError } from '../src/config/command-line.ts';
import { readBackupFile } from '../src/database/backup/backup-file.ts';
import { restoreDatabase } from '../src/database/backup/restore.ts';
import { openConfiguredDatabase, runScript } from './open-database.ts';
import { readPassphrase } from './passphrase.ts';

const options = {
  replace: { type: 'boolean', default: false },
  keys: { type: 'string' },
} as const;

/** Checks the file before a database is opened or created. @throws UsageError */
function checkFile(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new UsageError(`There is no file ${file}.`);
  if (!found.isFile()) throw new UsageError(`${file} is a folder; name the backup in it.`);
}

/** `npm run restore -- FILE [--replace] [--keys=PASSPHRASE_FILE]` */
await runScript(async () => {
  const { values, positionals } = parseOptions(process.argv.slice(2), options, 99);
  const [file, ...more] = positionals;
  if (file === undefined)
    throw new UsageError('Name the file to read: npm run restore -- callboard.backup');
  if (more.length > 0)
    throw new UsageError('Name one file only; put a name with spaces in quotes.');
  checkFile(file);
  const passphrase = readPassphrase(values.keys);
  await readBackupFile(file);
  const store = await openConfiguredDatabase();
  console.log(`Restoring ${file} into ${store.name}…`);
  const rows = await restoreDatabase(store.prisma, file, {
    replace: values.replace,
    passphrase,
  });
  await store.close();
  console.log(`${rows} rows are restored.`);
});
