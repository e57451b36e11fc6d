import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Hono } from 'hono';

const folder = path.join(import.meta.dirname, '../page');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The files are in one flat folder, so no name can point outside. */
async function readAsset(name: string): Promise<Response | undefined> {
  const type = types[path.extname(name)];
  if (type === undefined || !/^[a-z-]+\.[a-z]+$/.test(name)) return undefined;
  try {
    return new Response(await readFile(path.join(folder, name), 'utf8'), {
      headers: { 'content-type': type },
    });
  } catch {
    return undefined;
  }
}

/** The page at `/` and its files under `/playground/page/`. */
export function assetRoutes(): Hono {
  return new Hono()
    .get('/', async (context) => (await readAsset('index.html')) ?? context.notFound())
    .get(
      '/playground/page/:name',
      async (context) => (await readAsset(context.req.param('name'))) ?? context.notFound(),
    );
}
