import type { Telegram } from 'telegraf';
import type { Localizer } from '../../../src/kit/define/parse-context.ts';
import { commandKey } from '../../../src/kit/input/message-keys.ts';
import type { CommandManifest } from '../../../src/kit/menu/manifest.ts';
import { isListed, type MenuScope } from '../../../src/kit/menu/visibility.ts';
import { commandSpelling } from '../../../src/language/catalogue.ts';
import { type Locale, locales } from '../../../src/language/locale.ts';

interface MenuEntry {
  command: string;
  description: string;
}

/** Characters of a command's description. Source: Bot API, BotCommand. */
const longestDescription = 256;

const scopeNames = ['all_private_chats', 'all_group_chats', 'all_chat_administrators'] as const;
type Scope = (typeof scopeNames)[number];

/**
 * The menus that Telegram shows, by scope, and whom each is for: administrators of a place are the admins of
 * a community that began in it. Source: Bot API, BotCommandScope.
 */
const scopes: Readonly<Record<Scope, MenuScope>> = {
  all_private_chats: { isPrivate: true, canManageChat: true, hasRoles: false },
  all_group_chats: { isPrivate: false, canManageChat: false, hasRoles: false },
  all_chat_administrators: { isPrivate: false, canManageChat: true, hasRoles: true },
};
/** Commands in one menu. Source: Bot API, setMyCommands. */
const mostCommands = 100;

/** The menu of one scope in one language. */
const menuOf = (
  sheets: readonly CommandManifest[],
  place: MenuScope,
  { t }: Localizer,
  locale: Locale,
): MenuEntry[] =>
  sheets
    .filter(({ access }) => isListed(access, place))
    .slice(0, mostCommands)
    .map(({ name }) => ({
      command: commandSpelling(locale, name),
      description: [...t(`commands.${commandKey(name)}.description`)]
        .slice(0, longestDescription)
        .join(''),
    }));

/** Brings one menu up to date; sends nothing when it is already so. */
async function updateMenu(
  telegram: Telegram,
  wanted: readonly MenuEntry[],
  where: { scope: { type: Scope }; language_code: string },
): Promise<void> {
  const current = await telegram.callApi('getMyCommands', where);
  if (JSON.stringify(current) === JSON.stringify(wanted)) return;
  await telegram.callApi('setMyCommands', { ...where, commands: wanted });
}

/** Brings the menu of each scope and language up to date. */
export async function registerMenus(
  telegram: Telegram,
  sheets: readonly CommandManifest[],
  words: Readonly<Record<Locale, Localizer>>,
): Promise<void> {
  await Promise.all(
    locales.flatMap((locale) =>
      scopeNames.map((type) =>
        // English is for everyone whose language we do not speak: no code.
        updateMenu(telegram, menuOf(sheets, scopes[type], words[locale], locale), {
          scope: { type },
          language_code: locale === 'en' ? '' : locale,
        }),
      ),
    ),
  );
}
