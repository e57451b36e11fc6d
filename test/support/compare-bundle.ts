import { hash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundledLibraries, bundleLibraries, queryCompiler } from '../../src/bundle.ts';

/** Bundles the libraries into a folder and prints as JSON how each bundle differs from its library. */
const root = path.resolve(import.meta.dirname, '../..');
const [folder = ''] = process.argv.slice(2);

const load = async (place: string): Promise<Record<string, unknown>> => import(place);
const nameOf = (value: unknown): string | undefined =>
  typeof value === 'function' && /^class\b/.test(String(value)) ? value.name : undefined;

const { files } = await bundleLibraries(root, folder);
const differences = await Promise.all(
  bundledLibraries.map(async (library) => {
    const bundled = await load(pathToFileURL(path.join(folder, files[library] ?? '')).href);
    const whole = await load(library);
    // Node exports a whole CommonJS module under this name too.
    const names = Object.keys(whole).filter((name) => name !== 'module.exports');
    return {
      library,
      missing: names.filter((name) => !(name in bundled)),
      added: Object.keys(bundled).filter((name) => !names.includes(name)),
      changed: names.filter(
        (name) =>
          typeof bundled[name] !== typeof whole[name] ||
          nameOf(bundled[name]) !== nameOf(whole[name]),
      ),
    };
  }),
);

/** Both as the generated client compiles them. */
const compilers = await Promise.all(
  [pathToFileURL(path.join(folder, files[queryCompiler] ?? '')).href, queryCompiler].map(
    async (place) => {
      const { wasm } = await load(place);
      const bytes: Buffer = Reflect.apply(Buffer.from, Buffer, [wasm, 'base64']);
      return hash('sha256', bytes);
    },
  ),
);
console.log(JSON.stringify({ differences, isSameCompiler: new Set(compilers).size === 1 }));
process.exit();
