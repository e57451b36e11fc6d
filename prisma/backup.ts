import { optionsOf, UsageError } from '../src/command-line.ts';
import { backup } from '../src/database/backup.ts';
import { readBackup } from '../src/database/backup-file.ts';
import { openStore, runCommand } from './store.ts';

/** `npm run backup -- FILE` */
await runCommand(async () => {
  const { positionals } = optionsOf(process.argv.slice(2), {}, 99);
  const [file, ...more] = positionals;
  if (file === undefined)
    throw new UsageError('Name the file to write: npm run backup -- callboard.backup');
  if (more.length > 0)
    throw new UsageError('Name one file only; put a name with spaces in quotes.');
  const store = await openStore({ mustExist: true });
  console.log(`Backing up ${store.name}…`);
  const rows = await backup(store.prisma, file, new Date());
  await store.close();
  await readBackup(file);
  console.log(`${rows} rows are in ${file}. It holds personal data: keep it safe.`);
});
