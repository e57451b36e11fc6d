import { restore } from '../src/database/restore.ts';
import { openStore, runCommand } from './store.ts';

/** `npm run restore -- FILE [--replace]` */
await runCommand(async () => {
  const words = process.argv.slice(2);
  const file = words.find((word) => !word.startsWith('--'));
  if (file === undefined)
    throw new Error('Name the file to read: npm run restore -- callboard.backup');
  const store = await openStore();
  console.log(`Restoring ${file} into ${store.name}…`);
  const rows = await restore(store.prisma, file, { replace: words.includes('--replace') });
  await store.close();
  console.log(`${rows} rows are restored.`);
});
