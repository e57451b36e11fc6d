import { statSync } from 'node:fs';
import { optionsOf, UsageError } from '../src/command-line.ts';
import { readBackup } from '../src/database/backup-file.ts';
import { restore } from '../src/database/restore.ts';
import { openStore, runCommand } from './store.ts';

const options = { replace: { type: 'boolean', default: false } } as const;

/** Before a store is opened, or made, for what cannot be read. */
function checkFile(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new UsageError(`There is no file ${file}.`);
  if (!found.isFile()) throw new UsageError(`${file} is a folder; name the backup in it.`);
}

/** `npm run restore -- FILE [--replace]` */
await runCommand(async () => {
  const { values, positionals } = optionsOf(process.argv.slice(2), options, 99);
  const [file, ...more] = positionals;
  if (file === undefined)
    throw new UsageError('Name the file to read: npm run restore -- callboard.backup');
  if (more.length > 0)
    throw new UsageError('Name one file only; put a name with spaces in quotes.');
  checkFile(file);
  await readBackup(file);
  const store = await openStore();
  console.log(`Restoring ${file} into ${store.name}…`);
  const rows = await restore(store.prisma, file, values);
  await store.close();
  console.log(`${rows} rows are restored.`);
});
