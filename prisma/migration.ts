import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { openPGlite } from '../src/database/embedded/pglite.ts';
import { schemaDiff } from '../src/database/migrations/migrations.ts';
import { schemaErrorText } from '../src/database/migrations/schema-engine.ts';

/** `npm run migration -- NAME` writes the next migration; `-- --check` fails when one is due. */
const [argument, ...more] = process.argv.slice(2);
if (argument?.startsWith('--') && argument !== '--check') {
  console.error(`There is no option ${argument}; did you mean --check?`);
  process.exit(1);
}
if (more.length > 0) {
  console.error('Give one name only: npm run migration -- add_topics');
  process.exit(1);
}
const shadow = await openPGlite('memory');
const script = await schemaDiff(new PrismaPGlite(shadow)).catch((error: unknown) => {
  const text = schemaErrorText(error);
  if (text === undefined) throw error;
  console.error(text);
  process.exit(1);
});
await shadow.close();

if (argument === '--check') {
  console.log(
    script ? `The schema is ahead of the migrations:\n${script}` : 'Schema and migrations agree.',
  );
  process.exitCode = script ? 1 : 0;
} else if (!script) {
  console.log('Nothing to write: schema and migrations agree.');
} else if (!argument || !/^[a-z0-9_]+$/.test(argument)) {
  console.error(
    'Give the migration a name of small letters, digits and _: npm run migration -- add_topics',
  );
  process.exitCode = 1;
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = path.join(import.meta.dirname, 'migrations', `${stamp}_${argument}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'migration.sql'), script);
  console.log(
    `Written: ${path.relative(process.cwd(), folder)}/migration.sql. Read it before you commit it.`,
  );
}
// The schema engine leaves a pending timer of ten seconds.
process.exit();
