import type { Telegram } from 'telegraf';
import { commandKey } from '../../src/kit/explain.ts';
import type { Words } from '../../src/kit/kind.ts';
import type { CommandSheet } from '../../src/kit/sheet.ts';
import { fold } from '../../src/language/fold.ts';
import type { Locale } from '../../src/language/locale.ts';

interface MenuEntry {
  command: string;
  description: string;
}

/** Characters of a command's description. Source: Bot API, BotCommand. */
const longestDescription = 256;

/** What people may type for a command on Telegram: its own name, and each language's without diacritics. */
export function telegramNames(name: string, words: Readonly<Record<Locale, Words>>): string[] {
  const own = commandKey(name);
  const [group] = name.split(' ');
  const aliases = Object.values(words).map(({ t }) => {
    const parts = name.includes(' ')
      ? [t(`commands.groups.${group}.name`), t(`commands.${own}.name`)]
      : [t(`commands.${own}.name`)];
    return fold(parts.join('_')).replaceAll(' ', '_');
  });
  return [...new Set([own, ...aliases, ...aliases.map((alias) => alias.replaceAll('_', ''))])];
}

/** Whether everyone may use it: others are found by `help`, which knows the person's roles. */
const isForEveryone = ({ access }: CommandSheet): boolean =>
  access.rule !== 'role' &&
  !(access.rule === 'and' && access.of.some(({ rule }) => rule === 'role'));

function menuOf(sheets: readonly CommandSheet[], { t }: Words): MenuEntry[] {
  return sheets.filter(isForEveryone).map(({ name }) => ({
    command: commandKey(name),
    description: [...t(`commands.${commandKey(name)}.description`)]
      .slice(0, longestDescription)
      .join(''),
  }));
}

/** Brings the menu of each language up to date; sends nothing when it is already so. */
export async function registerMenus(
  telegram: Telegram,
  sheets: readonly CommandSheet[],
  words: Readonly<Record<Locale, Words>>,
): Promise<void> {
  for (const [locale, language] of Object.entries(words)) {
    const wanted = menuOf(sheets, language);
    // English is for everyone whose language we do not speak: no code.
    const language_code = locale === 'en' ? '' : locale;
    const current = await telegram.callApi('getMyCommands', {
      language_code,
    });
    if (JSON.stringify(current) === JSON.stringify(wanted)) continue;
    await telegram.callApi('setMyCommands', { commands: wanted, language_code });
  }
}
