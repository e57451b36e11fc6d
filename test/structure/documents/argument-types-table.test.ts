import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const guide = path.join(root, 'docs/commands.md');
const folder = 'src/kit/argument-types';

/** The factory of a type has the name of its file: `timeZone` in `time-zone.ts`. */
const factoryName = (file: string): string =>
  path.basename(file, '.ts').replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());

/** The doc comment of an exported function as one line, without its tags. */
function docComment(source: string, name: string): string | undefined {
  const [, comment] =
    new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\nexport (?:function|const) ${name}\\b`).exec(
      source,
    ) ?? [];
  return comment
    ?.split('\n')
    .map((line) => line.replace(/^\s*\*?\s?/, '').trim())
    .join(' ')
    .replace(/ @\w+ [\s\S]*$/, '')
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .replaceAll('|', '\\|')
    .trim();
}

const rows = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .toSorted((one, other) => (path.basename(one) < path.basename(other) ? -1 : 1))
  .flatMap((file) => {
    const source = readFileSync(path.join(root, folder, file), 'utf8');
    const name = factoryName(file);
    const isType = new RegExp(`^export (?:function|const) ${name}\\b[\\s\\S]*Argument<`, 'm').test(
      source,
    );
    if (!isType) return [];
    return [{ name, file, what: docComment(source, name) }];
  });

/** `npm run generate` writes the table. */
test('lists every argument type in the guide, by the comment of its function', () => {
  expect(rows.filter(({ what }) => !what).map(({ file }) => file)).toEqual([]);
  const table = rows.map(
    ({ name, file, what }) => `| [\`${name}\`](../${folder}/${file}) | ${what} |\n`,
  );
  const now = readFileSync(guide, 'utf8');
  const wanted = now.replace(
    /(<!-- argument types -->\n)[\s\S]*?(<!-- \/argument types -->)/,
    (_all, begin: string, end: string) =>
      `${begin}| type | what people enter |\n|---|---|\n${table.join('')}${end}`,
  );
  expect(wanted).toContain('<!-- argument types -->');
  if (process.env.UPDATE_DOCS) writeFileSync(guide, wanted);
  else expect(now).toBe(wanted);
});
