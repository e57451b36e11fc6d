import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadCommands } from '../../../commands/index.ts';
import { settingDescriptions, settingsSchema } from '../../../src/config/config.ts';
import type { AccessRule } from '../../../src/kit/define/access.ts';
import { type CommandManifest, createManifests } from '../../../src/kit/menu/manifest.ts';
import { commandKey } from '../../../src/kit/names/message-keys.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';

const file = path.resolve(import.meta.dirname, '../../../README.md');
const { t } = createTranslator('en');

/** Who may, in words. */
function who(access: AccessRule): string {
  switch (access.rule) {
    case 'everyone':
    case 'inCommunity':
      return 'all';
    case 'inPrivate':
      return 'all, in private';
    case 'platform':
      return 'a chat’s administrators';
    case 'role':
      return access.role;
    case 'and':
    case 'or': {
      const words = access.of.map(who).filter((word) => word !== 'all');
      return words.length === 0
        ? 'all'
        : [...new Set(words)].join(access.rule === 'and' ? ', ' : ' or ');
    }
  }
}

const row = ({ name, arguments: args, access }: CommandManifest): string => {
  const shown = args
    .map((argument) => `${argument.name}${argument.isRequired ? '' : '?'}`)
    .join(' ');
  return `| \`/${name}\`${shown === '' ? '' : ` ${shown}`} | ${who(access)} | ${t(`commands.${commandKey(name)}.description`)} |`;
};

/** Replaces the text between two marks. */
const between = (text: string, mark: string, lines: readonly string[]): string =>
  text.replace(
    new RegExp(`(<!-- ${mark} -->\n)[\\s\\S]*?(<!-- /${mark} -->)`),
    (_all, begin: string, end: string) =>
      `${begin}${lines.map((line) => `${line}\n`).join('')}${end}`,
  );

/** Run with UPDATE_DOCS=1 to write the tables anew. */
test('lists the existing commands and settings in the README', async () => {
  const now = readFileSync(file, 'utf8');
  const commands = createManifests(await loadCommands()).map(row);
  const all = Object.keys(settingsSchema.shape).map(
    (name) => `| \`${name}\` | ${settingDescriptions[name as keyof typeof settingDescriptions]} |`,
  );
  const wanted = between(between(now, 'commands', commands), 'settings', all);
  if (process.env.UPDATE_DOCS) writeFileSync(file, wanted);
  else expect(now).toBe(wanted);
});

test('explains every setting in .env.example', () => {
  const example = readFileSync(path.resolve(file, '../.env.example'), 'utf8');
  const missing = Object.keys(settingsSchema.shape).filter(
    (name) => !new RegExp(`^#?${name}=`, 'm').test(example),
  );
  expect(missing).toEqual([]);
});
