import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';
import { listCommandFiles, programDirectory, stampFiles } from './program-index.js';

const entry = 'process.mjs';
/** How long a bundle stays for programs that still run from it and may load a file of it, in milliseconds. */
const keptMs = 30 * 24 * 3_600_000;

/** Files in the folder of commands that are no commands: see `commands/index.ts`. */
const noCommands = new Set(['index.ts', 'define.ts']);

/** `commands/index.ts` for a bundle, in which there is no folder to read. */
function commandsSource(root: string): string {
  const files = listCommandFiles(root).filter(
    (file) => file.endsWith('.ts') && !noCommands.has(file),
  );
  return [
    ...files.map((file, index) => `import command${index} from './${file}';`),
    `export async function loadCommands() { return [${files.map((_, index) => `command${index}`).join(', ')}]; }`,
  ].join('\n');
}

/** Keeps each file's idea of where it is: they look for messages, migrations and workers beside themselves. */
function ownPlaces(root: string): Plugin {
  return {
    name: 'own-places',
    transform(code, id) {
      if (id === path.join(root, 'commands', 'index.ts')) return commandsSource(root);
      if (!code.includes('import.meta')) return null;
      return code
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(id)))
        .replaceAll('import.meta.filename', JSON.stringify(id))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
        .replaceAll('import.meta.main', 'false');
    },
  };
}

/** Removes bundles that no program is likely to run from, and indexes that were never put in place. */
function removeOldBundles(directory: string, now: number): void {
  for (const name of readdirSync(directory)) {
    const place = path.join(directory, name);
    const found = statSync(place, { throwIfNoEntry: false });
    if (name !== 'index.json' && found && now - found.mtimeMs > keptMs)
      rmSync(place, { recursive: true, force: true });
  }
}

/** @returns whether it is of the files that are there: none was saved while they were read */
async function bundleOnce(root: string): Promise<boolean> {
  const directory = programDirectory(root);
  const folder = randomUUID();
  // Stamps hold whole seconds: what is saved from this one on may not be what was bundled.
  const began = Math.floor(Date.now() / 1000) * 1000;
  const bundle = await rolldown({
    input: { [entry]: path.join(root, 'src', 'app', 'process.ts') },
    cwd: root,
    platform: 'node',
    // rolldown's own helpers are no package.
    external: (id) => !id.startsWith('.') && !path.isAbsolute(id) && !id.includes('@oxc-project/'),
    transform: { target: 'esnext' },
    plugins: [ownPlaces(root)],
    logLevel: 'silent',
  });
  const { output } = await bundle.write({
    dir: path.join(directory, folder),
    format: 'esm',
    keepNames: true,
    sourcemap: true,
    comments: { jsdoc: false, annotation: false, legal: true },
    entryFileNames: '[name]',
    chunkFileNames: '[name]-[hash].mjs',
  });
  await bundle.close();
  const sources = output
    .flatMap((chunk) => ('moduleIds' in chunk ? chunk.moduleIds : []))
    .filter((id) => path.isAbsolute(id))
    .map((id) => path.relative(root, id))
    .filter((file) => !file.startsWith('..') && !file.includes('node_modules'));
  if (!sources.includes(path.join('commands', 'index.ts')))
    throw new Error('The bundle has no commands');
  if (sources.some((file) => statSync(path.join(root, file)).mtimeMs >= began)) return false;
  const made = output.map(({ fileName }) => fileName);
  const index = {
    ...{ root, folder, entry },
    commands: listCommandFiles(root),
    sources: stampFiles(root, [...sources, path.relative(root, import.meta.filename)]),
    made: stampFiles(path.join(directory, folder), made),
  };
  const written = path.join(directory, `${folder}.json`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(written, JSON.stringify(index));
  renameSync(written, path.join(directory, 'index.json'));
  removeOldBundles(directory, began);
  return true;
}

/**
 * Bundles the program's own files, some 1,500, into a few: without that, a start takes 1.2 times as long
 * (bench/RESULTS.md, "The flags"). Libraries stay outside; `src/resolve.ts` finds them. `node --enable-source-maps` shows
 * the lines of the files in stack traces.
 * @throws what rolldown throws, and when files are saved each time that they are read
 */
export async function bundleProgram(root: string): Promise<void> {
  // What was generated in this second is older than the second try.
  if ((await bundleOnce(root)) || (await bundleOnce(root))) return;
  throw new Error('Files of the program were saved while they were bundled');
}
