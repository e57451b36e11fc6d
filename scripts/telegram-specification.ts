import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDeclarations, type Specification } from './telegram-types.ts';

/** Path of the specification; the tests check the bot's requests against it. */
export const specificationFile = path.join(
  import.meta.dirname,
  '../test/support/specifications/telegram-bot-api.json',
);

const packageFolder = path.dirname(fileURLToPath(import.meta.resolve('@grammyjs/types')));

/** The arguments of every method of the Bot API, and the types in them, read from the type declarations of `@grammyjs/types` (MIT). */
export const readSpecification = (): Specification =>
  readDeclarations(
    readdirSync(packageFolder)
      .filter((file) => file.endsWith('.d.ts'))
      .map((file) => readFileSync(path.join(packageFolder, file), 'utf8')),
  );

/** Writes one method or type per line, so that releases can be compared. */
export function formatSpecification({ methods, types }: Specification): string {
  const part = (entries: Record<string, unknown>) =>
    Object.entries(entries)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',\n');
  return `{
  "source": "@grammyjs/types 5.0.0, Bot API 10.3, MIT; made by scripts/telegram-specification.ts",
  "methods": {\n${part(methods)}\n  },
  "types": {\n${part(types)}\n  }\n}\n`;
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(specificationFile, formatSpecification(readSpecification()));
