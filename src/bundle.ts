import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { type BundleIndex, bundleFolder, fingerprint, lockOf } from './resolve.ts';

/**
 * Libraries of many files that are loaded before the bots are connected. Not among them is what looks for files beside
 * its own, as pino and PGlite do, and what other libraries import too: it would be loaded twice.
 */
export const bundledLibraries: readonly string[] = [
  '@hono/node-server',
  '@hono/node-server/conninfo',
  'discord.js',
  'hono',
  'hono/body-limit',
  'hono/cookie',
  'hono/html',
  'intl-messageformat',
  'node-cron',
  'prom-client',
  'telegraf',
  'zod',
];

/** What discord.js and ws use where somebody installed it. */
const optional = ['bufferutil', 'utf-8-validate', 'zlib-sync'];

const fileOf = (library: string): string => `${library.replaceAll('/', '_')}.mjs`;

/** A module that exports what Node's import of a library has, which for CommonJS only running it can tell. */
async function facadeOf(library: string): Promise<string> {
  const all: Record<string, unknown> = await import(library);
  const names = Object.keys(all).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
  const named = names.filter((name) => name !== 'default');
  const whole = all.default;
  const isCommonJs =
    typeof whole === 'object' &&
    whole !== null &&
    named.every((name) => Reflect.get(whole, name) === all[name]);
  if (isCommonJs)
    return [
      `import whole from '${library}';`,
      'export default whole;',
      ...named.map((name) => `export const ${name} = whole.${name};`),
    ].join('\n');
  const ownDefault = whole === undefined ? '' : `export { default } from '${library}';`;
  return `export * from '${library}'; ${ownDefault}`;
}

/** Has each library's facade for an entry; what they import is looked for from `root`. */
function facades(root: string): Plugin {
  const mark = 'facade:';
  return {
    name: 'facades',
    resolveId(id, importer) {
      if (id.startsWith(mark)) return id;
      return importer?.startsWith(mark)
        ? this.resolve(id, path.join(root, 'facade.mjs'))
        : undefined;
    },
    load: (id) =>
      id.startsWith(mark) ? facadeOf(id.slice(mark.length, -'.mjs'.length)) : undefined,
  };
}

/** Bundles the libraries into files beside each other. @throws what rolldown throws */
export async function bundleLibraries(root: string, folder: string): Promise<BundleIndex> {
  const bundle = await rolldown({
    input: Object.fromEntries(
      bundledLibraries.map((library) => [fileOf(library), `facade:${library}.mjs`]),
    ),
    cwd: root,
    platform: 'node',
    external: optional,
    plugins: [facades(root)],
    logLevel: 'silent',
  });
  const { output } = await bundle.write({
    dir: folder,
    format: 'esm',
    keepNames: true,
    comments: { jsdoc: false, annotation: false, legal: true },
    entryFileNames: '[name]',
    chunkFileNames: '[name]-[hash].mjs',
  });
  await bundle.close();
  const made = new Set(output.map(({ fileName }) => fileName));
  const missing = bundledLibraries.filter((library) => !made.has(fileOf(library)));
  if (missing.length > 0) throw new Error(`Nothing was made of ${missing.join(', ')}`);
  return {
    lock: lockOf(root),
    bundler: fingerprint(import.meta.filename),
    files: Object.fromEntries(bundledLibraries.map((library) => [library, fileOf(library)])),
  };
}

/** Puts a whole bundle under the name at which it is looked for; another start may do the same at this moment. */
function put(bundle: string, folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
    renameSync(bundle, folder);
  } catch (error) {
    if (!existsSync(path.join(folder, 'index.json'))) throw error;
  }
}

if (import.meta.main) {
  const root = path.resolve(import.meta.dirname, '..');
  const folder = bundleFolder(root);
  mkdirSync(path.dirname(folder), { recursive: true });
  const bundle = mkdtempSync(`${folder}-`);
  // Whoever runs the program may be another than who installed it.
  chmodSync(bundle, 0o755);
  try {
    const index = await bundleLibraries(root, bundle);
    writeFileSync(path.join(bundle, 'index.json'), JSON.stringify(index));
    put(bundle, folder);
  } finally {
    rmSync(bundle, { recursive: true, force: true });
  }
  process.exit();
}
