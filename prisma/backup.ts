import { parseOptions, UsageError } from '../src/config/command-line.ts';
import { backUpDatabase } from '../src/database/backup/backup.ts';
import { readBackupFile } from '../src/database/backup/backup-file.ts';
import { openConfiguredDatabase, runScript } from './open-database.ts';

/** `npm run backup -- FILE` */
await runScript(async () => {
  const { positionals } = parseOptions(process.argv.slice(2), {}, 99);
  const [file, ...more] = positionals;
  if (file === undefined)
    throw new UsageError('Name the file to write: npm run backup -- callboard.backup');
  if (more.length > 0)
    throw new UsageError('Name one file only; put a name with spaces in quotes.');
  const store = await openConfiguredDatabase({ mustExist: true });
  console.log(`Backing up ${store.name}…`);
  const rows = await backUpDatabase(store.prisma, file, new Date());
  await store.close();
  await readBackupFile(file);
  console.log(`${rows} rows are in ${file}. It holds personal data: keep it safe.`);
});
