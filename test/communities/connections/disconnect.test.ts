import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  confirmConnection,
  redeemConnectionCode,
  redeemOwnConnectionCode,
  startConnection,
} from '../../../src/communities/connections/connect.ts';
import { createConnectionNotices } from '../../../src/communities/connections/connect-notices.ts';
import {
  disconnectSpace as disconnect,
  planDisconnect,
} from '../../../src/communities/connections/disconnect.ts';
import { disconnectMessage } from '../../../src/communities/connections/disconnect-messages.ts';
import { createDisconnectNotices } from '../../../src/communities/connections/disconnect-notices.ts';
import { createPlatformLifecycle } from '../../../src/communities/connections/platform-lifecycle.ts';
import {
  startCommunity,
  startUnlessCodePending,
} from '../../../src/communities/connections/starting/start-community.ts';
import { startChoiceMessage } from '../../../src/communities/connections/starting/start-messages.ts';
import type { CommandContext } from '../../../src/context/command-context.ts';
import { createRoleResolver } from '../../../src/context/roles/role-resolver.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Community, Connection } from '../../../src/database/generated/client.ts';
import type { Message } from '../../../src/message/message.ts';
import { emptyDatabase } from '../../support/database/empty-database.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../../support/fixtures/command-context.ts';
import { errorKeyOf } from '../../support/scenario/link-codes.ts';

const askToDisconnect = async (context: CommandContext, space: Connection | undefined) =>
  disconnectMessage(context, await planDisconnect(context, space));
const disconnectSpace = async (
  context: CommandContext,
  confirmed: { place: string; seen: string },
) =>
  disconnectMessage(
    context,
    await disconnect(context, createDisconnectNotices(context), confirmed),
  );

const settings = { LOCALE: 'vi', TIME_ZONE: 'Asia/Ho_Chi_Minh' } as const;

