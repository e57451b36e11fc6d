import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  confirmConnection,
  redeemConnectionCode,
  rejectConnection,
  startConnection,
} from '../../../src/communities/connections/connect.ts';
import { createConnectionNotices } from '../../../src/communities/connections/connect-notices.ts';
import { createCommunityForSpace } from '../../../src/communities/connections/platform-lifecycle.ts';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Community } from '../../../src/database/generated/client.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { createCommandContext } from '../../support/fixtures/command-context.ts';
import { errorKeyOf } from '../../support/scenario/link-codes.ts';

const settings = { LOCALE: 'vi', TIME_ZONE: 'Asia/Ho_Chi_Minh' } as const;

describe.each(databaseKinds)('connecting a chat to a community, on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  const db = () => database.prisma;

  async function founded(): Promise<{ place: string; community: Community }> {
    const place = crypto.randomUUID();
    await createCommunityForSpace(db(), 'discord', { platformId: place, title: place }, settings);
    const community = await db().community.findFirstOrThrow({ where: { name: place } });
    return { place, community };
  }

  /** Somebody who is an admin of a community and manages every place of their platform. */
  async function admin(community: Community): Promise<CommandContext> {
    const { call } = await createCommandContext(database, community);
    const manager = {
      ...call.platformPermissions.discord,
      canManage: async () => true,
      describe: async (title: string) => ({ title, members: 3 }),
    };
    return {
      ...call,
      platformPermissions: { discord: manager, telegram: manager },
      roles: async (of = community) => new Set(of.id === community.id ? ['admin' as const] : []),
    };
  }

  /** A place asks to join. @returns the id with which the admin decides */
  async function asked(context: CommandContext, place: string): Promise<string> {
    const started = await startConnection(context);
    const code = started.kind === 'code' ? started.code : '';
    const there = { ...context, spaceId: place };
    await redeemConnectionCode(there, createConnectionNotices(there), code, undefined);
    const kept = await db().code.findFirstOrThrow({
      where: { accountId: context.account.id, settledAt: null, redeemedAt: { not: null } },
    });
    return kept.id;
  }
  const communityAt = async (platformId: string) =>
    (
      await db().connection.findUniqueOrThrow({
        where: { platform_platformId: { platform: 'discord', platformId } },
      })
    ).communityId;

  test('records the decision of an admin in the audit log and tells the requester about a refusal', async () => {
    const [mine, other] = [await founded(), await founded()];
    const context = await admin(mine.community);
    await confirmConnection(
      context,
      createConnectionNotices(context),
      await asked(context, other.place),
    );
    const third = await founded();
    await rejectConnection(
      context,
      createConnectionNotices(context),
      await asked(context, third.place),
    );
    const acts = await db().auditEntry.findMany({
      where: { communityId: mine.community.id },
      orderBy: { createdAt: 'asc' },
    });
    expect(acts.map(({ action }) => action)).toEqual([
      'community.code',
      'community.connect',
      'community.code',
      'community.refuse',
    ]);
    expect(acts.every(({ accountId }) => accountId === context.account.id)).toBe(true);
    expect(await communityAt(other.place)).toBe(mine.community.id);
    expect(await communityAt(third.place)).toBe(third.community.id);
    const told = await db().publication.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    expect(JSON.stringify(told.messages)).toContain(`declined ${third.place}`);
  });

  test('keeps a place where it is when it joined another community after its request', async () => {
    const [attacker, victim] = [await founded(), await founded()];
    const place = crypto.randomUUID();
    const context = await admin(attacker.community);
    const late = await asked(context, place);
    const other = await admin(victim.community);
    await confirmConnection(other, createConnectionNotices(other), await asked(other, place));
    expect(
      await errorKeyOf(confirmConnection(context, createConnectionNotices(context), late)),
    ).toBe('commands.connect.taken');
    expect(await communityAt(place)).toBe(victim.community.id);
    expect(await db().community.count({ where: { id: victim.community.id } })).toBe(1);
  });

  test('keeps a community that gained content after its place asked to move', async () => {
    const [own, young] = [await founded(), await founded()];
    const context = await admin(own.community);
    const id = await asked(context, young.place);
    await db().course.create({
      data: { communityId: young.community.id, title: 'Podcast', searchText: 'podcast' },
    });
    expect(await errorKeyOf(confirmConnection(context, createConnectionNotices(context), id))).toBe(
      'commands.connect.taken',
    );
    expect(await db().course.count({ where: { communityId: young.community.id } })).toBe(1);
  });

  test('dissolves an empty community when its place moves', async () => {
    const [own, young] = [await founded(), await founded()];
    const context = await admin(own.community);
    await confirmConnection(
      context,
      createConnectionNotices(context),
      await asked(context, young.place),
    );
    expect(await communityAt(young.place)).toBe(own.community.id);
    expect(await db().community.count({ where: { id: young.community.id } })).toBe(0);
  });

  test('keeps the managers of the founding place when it rejoins its community', async () => {
    const own = await founded();
    const context = await admin(own.community);
    await confirmConnection(
      context,
      createConnectionNotices(context),
      await asked(context, own.place),
    );
    expect(await db().connection.count({ where: { platformId: own.place, founding: true } })).toBe(
      1,
    );
  });

  test('refuses confirmation by someone who is no longer an admin', async () => {
    const own = await founded();
    const place = crypto.randomUUID();
    const context = await admin(own.community);
    const id = await asked(context, place);
    const revoked: CommandContext = { ...context, roles: async () => new Set() };
    expect(await errorKeyOf(confirmConnection(revoked, createConnectionNotices(revoked), id))).toBe(
      'commands.connect.notAdmin',
    );
    expect(await db().connection.count({ where: { platformId: place } })).toBe(0);
  });

  test('lets an admin of two communities decide about places in each', async () => {
    const [first, second] = [await founded(), await founded()];
    const context = await admin(first.community);
    await asked(context, crypto.randomUUID());
    const elsewhere: CommandContext = {
      ...context,
      community: second.community,
      roles: async () => new Set(['admin']),
    };
    expect(await startConnection(elsewhere)).toMatchObject({ kind: 'code' });
  });
});
