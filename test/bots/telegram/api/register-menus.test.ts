import { Telegram } from 'telegraf';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { registerMenus } from '../../../../bots/telegram/api/register-menus.ts';
import { translators } from '../../../../src/language/catalogue.ts';
import { plainManifest } from '../../../support/fixtures/manifests.ts';

const manifests = [plainManifest('events', 'public'), plainManifest('mine', 'private')];

const menuSchema = z.object({
  scope: z.object({ type: z.string() }),
  language_code: z.string(),
  commands: z.array(z.looseObject({ command: z.string() })),
});
type Menu = z.infer<typeof menuSchema>;

/** A server that keeps menus; an older one drops the field `is_ephemeral`. */
function createServer({ isOld }: { isOld: boolean }) {
  const menus = new Map<string, Menu['commands']>();
  const set: Menu[] = [];
  const telegram = new Telegram('1:x');
  const key = ({ scope, language_code: language }: Pick<Menu, 'scope' | 'language_code'>) =>
    `${scope.type} ${language}`;
  telegram.callApi = async (method, payload) => {
    if (method === 'getMyCommands') {
      const menu = menus.get(key(menuSchema.omit({ commands: true }).parse(payload))) ?? [];
      // Newer servers return fields that are not ours.
      return menu.map((entry) => (isOld ? entry : { ...entry, icon: 'x' })) as never;
    }
    const menu = menuSchema.parse(payload);
    set.push(menu);
    const commands = menu.commands.map(({ is_ephemeral: flag, ...entry }) =>
      isOld || flag === undefined ? entry : { ...entry, is_ephemeral: flag },
    );
    menus.set(key(menu), commands);
    return true as never;
  };
  return { telegram, set };
}

const ephemeralCommands = ({ commands }: Menu) =>
  commands.flatMap(({ command, is_ephemeral: flag }) => (flag ? [command] : []));

test('makes commands with a private answer ephemeral in groups alone', async () => {
  const { telegram, set } = createServer({ isOld: false });
  await registerMenus(telegram, manifests, translators, { ephemeral: true });
  const byScope = (scope: string) => set.filter((menu) => menu.scope.type === scope);
  expect(byScope('all_private_chats').flatMap(ephemeralCommands)).toEqual([]);
  for (const scope of ['all_group_chats', 'all_chat_administrators'])
    expect(byScope(scope).flatMap(ephemeralCommands).sort()).toEqual(['cuatoi', 'mine']);
});

test.each([
  { isOld: true, ephemeral: false },
  { isOld: false, ephemeral: true },
])('sets nothing again that is there: %o', async ({ isOld, ephemeral }) => {
  const { telegram, set } = createServer({ isOld });
  await registerMenus(telegram, manifests, translators, { ephemeral });
  const before = set.length;
  await registerMenus(telegram, manifests, translators, { ephemeral });
  expect(set).toHaveLength(before);
});

test('sets the menus of groups anew once ephemeral commands are proven', async () => {
  const { telegram, set } = createServer({ isOld: false });
  await registerMenus(telegram, manifests, translators, { ephemeral: false });
  set.length = 0;
  await registerMenus(telegram, manifests, translators, { ephemeral: true });
  expect(new Set(set.map(({ scope }) => scope.type))).toEqual(
    new Set(['all_group_chats', 'all_chat_administrators']),
  );
});

test('leaves out of a menu that is too long what the help names in another line', async () => {
  const { telegram, set } = createServer({ isOld: false });
  const many = Array.from({ length: 120 }, () => plainManifest('mine', 'private')).map(
    (manifest, at) => ({
      ...manifest,
      help: at < 60 ? { with: 'mine' } : ({ section: 'yours', order: at } as const),
    }),
  );
  const [last] = many.slice(-1);
  if (!last) throw new Error('none');
  await registerMenus(telegram, [...many, { ...last, name: 'events' }], translators, {
    ephemeral: true,
  });
  expect(set.length).toBeGreaterThan(0);
  for (const { commands } of set) {
    expect(commands).toHaveLength(100);
    expect(['events', 'sukien']).toContain(commands.at(-1)?.command);
  }
});
