import { backup } from '../src/database/backup.ts';
import { readBackup } from '../src/database/backup-file.ts';
import { openStore, runCommand } from './store.ts';

/** `npm run backup -- FILE` */
await runCommand(async () => {
  const [file] = process.argv.slice(2);
  if (file === undefined)
    throw new Error('Name the file to write: npm run backup -- callboard.backup');
  const store = await openStore({ mustExist: true });
  console.log(`Backing up ${store.name}…`);
  const rows = await backup(store.prisma, file, new Date());
  await store.close();
  await readBackup(file);
  console.log(`${rows} rows are in ${file}. It holds personal data: keep it safe.`);
});