describe.each(databaseKinds)('leaving a community, on %s', (_name, open) => {
  let database: OpenDatabase;
  let community: Community;
  /** Who manages which place, as `user place`. */
  let manages: Set<string>;
  const db = () => database.prisma;

  async function somebody(inCommunity: Community | undefined = community): Promise<CommandContext> {
    const { call } = await createCommandContext(database, inCommunity);
    const account = await db().account.update({
      where: { id: call.account.id },
      data: { linkedAt: new Date(0) },
    });
    const power = {
      ...call.platformPermissions.discord,
      canManage: async (place: string, user: string) => manages.has(`${user} ${place}`),
      managerIds: async (place: string) =>
        [...manages]
          .filter((one) => one.endsWith(` ${place}`))
          .map((one) => one.split(' ')[0] ?? ''),
      describe: async (title: string) => ({ title, members: 3 }),
    };
    const platformPermissions = { discord: power, telegram: power };
    const roleResolver = createRoleResolver(db(), platformPermissions, []);
    return {
      ...call,
      account,
      platformPermissions,
      roleResolver,
      roles: async (of = community) => roleResolver.rolesOf(account, of),
    };
  }
  const place = (title: string, founding = false): Promise<Connection> =>
    db().connection.create({
      data: { communityId: community.id, platform: 'discord', platformId: title, title, founding },
    });
  const seenIn = ({ buttons }: Message): string => String(buttons.flat()[0]?.action?.args.seen);
  const leave = async (commandContext: CommandContext, { id }: Connection) =>
    disconnectSpace(commandContext, {
      place: id,
      seen: seenIn(
        await askToDisconnect(
          commandContext,
          await db().connection.findUniqueOrThrow({ where: { id } }),
        ),
      ),
    });

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await emptyDatabase(db());
    manages = new Set();
    community = await db().community.create({
      data: { name: 'Creators', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
    });
  });

  async function founder(at: Connection): Promise<CommandContext> {
    const commandContext = await somebody();
    manages.add(`${commandContext.account.platformId} ${at.platformId}`);
    return commandContext;
  }

  test('refuses people who may remove nothing before they choose, and shows others what they may remove', async () => {
    const [home, other] = [await place('home', true), await place('other')];
    const admin = await founder(home);
    const shown = ({ buttons }: Message) =>
      buttons.flat().map(({ label, action }) => action?.step ?? label);
    expect(shown(await askToDisconnect(admin, undefined))).toEqual([
      'home · Discord',
      'other · Discord',
      'leave',
    ]);
    const moderator = await somebody();
    await db().roleGrant.create({
      data: {
        ...{ communityId: community.id, role: 'moderator' },
        personId: moderator.account.personId,
      },
    });
    expect(await errorKeyOf(askToDisconnect(moderator, undefined))).toBe('kit.refused.role');
    manages.add(`${moderator.account.platformId} ${other.platformId}`);
    expect(shown(await askToDisconnect(moderator, undefined))).toEqual([
      'other · Discord',
      'leave',
    ]);
  });

  test('removes a place with its subscriptions and pending deliveries and keeps the rest', async () => {
    const [home, other] = [await place('home', true), await place('other')];
    const commandContext = await founder(home);
    const chat = await db().chat.create({
      data: {
        platform: 'discord',
        platformId: 'channel',
        kind: 'group',
        title: 'channel',
        connectionId: other.id,
        subscriptions: { create: { communityId: community.id, topic: 'alerts' } },
      },
    });
    const { id } = await db().publication.create({
      data: {
        communityId: community.id,
        kind: 'alert',
        priority: 0,
        audience: {},
        messages: {},
        locale: 'vi',
      },
    });
    await db().delivery.create({
      data: { publicationId: id, chatId: chat.id, platform: 'discord', priority: 0 },
    });
    const asked = JSON.stringify(await askToDisconnect(commandContext, other));
    expect(asked).toContain('1 mục');
    expect(asked).toContain('1 tin');
    const seen = seenIn(await askToDisconnect(commandContext, other));
    // What is being sent meanwhile is no other question.
    await db().delivery.updateMany({ data: { state: 'sent' } });
    const sent = await db().delivery.findFirstOrThrow();
    await db().delivery.create({
      data: {
        publicationId: (
          await db().publication.create({
            data: {
              communityId: community.id,
              kind: 'alert',
              priority: 0,
              audience: {},
              messages: {},
              locale: 'vi',
            },
          })
        ).id,
        chatId: chat.id,
        platform: 'discord',
        priority: 0,
      },
    });
    await disconnectSpace(commandContext, { place: other.id, seen });
    expect(await db().connection.count()).toBe(1);
    expect(await db().chat.findUniqueOrThrow({ where: { id: chat.id } })).toMatchObject({
      connectionId: null,
    });
    expect(await db().subscription.count()).toBe(0);
    const states = await db().delivery.findMany({ orderBy: { id: 'asc' } });
    expect(states.map(({ state }) => state)).toEqual(['sent', 'skipped']);
    expect(states[0]?.id).toBe(sent.id);
    expect(await db().community.count()).toBe(1);
    expect((await db().auditEntry.findMany()).map(({ action }) => action)).toEqual([
      'community.disconnect',
    ]);
  });

  test('shows the changed counts again and removes nothing when they changed before confirmation', async () => {
    const home = await place('home', true);
    const commandContext = await founder(home);
    const seen = seenIn(await askToDisconnect(commandContext, home));
    await db().course.create({
      data: { communityId: community.id, title: 'Podcast', searchText: 'podcast' },
    });
    const original = await disconnectSpace(commandContext, { place: home.id, seen });
    expect(JSON.stringify(original)).toContain('1 khóa học');
    expect(await db().course.count()).toBe(1);
    await disconnectSpace(commandContext, { place: home.id, seen: seenIn(original) });
    expect(await db().community.count()).toBe(0);
    expect(await db().course.count()).toBe(0);
    expect(await db().auditEntry.findFirstOrThrow()).toMatchObject({
      action: 'community.remove',
      communityId: null,
    });
  });

  test('keeps the place of the last admin while others remain', async () => {
    const [home] = [await place('home', true), await place('other')];
    const commandContext = await founder(home);
    expect(await errorKeyOf(askToDisconnect(commandContext, home))).toBe(
      'connections.errors.lastAdmin',
    );
  });

  test('lets only a manager of a place remove it, and keeps the community', async () => {
    const [home, other] = [await place('home', true), await place('other')];
    await founder(home);
    const stranger = await somebody();
    expect(await errorKeyOf(askToDisconnect(stranger, other))).toBe('kit.refused.role');
    const manager = await founder(other);
    expect(await errorKeyOf(askToDisconnect(manager, home))).toBe('kit.refused.role');
    await leave(manager, other);
    expect(await db().connection.count()).toBe(1);
  });

  test('does not let a manager without admin role end the community by removing its only place', async () => {
    const only = await place('only');
    expect(await errorKeyOf(askToDisconnect(await founder(only), only))).toBe('kit.refused.role');
  });

  test('founds no community for a server that left until the bot is added again', async () => {
    const home = await place('home', true);
    await leave(await founder(home), home);
    const places = createPlatformLifecycle(db(), settings, () => tuesdayMorning.epochMilliseconds);
    const space = { platformId: 'home', title: 'home' };
    await places.joined('discord', space);
    expect(await db().community.count()).toBe(0);
    await places.left('discord', { space }, 'removed');
    await places.joined('discord', space);
    expect(await db().community.count()).toBe(1);
  });

  describe('starting in a place while a connection code may be pending', () => {
    /** Somebody in a group of no community, who manages it. */
    async function newcomer(as?: CommandContext): Promise<CommandContext> {
      const commandContext = as ?? (await somebody());
      manages.add(`${commandContext.account.platformId} group`);
      const chat = await db().chat.create({
        data: {
          platform: commandContext.account.platform,
          platformId: 'group',
          kind: 'group',
          title: 'Nhóm',
        },
      });
      return {
        ...commandContext,
        community: undefined,
        chat: { ...chat, connection: null },
        spaceId: 'group',
        canManageChat: async () => true,
      };
    }
    const showStart = async (context: CommandContext): Promise<Message | undefined> => {
      const started = await startUnlessCodePending(context);
      return 'pendingCodes' in started ? startChoiceMessage(context, started) : undefined;
    };
    const stepsOf = (shown: Message | undefined) =>
      (shown?.buttons ?? [])
        .flat()
        .flatMap(({ action }) =>
          action && ['start', 'connect'].includes(action.command) && action.step
            ? [action.step]
            : [],
        );

    test('founds a community at once when there is no code', async () => {
      await showStart(await newcomer());
      expect(await db().community.count()).toBe(2);
    });

    test('offers both choices when someone has a code, and founds a community when that is chosen', async () => {
      const admin = await founder(await place('home', true));
      await startConnection(admin);
      const commandContext = await newcomer();
      expect(stepsOf(await showStart(commandContext))).toEqual(['begin']);
      expect(await db().community.count()).toBe(1);
      expect((await startCommunity(commandContext)).community?.name).toBe('group');
    });

    test('requests the connection with one press for your own code, and an admin confirms it', async () => {
      const admin = await founder(await place('home', true));
      await startConnection(admin);
      const commandContext = await newcomer(admin);
      const original = await showStart(commandContext);
      expect(stepsOf(original)).toEqual(['here', 'begin']);
      const { id } = await db().code.findFirstOrThrow();
      await redeemOwnConnectionCode(commandContext, createConnectionNotices(commandContext), id);
      // It waits for the word now, longer than a code holds.
      const later = { ...admin, now: tuesdayMorning.add({ hours: 20 }) };
      expect(stepsOf(await showStart({ ...commandContext, now: later.now }))).toEqual([
        'begin',
        'wait',
      ]);
      await confirmConnection(later, createConnectionNotices(later), id);
      expect(await db().connection.count({ where: { communityId: community.id } })).toBe(2);
      expect(await db().community.count()).toBe(1);
    });

    test('ends a pending request of this place when a community is founded here', async () => {
      const admin = await founder(await place('home', true));
      const started = await startConnection(admin);
      const code = started.kind === 'code' ? started.code : '';
      const commandContext = await newcomer();
      await redeemConnectionCode(
        commandContext,
        createConnectionNotices(commandContext),
        code,
        undefined,
      );
      expect(stepsOf(await showStart(commandContext))).toEqual(['begin', 'wait']);
      await startCommunity(commandContext);
      const { id } = await db().code.findFirstOrThrow();
      expect(await errorKeyOf(confirmConnection(admin, createConnectionNotices(admin), id))).toBe(
        'codes.over',
      );
      expect(await db().community.count()).toBe(2);
    });

    test('refuses the id of a code that belongs to another person', async () => {
      const admin = await founder(await place('home', true));
      await startConnection(admin);
      const commandContext = await newcomer();
      const { id } = await db().code.findFirstOrThrow();
      expect(
        await errorKeyOf(
          redeemOwnConnectionCode(commandContext, createConnectionNotices(commandContext), id),
        ),
      ).toBe('codes.over');
    });
  });
});
