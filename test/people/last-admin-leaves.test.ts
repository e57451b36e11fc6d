import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommandContext } from '../../src/context/command-context.ts';
import { createRoleResolver } from '../../src/context/roles/role-resolver.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { Community } from '../../src/database/generated/client.ts';
import { createTranslator } from '../../src/language/catalogue.ts';
import type { Message } from '../../src/message/message.ts';
import type { Platform } from '../../src/platform.ts';
import { emptyDatabase } from '../support/database/empty-database.ts';
import { databaseKinds } from '../support/database/test-databases.ts';
import { createCommandContext } from '../support/fixtures/command-context.ts';
import { errorKeyOf, extractLinkCode } from '../support/scenario/link-codes.ts';
import {
  askToErase,
  askToUnlink,
  confirmErasure,
  confirmLink,
  redeemLinkCode,
  startLink,
  unlinkAccount,
} from '../support/scenario/run-action.ts';

const textOf = (message: Message): string => JSON.stringify(message.blocks);
/** What its buttons do beside naming somebody. */
const stepsIn = (message: Message) =>
  message.buttons.flat().flatMap(({ action }) => (action?.step ? [action] : []));
const naming = (message: Message) =>
  message.buttons.flat().filter(({ action }) => action?.command === 'role grant');

describe.each(databaseKinds)('the last admin of a community, on %s', (_name, open) => {
  let database: OpenDatabase;
  let community: Community;
  /** Users who manage the place where the community began. */
  let managers: string[];
  /** Users with the Discord role “mods”. */
  let mods: string[];
  let operators: string[];
  /** How often a platform was asked while something was held. */
  let askedWithin: number;
  let held: number;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await emptyDatabase(database.prisma);
    [operators, managers, mods, askedWithin, held] = [[], [], [], 0, 0];
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

  /** The store, which counts what is held. */
  const watched = (): CommandContext['db'] =>
    new Proxy(database.prisma, {
      get(target, name, receiver) {
        if (name !== '$transaction') return Reflect.get(target, name, receiver);
        return async (...given: Parameters<typeof target.$transaction>) => {
          held += 1;
          try {
            return await target.$transaction(...given);
          } finally {
            held -= 1;
          }
        };
      },
    });

  async function somebody(platform: Platform = 'discord'): Promise<CommandContext> {
    const { call } = await createCommandContext(database, community);
    const asked = <Answer>(answer: Answer): Answer => {
      if (held > 0) askedWithin += 1;
      return answer;
    };
    const discord = {
      ...call.platformPermissions.discord,
      canManage: async (_space: string, user: string) => asked(managers.includes(user)),
      managerIds: async () => asked(managers),
      roleIds: async (_space: string, user: string) => asked(mods.includes(user) ? ['mods'] : []),
    };
    const platformPermissions = { discord, telegram: call.platformPermissions.telegram };
    const account = await call.db.account.update({
      where: { id: call.account.id },
      data: { linkedAt: new Date(0), platform },
    });
    const db = watched();
    return {
      ...call,
      db,
      account,
      platformPermissions,
      roleResolver: createRoleResolver(db, platformPermissions, operators),
    };
  }
  const give = async ({ account, now }: CommandContext, when = new Date(now.epochMilliseconds)) => {
    const { personId } = await database.prisma.account.findUniqueOrThrow({
      where: { id: account.id },
    });
    await database.prisma.roleGrant.create({
      data: { communityId: community.id, role: 'admin', grantedAt: when, personId },
    });
  };
  const again = async (context: CommandContext): Promise<CommandContext> => {
    const account = await database.prisma.account.findUniqueOrThrow({
      where: { id: context.account.id },
      include: { person: true },
    });
    return { ...context, account, person: account.person };
  };
  const typed = async (maker: CommandContext, other: CommandContext) =>
    redeemLinkCode(other, extractLinkCode(await startLink(maker)));
  const waiting = async () =>
    (
      await database.prisma.code.findFirstOrThrow({
        where: { redeemedAt: { not: null }, settledAt: null },
      })
    ).id;
  const seen = (message: Message) =>
    stepsIn(message)
      .map(({ args }) => args.seen)
      .find((one) => typeof one === 'string');

  /** Who would go, and how: each leaves the community without its admin. */
  type Leaving = { admin: CommandContext; ask(): Promise<unknown>; act(): Promise<unknown> };

  async function linked(): Promise<{ stays: CommandContext; goes: CommandContext }> {
    const [stays, goes] = [await somebody(), await somebody('telegram')];
    await typed(stays, goes);
    await confirmLink(stays, { code: await waiting() });
    return { stays: await again(stays), goes: await again(goes) };
  }

  const ways: Record<string, () => Promise<Leaving>> = {
    'by unlinking': async () => {
      const { stays, goes } = await linked();
      // A role that was given before the other account came counts on this one alone.
      await database.prisma.account.update({
        where: { id: stays.account.id },
        data: { linkedAt: new Date(goes.now.epochMilliseconds + 60_000) },
      });
      await give(goes);
      const admin = await again(goes);
      return { admin, ask: () => askToUnlink(admin), act: () => unlinkAccount(admin) };
    },
    'by linking, as asked': async () => {
      const [maker, admin] = [await somebody(), await somebody('telegram')];
      await give(admin);
      return { admin, ask: () => typed(maker, admin), act: () => typed(maker, admin) };
    },
    'by linking, as confirmed': async () => {
      const [maker, admin] = [await somebody(), await somebody('telegram')];
      const other = await somebody('telegram');
      await give(other);
      await give(admin);
      await typed(maker, admin);
      const code = await waiting();
      const { personId } = await again(other).then(({ account }) => account);
      const asked = await confirmLink(maker, { code });
      await database.prisma.roleGrant.deleteMany({ where: { personId } });
      const act = () => confirmLink(maker, { code, seen: seen(asked) });
      return { admin, ask: act, act };
    },
  };

  describe.each(Object.entries(ways))('%s', (_way, begin) => {
    test('is refused, whoever asks', async () => {
      const { ask, act, admin } = await begin();
      expect(await errorKeyOf(ask())).toMatch(/^admins\.(unlinking|linking)$/);
      expect(await errorKeyOf(act())).toMatch(/^admins\.(unlinking|linking)$/);
      const { personId } = (await again(admin)).account;
      expect(await database.prisma.roleGrant.count({ where: { personId } })).toBe(1);
      expect(await admin.roleResolver.rolesOf((await again(admin)).account, community)).toContain(
        'admin',
      );
      expect(askedWithin).toBe(0);
    });

    test.each<[string, (admin: CommandContext) => Promise<unknown>]>([
      ['another admin', async () => give(await somebody())],
      ['a manager of the place where it began', async () => managers.push('somebody')],
      ['the platform’s own right', async ({ account }) => managers.push(account.platformId)],
      ['an admin of the deployment', async () => operators.push('telegram:1')],
      [
        'somebody with a Discord role',
        async ({ account }) => {
          const { account: one } = await somebody();
          mods.push(one.platformId);
          await database.prisma.roleGrant.create({
            data: {
              ...{ communityId: community.id, role: 'admin', grantedAt: account.linkedAt },
              ...{ discordRoleId: 'mods', discordRole: 'Mods' },
            },
          });
          await database.prisma.auditEntry.create({
            data: { communityId: community.id, accountId: one.id, action: 'event.new' },
          });
        },
      ],
    ])('may leave when there is %s', async (_who, add) => {
      const { ask, admin } = await begin();
      await add(admin);
      expect(await errorKeyOf(ask())).toBeUndefined();
      expect(askedWithin).toBe(0);
    });
  });

  test('keeps a role on the other account when accounts are separated', async () => {
    const { goes, stays } = await linked();
    await give(goes, new Date(goes.now.epochMilliseconds + 1));
    expect(await errorKeyOf(askToUnlink(goes))).toBeUndefined();
    await unlinkAccount(goes);
    expect(await goes.roleResolver.rolesOf((await again(stays)).account, community)).toContain(
      'admin',
    );
  });

  test('keeps a role that both accounts had when they are linked', async () => {
    const [maker, other] = [await somebody(), await somebody('telegram')];
    await give(maker);
    await give(other);
    await typed(maker, other);
    await confirmLink(maker, { code: await waiting() });
    expect(await maker.roleResolver.rolesOf((await again(other)).account, community)).toContain(
      'admin',
    );
  });

  test('keeps one admin when two linked accounts leave at the same time', async () => {
    const { goes } = await linked();
    const second = await linked();
    const late = new Date(goes.now.epochMilliseconds + 60_000);
    for (const context of [goes, second.goes]) {
      await database.prisma.account.updateMany({
        where: { personId: context.account.personId, id: { not: context.account.id } },
        data: { linkedAt: late },
      });
      await give(context);
    }
    const outcomes = await Promise.all([
      errorKeyOf(unlinkAccount(await again(goes))),
      errorKeyOf(unlinkAccount(await again(second.goes))),
    ]);
    expect(outcomes.filter((one) => one === undefined)).toHaveLength(1);
  });

  describe.each(['en', 'vi'] as const)('deleting the data of the last admin, in %s', (locale) => {
    const words = {
      en: 'Creators would be left without an admin',
      vi: 'Creators sẽ không còn quản trị viên',
    }[locale];
    const reader = async () => ({ ...(await somebody()), locale, t: createTranslator(locale).t });

    test('is announced in the preview, confirmed once more, and possible', async () => {
      const admin = await reader();
      await give(admin);
      const preview = await askToErase(admin);
      expect(textOf(preview)).toContain(words);
      expect(naming(preview).map(({ action }) => action?.choose)).toEqual([community.id]);
      const warning = await confirmErasure(admin, {});
      expect(textOf(warning)).toContain(words);
      expect(await database.prisma.person.count({ where: { id: admin.person.id } })).toBe(1);
      const [anyway, leave] = stepsIn(warning);
      expect([anyway?.step, leave?.step]).toEqual(['confirm', 'leave']);
      const args = { without: String(anyway?.args.without) };
      await confirmErasure(admin, args);
      expect(await database.prisma.person.count({ where: { id: admin.person.id } })).toBe(0);
      expect(askedWithin).toBe(0);
    });

    test('is confirmed again when another community would be left too', async () => {
      const admin = await reader();
      await give(admin);
      const [anyway] = stepsIn(await confirmErasure(admin, {}));
      const other = await database.prisma.community.create({
        data: { name: 'Film club', locale: 'vi', zone: 'UTC' },
      });
      await database.prisma.roleGrant.create({
        data: { communityId: other.id, role: 'admin', personId: admin.person.id },
      });
      const args = { without: String(anyway?.args.without) };
      expect(textOf(await confirmErasure(admin, args))).toContain('Film club');
      expect(await database.prisma.person.count({ where: { id: admin.person.id } })).toBe(1);
    });

    test.each<[string, (admin: CommandContext) => Promise<unknown>]>([
      ['another admin is there', async () => give(await somebody())],
      ['the platform makes them one', async ({ account }) => managers.push(account.platformId)],
    ])('needs no warning when %s', async (_what, add) => {
      const admin = await reader();
      await give(admin);
      await add(admin);
      expect(textOf(await askToErase(admin))).not.toContain(words);
      await confirmErasure(admin, {});
      expect(await database.prisma.person.count({ where: { id: admin.person.id } })).toBe(0);
    });
  });
});
