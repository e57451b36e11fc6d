import { expect, test } from 'vitest';
import { transientChat } from '../../src/context/chats.ts';
import type { Role } from '../../src/database/generated/enums.ts';
import { isCommandAvailable, readHelpOverview } from '../../src/help/availability.ts';
import { type AccessRule, everyone, hasRole, inPrivate } from '../../src/kit/define/access.ts';
import type { HelpPlace } from '../../src/kit/define/command.ts';

const manifest = (
  name: string,
  access: AccessRule = hasRole('admin'),
  help: HelpPlace = 'unlisted',
) => ({
  ...{ name, help, arguments: [], access },
  ...{ visibility: 'public' as const, isReadOnly: false },
});

function request(roles: readonly Role[], kind: 'private' | 'group' = 'group', manages = false) {
  const chat = { platformId: '1', threadId: '', kind, title: 'Chat' } as const;
  return {
    community: undefined,
    isPrivate: kind === 'private',
    chat: transientChat({ platform: 'telegram', chat }, 'account', new Date(0)),
    canManageChat: async () => manages,
    roles: async () => new Set(roles),
    manifests: [],
  };
}

test('offers a command for private chats in a group too', async () => {
  const isAvailable = (roles: readonly Role[]) =>
    isCommandAvailable({ name: 'link', access: inPrivate }, request(roles));
  expect(await isAvailable([])).toBe(true);
});

test('offers connecting to admins, and to managers of the group', async () => {
  const connect = manifest('connect', inPrivate);
  expect(await isCommandAvailable(connect, request(['admin'], 'private'))).toBe(true);
  expect(await isCommandAvailable(connect, request([], 'group', true))).toBe(true);
  expect(await isCommandAvailable(connect, request([], 'group'))).toBe(false);
  expect(await isCommandAvailable(connect, request([], 'private', true))).toBe(false);
});

test('shows the first of many blocks and offers the others as buttons', async () => {
  const few = await readHelpOverview(request(['editor']));
  expect(few).toMatchObject({ otherBlocks: [], roles: ['editor'] });
  const many = await readHelpOverview(request(['admin', 'editor', 'organiser']));
  expect(many.otherBlocks).toEqual(['organiser', 'editor', 'member']);
  const asked = await readHelpOverview(request(['editor']), 'member');
  expect(asked.otherBlocks).toEqual(['editor']);
});

test('lists the available commands of a section by their order, and those of one place by name', async () => {
  const manifests = [
    manifest('later', everyone, { section: 'events', order: 20 }),
    manifest('forbidden', hasRole('admin'), { section: 'events', order: 15 }),
    manifest('beside', everyone, { with: 'later' }),
    manifest('second', everyone, { section: 'events', order: 10 }),
    manifest('first', everyone, { section: 'events', order: 10 }),
    manifest('hidden', everyone),
    manifest('mine', everyone, { section: 'yours', order: 1 }),
  ];
  const { sections } = await readHelpOverview({ ...request([]), manifests });
  expect(sections).toEqual([
    { name: 'events', commands: ['first', 'second', 'later'] },
    { name: 'yours', commands: ['mine'] },
  ]);
});
