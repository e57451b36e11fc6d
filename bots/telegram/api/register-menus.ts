import type { Telegram } from 'telegraf';
import { z } from 'zod';
import type { Localizer } from '../../../src/kit/define/parse-context.ts';
import type { CommandManifest } from '../../../src/kit/menu/manifest.ts';
import { isListed, type MenuScope } from '../../../src/kit/menu/visibility.ts';
import { commandKey } from '../../../src/kit/names/message-keys.ts';
import { commandSpelling } from '../../../src/language/catalogue.ts';
import { type Locale, locales } from '../../../src/language/locale.ts';
import type { Localizers } from '../../bot.ts';
import type { PlatformFeatures } from '../../shared/platform-features.ts';

/** A command in a menu. Telegram may return more fields than these. Source: Bot API, BotCommand. */
const menuEntrySchema = z.object({
  command: z.string(),
  description: z.string(),
  /** The typed command is seen by the bot alone. */
  is_ephemeral: z.boolean().optional(),
});
type MenuEntry = z.infer<typeof menuEntrySchema>;

/** Characters of a command's description. Source: Bot API, BotCommand. */
const maxDescriptionLength = 256;

const scopeNames = ['all_private_chats', 'all_group_chats', 'all_chat_administrators'] as const;
type Scope = (typeof scopeNames)[number];

/**
 * The menus that Telegram shows by scope, and who sees them: administrators of a chat are the admins of a community
 * that was created in it. Source: Bot API, BotCommandScope.
 */
const scopes: Readonly<Record<Scope, MenuScope>> = {
  all_private_chats: { isPrivate: true, canManageChat: true, hasRoles: false },
  all_group_chats: { isPrivate: false, canManageChat: false, hasRoles: false },
  all_chat_administrators: { isPrivate: false, canManageChat: true, hasRoles: true },
};
/** Commands in one menu. Source: Bot API, setMyCommands. */
const maxCommands = 100;

/** As many as one menu takes. Those go first that another command's line in the help names: they can still be typed. */
function fitMenu(listed: readonly CommandManifest[]): readonly CommandManifest[] {
  const excess = listed.length - maxCommands;
  if (excess <= 0) return listed;
  const companions = listed.filter(({ help }) => typeof help === 'object' && 'with' in help);
  const dropped = new Set(companions.slice(Math.max(0, companions.length - excess)));
  return listed.filter((one) => !dropped.has(one)).slice(0, maxCommands);
}

/** The menu of one scope in one language. */
const menuOf = (
  manifests: readonly CommandManifest[],
  scope: MenuScope,
  { t }: Localizer,
  locale: Locale,
  { ephemeral }: Pick<PlatformFeatures, 'ephemeral'>,
): MenuEntry[] =>
  fitMenu(manifests.filter(({ access }) => isListed(access, scope))).map(
    ({ name, visibility }) => ({
      command: commandSpelling(locale, name),
      description: [...t(`commands.${commandKey(name)}.description`)]
        .slice(0, maxDescriptionLength)
        .join(''),
      ...(ephemeral && !scope.isPrivate && visibility !== 'public' ? { is_ephemeral: true } : {}),
    }),
  );

/** Whether Telegram has this menu. A server that may not return the field is not asked for it. */
function isCurrent(
  current: unknown,
  wanted: readonly MenuEntry[],
  { ephemeral }: Pick<PlatformFeatures, 'ephemeral'>,
): boolean {
  const read = z.array(menuEntrySchema).safeParse(current);
  return (
    read.success &&
    read.data.length === wanted.length &&
    read.data.every((entry, at) => {
      const other = wanted[at];
      return (
        entry.command === other?.command &&
        entry.description === other.description &&
        (!ephemeral || (entry.is_ephemeral ?? false) === (other.is_ephemeral ?? false))
      );
    })
  );
}

/** Updates one menu, unless Telegram has the same already. */
async function updateMenu(
  telegram: Telegram,
  wanted: readonly MenuEntry[],
  where: { scope: { type: Scope }; language_code: string },
  features: Pick<PlatformFeatures, 'ephemeral'>,
): Promise<void> {
  if (isCurrent(await telegram.callApi('getMyCommands', where), wanted, features)) return;
  await telegram.callApi('setMyCommands', { ...where, commands: wanted });
}

/** Updates the menu of each scope and language. In groups, commands whose answer is private are ephemeral themselves. */
export async function registerMenus(
  telegram: Telegram,
  manifests: readonly CommandManifest[],
  localizers: Localizers,
  features: Pick<PlatformFeatures, 'ephemeral'>,
): Promise<void> {
  await Promise.all(
    locales.flatMap((locale) =>
      scopeNames.map((type) =>
        // English is the default for all other languages: no code.
        updateMenu(
          telegram,
          menuOf(manifests, scopes[type], localizers[locale], locale, features),
          { scope: { type }, language_code: locale === 'en' ? '' : locale },
          features,
        ),
      ),
    ),
  );
}
