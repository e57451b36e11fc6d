import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { grantRole, revokeRole } from '../../../src/communities/role-grants.ts';
import type { CommandContext } from '../../../src/context/command-context.ts';
import { createRoleResolver } from '../../../src/context/roles/role-resolver.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Community } from '../../../src/database/generated/client.ts';
import { emptyDatabase } from '../../support/database/empty-database.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { createCommandContext } from '../../support/fixtures/command-context.ts';
import { errorKeyOf } from '../../support/scenario/link-codes.ts';

describe.each(databaseKinds)('the last admin, on %s', (_name, open) => {
  let database: OpenDatabase;
  let community: Community;
  let operators: string[];
  /** Users who manage the place where the community began. */
  let managers: string[];
  /** Users with the Discord role “mods”. */
  let mods: string[];

  async function somebody(): Promise<CommandContext> {
    const { call } = await createCommandContext(database, community);
    const discord = {
      ...call.platformPermissions.discord,
      canManage: async (_space: string, user: string) => managers.includes(user),
      managerIds: async () => managers,
      roleIds: async (_space: string, user: string) => (mods.includes(user) ? ['mods'] : []),
    };
    const platformPermissions = { discord, telegram: call.platformPermissions.telegram };
    // An account of long ago: whatever role it gets counts.
    const account = await call.db.account.update({
      where: { id: call.account.id },
      data: { linkedAt: new Date(0) },
    });
    return {
      ...call,
      account,
      platformPermissions,
      roleResolver: createRoleResolver(call.db, platformPermissions, operators),
    };
  }
  const personOf = ({ account }: CommandContext) =>
    ({ kind: 'person', platformId: account.platformId, name: account.name }) as const;
  const role = { kind: 'role', platformId: 'mods', name: 'Mods' } as const;
  const admins = () => database.prisma.roleGrant.count({ where: { role: 'admin' } });

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await emptyDatabase(database.prisma);
    [operators, managers, mods] = [[], [], []];
    community = await database.prisma.community.create({
      data: {
        name: 'Creators',
        locale: 'vi',
        zone: 'Asia/Ho_Chi_Minh',
        connections: {
          create: { platform: 'discord', platformId: 'server', title: 'Server', founding: true },
        },
      },
    });
  });

  test('cannot be removed by themselves or by others', async () => {
    const only = await somebody();
    await grantRole(only, personOf(only), 'admin');
    expect(await errorKeyOf(revokeRole(only, personOf(only), 'admin'))).toBe('admins.last');
    expect(await errorKeyOf(revokeRole(only, personOf(only), 'admin', true))).toBe('admins.last');
    expect(await errorKeyOf(revokeRole(await somebody(), personOf(only), 'admin'))).toBe(
      'admins.last',
    );
    expect(await admins()).toBe(1);
  });

  test('asks for confirmation before removing yourself but not before removing others', async () => {
    const [one, other] = [await somebody(), await somebody()];
    await grantRole(one, personOf(one), 'admin');
    await grantRole(one, personOf(other), 'admin');
    expect(await revokeRole(one, personOf(one), 'admin')).toBe(false);
    expect(await admins()).toBe(2);
    expect(await revokeRole(one, personOf(one), 'admin', true)).toBe(true);
    expect(await admins()).toBe(1);
    await grantRole(other, personOf(one), 'admin');
    expect(await revokeRole(other, personOf(one), 'admin')).toBe(true);
    expect(await admins()).toBe(1);
  });

  test('asks for confirmation before removing a Discord role that makes you an admin', async () => {
    const one = await somebody();
    mods = [one.account.platformId];
    await grantRole(one, role, 'admin');
    expect(await errorKeyOf(revokeRole(one, role, 'admin'))).toBe('admins.last');
    const other = await somebody();
    await grantRole(one, personOf(other), 'admin');
    expect(await revokeRole(one, role, 'admin')).toBe(false);
    expect(await admins()).toBe(2);
  });

  test('counts a Discord role with members as an admin and an empty one not', async () => {
    const [one, member] = [await somebody(), await somebody()];
    await grantRole(one, personOf(one), 'admin');
    await grantRole(one, role, 'admin');
    expect(await errorKeyOf(revokeRole(one, personOf(one), 'admin', true))).toBe('admins.last');
    mods = [member.account.platformId];
    await database.prisma.auditEntry.create({
      data: {
        communityId: community.id,
        accountId: member.account.id,
        action: 'event.new',
        createdAt: new Date(one.now.epochMilliseconds),
      },
    });
    await revokeRole(one, personOf(one), 'admin', true);
    expect(await admins()).toBe(1);
  });

  test.each([
    ['a manager of the place where it began', () => managers.push('somebody')],
    ['an admin of the deployment', () => operators.push('telegram:1')],
  ])('counts %s as an admin', async (_what, add) => {
    add();
    const one = await somebody();
    await grantRole(one, personOf(one), 'admin');
    await revokeRole(one, personOf(one), 'admin', true);
    expect(await admins()).toBe(0);
  });

  test('keeps one admin when two remove each other at the same time', async () => {
    const [one, other] = [await somebody(), await somebody()];
    await grantRole(one, personOf(one), 'admin');
    await grantRole(one, personOf(other), 'admin');
    const done = await Promise.allSettled([
      revokeRole(one, personOf(other), 'admin'),
      revokeRole(other, personOf(one), 'admin'),
    ]);
    // Who is no admin any more by then is refused or asked; nothing is done.
    const removed = done.filter((one) => one.status === 'fulfilled' && one.value);
    expect(removed).toHaveLength(1);
    expect(await admins()).toBe(1);
  });

  test('gives a role at once to someone who never wrote before', async () => {
    const one = await somebody();
    const newcomer = { kind: 'person', platformId: crypto.randomUUID(), name: 'Mới' } as const;
    await grantRole(one, newcomer, 'admin');
    const account = await database.prisma.account.findFirstOrThrow({
      where: { platformId: newcomer.platformId },
    });
    expect(await one.roleResolver.rolesOf(account, community)).toContain('admin');
  });

  test('revokes other roles without confirmation', async () => {
    const one = await somebody();
    await grantRole(one, personOf(one), 'editor');
    expect(await revokeRole(one, personOf(one), 'editor')).toBe(true);
  });
});
