import { parseOptions, UsageError } from '../src/config/command-line.ts';
import { backUpDatabase } from '../src/database/backup/backup.ts';
import { readBackupFile } from '../src/database/backup/backup-file.ts';
import { openConfiguredDatabase, runScript } from './open-database.ts';
import { readPassphrase } from './passphrase.ts';

const options = { keys: { type: 'string' } } as const;

/** `npm run backup -- FILE [--keys=PASSPHRASE_FILE]` */
await runScript(async () => {
  const { values, positionals } = parseOptions(process.argv.slice(2), options, 99);
  const [file, ...more] = positionals;
  if (file === undefined)
    throw new UsageError('Name the file to write: npm run backup -- callboard.backup');
  if (more.length > 0)
    throw new UsageError('Name one file only; put a name with spaces in quotes.');
  const passphrase = readPassphrase(values.keys);
  const store = await openConfiguredDatabase({ mustExist: true });
  console.log(`Backing up ${store.name}…`);
  const rows = await backUpDatabase(store.prisma, file, new Date(), { passphrase });
  await store.close();
  await readBackupFile(file);
  console.log(`${rows} rows are in ${file}. It holds personal data: keep it safe.`);
  if (passphrase === undefined)
    console.log('The private keys that sign certificates are left out; --keys=FILE adds them.');
});
