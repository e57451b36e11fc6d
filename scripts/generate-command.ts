import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandLimits } from '../src/kit/limits.ts';
import { commandKey } from '../src/kit/names/message-keys.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * The files of a new command, by path: its code, its messages in both languages and a scenario.
 * @param name one or two words of a-z and 0-9: `poll`, `poll close`
 * @throws when both platforms do not accept the name
 */
export function commandFiles(name: string): ReadonlyMap<string, string> {
  if (!commandLimits.name.test(name))
    throw new Error(
      `“${name}” is not one or two words of a-z and 0-9, each beginning with a letter`,
    );
  const file = name.replace(' ', '-');
  const key = commandKey(name);
  const last = name.split(' ').at(-1) ?? name;
  return new Map([
    [
      `commands/${file}.ts`,
      `import { text } from '../src/kit/argument-types/text.ts';
import { textMessage } from '../src/message/build.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '${name}',
  help: { section: 'yours', order: 100 },
  args: { what: text({ max: 50 }) },
  run: ({ args, t }) => textMessage(t('commands.${key}.answer', { what: args.what })),
});
`,
    ],
    [
      `locales/en/commands/${key}.json`,
      json({
        name: last,
        description: `Describe /${name}`,
        helpLine: `/${name} – describe it in a few words`,
        what: { name: 'what', description: 'Describe this argument' },
        answer: 'You wrote {what}.',
      }),
    ],
    [
      `locales/vi/commands/${key}.json`,
      json({
        name: last,
        description: `Mô tả /${name}`,
        helpLine: `/${name} – mô tả ngắn`,
        what: { name: 'gì', description: 'Mô tả đối số này' },
        answer: 'Bạn đã viết {what}.',
      }),
    ],
    [
      `test/scenarios/${file}.test.ts`,
      `import { scenario } from '../support/scenario/scenario.ts';

scenario('Linh uses /${name}', async ({ linh }) => {
  await linh.says('/${name}', { what: 'phim' });
  await linh.sees('Bạn đã viết phim.');
});
`,
    ],
  ]);
}

/** Writes the files below `root`. @throws when one of them exists */
export function generateCommand(name: string, root: string): string[] {
  const files = [...commandFiles(name)].map(
    ([file, content]) => [path.join(root, file), content] as const,
  );
  for (const [file, content] of files) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content, { flag: 'wx' });
  }
  return files.map(([file]) => path.relative(root, file));
}

/** The folder of tests that compare the generated parts of documents, and write them with UPDATE_DOCS. */
export const documentTests = 'test/structure/documents';

/** Writes the generated parts of the documents. @returns the exit code */
function generateDocuments(root: string): number {
  const { status } = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', documentTests],
    { cwd: root, stdio: 'inherit', env: { ...process.env, UPDATE_DOCS: '1' } },
  );
  return status ?? 1;
}

if (import.meta.main) {
  const name = process.argv.slice(2).join(' ');
  if (name === '') process.exit(generateDocuments(path.resolve(import.meta.dirname, '..')));
  try {
    const written = generateCommand(name, path.resolve(import.meta.dirname, '..'));
    process.stdout.write(`${written.join('\n')}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
