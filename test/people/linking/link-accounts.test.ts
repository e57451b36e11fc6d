import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import { noPlatformPermissions } from '../../../src/context/roles/platform-permissions.ts';
import { resolveRoles as rolesIn } from '../../../src/context/roles/role-resolver.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { audienceSchema } from '../../../src/delivery/fan-out/audience.ts';
import type { Message } from '../../../src/message/message.ts';
import { erasePerson } from '../../../src/people/privacy/erase-person.ts';
import { erasedMessage } from '../../../src/people/privacy/erasure-messages.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { createCommandContext } from '../../support/fixtures/command-context.ts';
import { errorKeyOf, extractLinkCode } from '../../support/scenario/link-codes.ts';
import {
  askToErase,
  askToUnlink,
  confirmLink,
  redeemLinkCode,
  startLink,
  unlinkAccount,
} from '../../support/scenario/run-action.ts';

const textOf = (message: Message | undefined): string => JSON.stringify(message?.blocks);

describe.each(databaseKinds)('linking accounts on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  async function somebody(
    platform: CommandContext['account']['platform'],
  ): Promise<CommandContext> {
    const { call } = await createCommandContext(database);
    await database.prisma.account.update({ where: { id: call.account.id }, data: { platform } });
    return { ...call, account: { ...call.account, platform } };
  }

  /** Lets one side make a code and the other type it. @returns the id with which the maker decides */
  async function asked(maker: CommandContext, other: CommandContext): Promise<string> {
    await redeemLinkCode(other, extractLinkCode(await startLink(maker)));
    const code = await database.prisma.code.findFirstOrThrow({
      where: { accountId: maker.account.id, settledAt: null, redeemedAt: { not: null } },
      orderBy: { createdAt: 'desc' },
    });
    return code.id;
  }
  const linkTo = async (maker: CommandContext, other: CommandContext) => ({
    code: await asked(maker, other),
  });
  const peopleOf = async (...calls: readonly CommandContext[]) =>
    (
      await database.prisma.account.findMany({
        where: { id: { in: calls.map(({ account }) => account.id) } },
      })
    ).map(({ personId }) => personId);

  test('keeps both accounts when two codes are confirmed in sequence', async () => {
    const discord = await somebody('discord');
    const telegram = await somebody('telegram');
    const first = await asked(discord, telegram);
    const second = await asked(discord, telegram);
    await confirmLink(discord, { code: first });
    expect(await errorKeyOf(confirmLink(discord, { code: second }))).toBe('commands.link.already');
    const people = await peopleOf(discord, telegram);
    expect(people).toHaveLength(2);
    expect(new Set(people).size).toBe(1);
  });

  test('keeps both accounts when codes in both directions are confirmed at once', async () => {
    const discord = await somebody('discord');
    const telegram = await somebody('telegram');
    const there = await asked(discord, telegram);
    const back = await asked(telegram, discord);
    const outcomes = await Promise.all([
      errorKeyOf(confirmLink(discord, { code: there })),
      errorKeyOf(confirmLink(telegram, { code: back })),
    ]);
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
    const people = await peopleOf(discord, telegram);
    expect(people).toHaveLength(2);
    expect(new Set(people).size).toBe(1);
  });

  test('refuses a second account of the same platform through two codes', async () => {
    const discord = await somebody('discord');
    const telegram = await somebody('telegram');
    const another = await somebody('telegram');
    const first = await asked(discord, telegram);
    const second = await asked(discord, another);
    await confirmLink(discord, { code: first });
    expect(await errorKeyOf(confirmLink(discord, { code: second }))).toBe(
      'commands.link.onePerPlatform',
    );
    expect(new Set(await peopleOf(discord, telegram, another)).size).toBe(2);
  });

  /** A session and an event that somebody signed up for and goes to. */
  async function plans(
    { person, community }: CommandContext,
    startsAt = new Date('2026-12-01T02:00:00Z'),
  ) {
    const times = { startsAt, endsAt: startsAt, zone: 'Asia/Ho_Chi_Minh' };
    const communityId = community?.id ?? '';
    const { id: sessionId } = await database.prisma.session.create({
      data: {
        ...times,
        seats: 5,
        course: { create: { communityId, title: 'Podcast', searchText: '' } },
      },
    });
    const { id: eventId } = await database.prisma.event.create({
      data: {
        ...times,
        communityId,
        title: 'Phim',
        sourceUrl: 'https://example.org',
        searchText: '',
      },
    });
    await database.prisma.signup.create({
      data: { sessionId, personId: person.id, state: 'confirmed' },
    });
    await database.prisma.rsvp.create({ data: { eventId, personId: person.id, state: 'going' } });
    return sessionId;
  }
  const sessionsOf = async (personId: string) => {
    const where = { personId };
    expect(await database.prisma.rsvp.count({ where })).toBe(
      await database.prisma.signup.count({ where }),
    );
    const found = await database.prisma.signup.findMany({ where, orderBy: { position: 'asc' } });
    return found.map(({ sessionId }) => sessionId);
  };
  const nowOf = async ({
    account: { id },
  }: CommandContext): Promise<CommandContext['account'] & Pick<CommandContext, 'person'>> =>
    database.prisma.account.findUniqueOrThrow({ where: { id }, include: { person: true } });

  test('returns to each account what it brought when they are separated, and keeps what came later', async () => {
    const discord = await somebody('discord');
    const telegram = await somebody('telegram');
    const ofDiscord = await plans(discord);
    const ofTelegram = await plans(telegram);
    await confirmLink(discord, { code: await asked(discord, telegram) });
    const meanwhile = await plans(discord);
    expect(await sessionsOf(discord.person.id)).toEqual([ofDiscord, ofTelegram, meanwhile]);

    const account = await nowOf(telegram);
    await unlinkAccount({ ...telegram, account, person: account.person });
    const { personId } = await nowOf(telegram);
    expect(personId).not.toBe(discord.person.id);
    expect(await sessionsOf(personId)).toEqual([ofTelegram]);
    expect(await sessionsOf(discord.person.id)).toEqual([ofDiscord, meanwhile]);
  });

  test('returns the data of the maker too, and starts a second link afresh', async () => {
    const discord = await somebody('discord');
    const telegram = await somebody('telegram');
    const ofDiscord = await plans(discord);
    await confirmLink(discord, { code: await asked(discord, telegram) });
    const account = await nowOf(discord);
    await unlinkAccount({ ...discord, account, person: account.person });
    const { personId } = await nowOf(discord);
    expect(await sessionsOf(personId)).toEqual([ofDiscord]);
    expect(await sessionsOf((await nowOf(telegram)).personId)).toEqual([]);

    const again = { ...discord, account: await nowOf(discord) };
    await confirmLink(again, { code: await asked(again, telegram) });
    const other = await nowOf(telegram);
    await unlinkAccount({ ...telegram, account: other, person: other.person });
    expect(await sessionsOf(personId)).toEqual([ofDiscord]);
  });

  test('redirects pending notices of both to the merged person', async () => {
    const discord = await somebody('discord');
    const telegram = await somebody('telegram');
    const [one, two] = [discord.person.id, telegram.person.id];
    const third = crypto.randomUUID();
    const made = await database.prisma.publication.createManyAndReturn({
      data: [[two, third], [one, two, third], [third]].map((personIds) => ({
        kind: 'notice' as const,
        priority: 1,
        audience: { to: 'people', personIds },
        messages: {},
        locale: 'vi' as const,
      })),
    });
    await confirmLink(discord, { code: await asked(discord, telegram) });
    const audiences = await Promise.all(
      made.map(async ({ id }) => {
        const kept = await database.prisma.publication.findUniqueOrThrow({ where: { id } });
        return audienceSchema.parse(kept.audience);
      }),
    );
    expect(audiences).toEqual(
      [[third, one], [third, one], [third]].map((personIds) => ({ to: 'people', personIds })),
    );
  });

  test('takes over settings that the maker lacks and keeps its own', async () => {
    const discord = await somebody('discord');
    const telegram = await somebody('telegram');
    const { prisma } = database;
    await prisma.person.update({
      where: { id: discord.person.id },
      data: { zone: 'Asia/Tokyo', tables: false },
    });
    const currentCommunityId = telegram.community?.id ?? '';
    await prisma.person.update({
      where: { id: telegram.person.id },
      data: { locale: 'en', zone: 'Europe/Paris', tables: true, currentCommunityId },
    });
    await confirmLink(discord, { code: await asked(discord, telegram) });
    expect((await nowOf(telegram)).person).toMatchObject({
      id: discord.person.id,
      locale: 'en',
      zone: 'Asia/Tokyo',
      tables: false,
      currentCommunityId,
    });
  });

  /** Gives a role in a community to the person of a call. */
  const give = (
    { person, now }: CommandContext,
    community: CommandContext['community'],
    role: 'editor' | 'moderator' | 'organiser',
    grantedAt = new Date(now.epochMilliseconds - 3_600_000),
  ) =>
    database.prisma.roleGrant.create({
      data: { communityId: community?.id ?? '', role, personId: person.id, grantedAt },
    });

  /** The two accounts of one human whom one community knows, linked to their people a day ago. */
  async function pair() {
    const discord = await somebody('discord');
    const { call, published } = await createCommandContext(database, discord.community);
    const linkedAt = new Date(call.now.epochMilliseconds - 86_400_000);
    const [one, two] = [discord.account.id, call.account.id];
    const made = await database.prisma.account.update({ where: { id: one }, data: { linkedAt } });
    const account = await database.prisma.account.update({
      where: { id: two },
      data: { platform: 'telegram', linkedAt },
    });
    return { discord: { ...discord, account: made }, telegram: { ...call, account }, published };
  }
  const rolesOf = async ({ account: { id }, community }: CommandContext) => {
    const account = await database.prisma.account.findUniqueOrThrow({ where: { id } });
    const roles = await rolesIn(database.prisma, {
      account,
      community: community ?? expect.fail('no community'),
      discordRoleIds: [],
      platformPermissions: { discord: noPlatformPermissions, telegram: noPlatformPermissions },
      deploymentAdmins: [],
    });
    return [...roles].toSorted();
  };
  /** Presses the button of a message as its maker would. */
  const seenIn = (message: Message | undefined) => {
    const { code, seen } = message?.buttons[0]?.[0]?.action?.args ?? {};
    return { code: String(code), ...(seen === undefined ? {} : { seen: String(seen) }) };
  };

  test('names and confirms roles that would be lost and keeps roles that both have', async () => {
    const { discord, telegram, published } = await pair();
    await give(discord, discord.community, 'editor');
    await give(telegram, discord.community, 'editor');
    await give(telegram, discord.community, 'moderator');
    await give(discord, discord.community, 'organiser');
    const typed = await redeemLinkCode(telegram, extractLinkCode(await startLink(discord)));
    const asked = published.at(-1)?.messages.en;
    for (const message of [asked, published.at(-1)?.messages.vi, typed]) {
      expect(JSON.stringify(message?.blocks)).toContain('Creators');
    }
    expect(textOf(asked)).toMatch(/Role lost: moderator \(Creators\)/i);
    expect(textOf(asked)).toMatch(/keep: editor \(Creators\)/i);
    expect(textOf(asked)).toMatch(/On the Discord account only: organiser \(Creators\)/i);
    await confirmLink(discord, seenIn(asked));
    expect(await rolesOf(discord)).toEqual(['editor', 'organiser']);
    expect(await rolesOf(telegram)).toEqual(['editor']);
  });

  test('asks again when a role was granted between question and answer', async () => {
    const { discord, telegram, published } = await pair();
    await redeemLinkCode(telegram, extractLinkCode(await startLink(discord)));
    const first = published.at(-1)?.messages.en;
    await give(telegram, discord.community, 'moderator');
    const again = await confirmLink(discord, seenIn(first));
    expect(textOf(again)).toContain('(Creators)');
    expect(new Set(await peopleOf(discord, telegram)).size).toBe(2);
    await confirmLink(discord, seenIn(again));
    expect(new Set(await peopleOf(discord, telegram)).size).toBe(1);
  });

  test('names settings and signups that would be lost', async () => {
    const { discord, telegram, published } = await pair();
    const sessionId = await plans(discord);
    const personId = telegram.person.id;
    await database.prisma.signup.create({ data: { sessionId, personId, state: 'waiting' } });
    type Settings = { locale: 'en' | 'vi'; zone: string; tables: boolean };
    const settings = ({ person }: CommandContext, data: Settings) =>
      database.prisma.person.update({ where: { id: person.id }, data });
    await settings(discord, { locale: 'vi', zone: 'Asia/Ho_Chi_Minh', tables: false });
    await settings(telegram, { locale: 'en', zone: 'Europe/Paris', tables: true });
    await redeemLinkCode(telegram, extractLinkCode(await startLink(discord)));
    const asked = textOf(published.at(-1)?.messages.en);
    expect(asked).toContain('Both accounts signed up: Podcast');
    expect(asked).toContain('Language: Tiếng Việt (instead of English)');
    expect(asked).toContain('Tables: Off (instead of On)');
    expect(asked).toContain('Vietnam time (UTC+7) (instead of Paris time (UTC+1))');
  });

  test('names the roles that the separated account loses', async () => {
    const { discord, telegram, published } = await pair();
    await give(discord, discord.community, 'editor');
    await give(telegram, discord.community, 'editor');
    await redeemLinkCode(telegram, extractLinkCode(await startLink(discord)));
    await confirmLink(discord, seenIn(published.at(-1)?.messages.en));
    const account = await nowOf(telegram);
    const asked = await askToUnlink({ ...telegram, account, person: account.person });
    expect(textOf(asked)).toContain('(Creators)');
  });

  test('tells what was deleted and what a separated account still holds', async () => {
    const { discord, telegram } = await pair();
    await plans(discord);
    await give(discord, discord.community, 'editor');
    await confirmLink(discord, await linkTo(discord, telegram));
    const account = await nowOf(telegram);
    await unlinkAccount({ ...telegram, account, person: account.person });
    const asked = textOf(await askToErase(discord));
    const output = textOf(erasedMessage(discord, await erasePerson(discord, discord.person.id)));
    for (const text of [asked, output]) {
      expect(text).toContain('(Creators)');
      expect(text).toContain('1 lượt đăng ký');
      expect(text).toContain('1 câu trả lời về sự kiện');
      expect(text).toContain('Tài khoản Telegram của bạn từng liên kết');
      expect(text).toContain('/xoadulieu');
    }
    // Nothing of the other one is told by the one that never was linked.
    const alone = await somebody('discord');
    const only = textOf(await askToErase(alone));
    expect(only).not.toContain('từng liên kết với tài khoản này');
    expect(only).toContain('Chỉ xóa dữ liệu của tài khoản này');
  });
});
