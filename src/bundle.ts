import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Plugin, rolldown } from 'rolldown';
import { bundleProgram } from './bundle-program.ts';
import { findProgram } from './program-index.js';
import {
  type BundleIndex,
  bundleDirectory,
  fileHash,
  lockfileHash,
  readBundleIndex,
} from './resolve.ts';

/**
 * Libraries of many files that are loaded before the bots are connected: without the bundle, a start takes 1.21 times
 * the processor time (bench/RESULTS.md, "The flags"). Not among them is what looks for files beside its own, as pino and
 * PGlite do, and what other libraries import too: it would be loaded twice.
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

/**
 * Prisma's query compiler, as the generated client imports it: WebAssembly in base64, of which V8 would keep both the
 * source and the string for good, 4.6 MB.
 */
export const queryCompiler =
  '@prisma/client/runtime/query_compiler_small_bg.postgresql.wasm-base64.mjs';

/** What discord.js and ws use where somebody installed it. */
const optional = ['bufferutil', 'utf-8-validate', 'zlib-sync'];

const fileOf = (library: string): string => `${library.replaceAll('/', '_')}.mjs`;

/** A module that exports what Node's import of a library has, which for CommonJS only running it can tell. */
async function facadeSource(library: string): Promise<string> {
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
      id.startsWith(mark) ? facadeSource(id.slice(mark.length, -'.mjs'.length)) : undefined,
  };
}

/**
 * Writes the query compiler as a file, with a module that reads it whenever it is compiled and keeps nothing of it:
 * the generated client gives what it imports to `Buffer.from`, which asks an object for its `valueOf()`.
 * @returns the names of both files, the module's first
 */
async function writeQueryCompiler(folder: string): Promise<[module: string, binary: string]> {
  const { wasm }: { wasm: string } = await import(queryCompiler);
  const names: [string, string] = ['query_compiler.mjs', 'query_compiler.wasm'];
  writeFileSync(path.join(folder, names[1]), Buffer.from(wasm, 'base64'));
  writeFileSync(
    path.join(folder, names[0]),
    [
      "import { readFileSync } from 'node:fs';",
      `const file = new URL('${names[1]}', import.meta.url);`,
      'export const wasm = { valueOf: () => readFileSync(file) };',
      '',
    ].join('\n'),
  );
  return names;
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
  const [compiler, binary] = await writeQueryCompiler(folder);
  const made = [...output.map(({ fileName }) => fileName), compiler, binary];
  const missing = bundledLibraries.filter((library) => !made.includes(fileOf(library)));
  if (missing.length > 0) throw new Error(`Nothing was made of ${missing.join(', ')}`);
  return {
    lock: lockfileHash(root),
    bundler: fileHash(import.meta.filename),
    files: {
      ...Object.fromEntries(bundledLibraries.map((library) => [library, fileOf(library)])),
      [queryCompiler]: compiler,
    },
    sizes: Object.fromEntries(made.map((file) => [file, statSync(path.join(folder, file)).size])),
  };
}

/** How old what is left of a bundling that was cut off must be before another takes it away, in milliseconds. */
const staleAfterMs = 3_600_000;

/** Takes away what bundlings left that were cut off. */
function removeStaleBundles(folder: string): void {
  const begin = `${path.basename(folder)}-`;
  for (const name of readdirSync(path.dirname(folder))) {
    const place = path.join(path.dirname(folder), name);
    if (name.startsWith(begin) && Date.now() - statSync(place).mtimeMs > staleAfterMs)
      rmSync(place, { recursive: true, force: true });
  }
}

/**
 * Gives a whole bundle the name under which it is looked for. One of the same that another start put there meanwhile
 * stays, since a program may be loading it.
 */
export async function installBundle(root: string, bundle: string, bundler: string): Promise<void> {
  const folder = bundleDirectory(root);
  const isThere = () => readBundleIndex(root)?.bundler === bundler;
  if (isThere()) return;
  const aside = `${bundle}-old`;
  try {
    if (existsSync(folder)) renameSync(folder, aside);
    renameSync(bundle, folder);
  } catch (error) {
    // Another start may be between its two steps.
    await sleep(200);
    if (!isThere()) throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

async function bundleAndInstallLibraries(root: string): Promise<void> {
  const bundle = `${bundleDirectory(root)}-${randomUUID()}`;
  mkdirSync(bundle, { recursive: true });
  removeStaleBundles(bundleDirectory(root));
  try {
    const index = await bundleLibraries(root, bundle);
    writeFileSync(path.join(bundle, 'index.json'), JSON.stringify(index));
    await installBundle(root, bundle, index.bundler);
  } finally {
    rmSync(bundle, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const root = path.resolve(import.meta.dirname, '..');
  if (readBundleIndex(root)?.bundler !== fileHash(import.meta.filename))
    await bundleAndInstallLibraries(root);
  if (findProgram(root) === undefined) await bundleProgram(root);
  process.exit();
}
