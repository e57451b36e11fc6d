import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call } from '../../src/communities/call.ts';
import { mergingSignups } from '../../src/courses/merge.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { audienceSchema } from '../../src/delivery/audience.ts';
import { askToLink, confirmLink, offerLink, unlink } from '../../src/people/linking.ts';
import { callIn } from '../events/call.ts';
import { codeIn, refusalOf } from '../support/codes.ts';
import { stores } from '../support/databases.ts';

describe.each(stores)('linking on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  async function somebody(platform: Call['account']['platform']): Promise<Call> {
    const { call } = await callIn(database);
    await database.prisma.account.update({ where: { id: call.account.id }, data: { platform } });
    return { ...call, account: { ...call.account, platform } };
  }

  /** Lets one side make a code and the other type it. @returns the id with which the maker decides */
  async function asked(maker: Call, other: Call): Promise<string> {
    await askToLink(other, codeIn(await offerLink(maker)));
    const code = await database.prisma.code.findFirstOrThrow({
      where: { accountId: maker.account.id, settledAt: null, redeemedAt: { not: null } },
      orderBy: { createdAt: 'desc' },
    });
    return code.id;
  }
  const peopleOf = async (...calls: readonly Call[]) =>
    (
      await database.prisma.account.findMany({
        where: { id: { in: calls.map(({ account }) => account.id) } },
      })
    ).map(({ personId }) => personId);

  test('two codes confirmed one after the other keep both accounts', async () => {
    const discord = await somebody('discord');
    const telegram = await somebody('telegram');
    const first = await asked(discord, telegram);
    const second = await asked(discord, telegram);
    await confirmLink(discord, first, mergingSignups);
    expect(await refusalOf(confirmLink(discord, second, mergingSignups))).toBe(
      'commands.link.already',
    );
    const people = await peopleOf(discord, telegram);
    expect(people).toHaveLength(2);
    expect(new Set(people).size).toBe(1);
  });

  test('codes in both directions confirmed at once keep both accounts', async () => {
    const discord = await somebody('discord');
    const telegram = await somebody('telegram');
    const there = await asked(discord, telegram);
    const back = await asked(telegram, discord);
    const outcomes = await Promise.all([
      refusalOf(confirmLink(discord, there, mergingSignups)),
      refusalOf(confirmLink(telegram, back, mergingSignups)),
    ]);
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
    const people = await peopleOf(discord, telegram);
    expect(people).toHaveLength(2);
    expect(new Set(people).size).toBe(1);
  });

  test('nobody gets a second account of a platform by two codes', async () => {
    const discord = await somebody('discord');
    const telegram = await somebody('telegram');
    const another = await somebody('telegram');
    const first = await asked(discord, telegram);
    const second = await asked(discord, another);
    await confirmLink(discord, first, mergingSignups);
    expect(await refusalOf(confirmLink(discord, second, mergingSignups))).toBe(
      'commands.link.onePerPlatform',
    );
    expect(new Set(await peopleOf(discord, telegram, another)).size).toBe(2);
  });

  /** A session and an event that somebody signed up for and goes to. */
  async function plans({ person, community }: Call, startsAt = new Date('2026-12-01T02:00:00Z')) {
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
      data: { sessionId, personId: person.id, state: 'placed' },
    });
    await database.prisma.interest.create({ data: { eventId, personId: person.id, going: true } });
    return sessionId;
  }
  const sessionsOf = async (personId: string) => {
    const where = { personId };
    expect(await database.prisma.interest.count({ where })).toBe(
      await database.prisma.signup.count({ where }),
    );
    const found = await database.prisma.signup.findMany({ where, orderBy: { turn: 'asc' } });
    return found.map(({ sessionId }) => sessionId);
  };
  const nowOf = async ({
    account: { id },
  }: Call): Promise<Call['account'] & Pick<Call, 'person'>> =>
    database.prisma.account.findUniqueOrThrow({ where: { id }, include: { person: true } });

  test('what each brought goes back with it when they part, and what came meanwhile stays', async () => {
    const discord = await somebody('discord');
    const telegram = await somebody('telegram');
    const ofDiscord = await plans(discord);
    const ofTelegram = await plans(telegram);
    await confirmLink(discord, await asked(discord, telegram), mergingSignups);
    const meanwhile = await plans(discord);
    expect(await sessionsOf(discord.person.id)).toEqual([ofDiscord, ofTelegram, meanwhile]);

    const account = await nowOf(telegram);
    await unlink({ ...telegram, account, person: account.person });
    const { personId } = await nowOf(telegram);
    expect(personId).not.toBe(discord.person.id);
    expect(await sessionsOf(personId)).toEqual([ofTelegram]);
    expect(await sessionsOf(discord.person.id)).toEqual([ofDiscord, meanwhile]);
  });

  test('the maker’s account takes back its own too, and a second link begins anew', async () => {
    const discord = await somebody('discord');
    const telegram = await somebody('telegram');
    const ofDiscord = await plans(discord);
    await confirmLink(discord, await asked(discord, telegram), mergingSignups);
    const account = await nowOf(discord);
    await unlink({ ...discord, account, person: account.person });
    const { personId } = await nowOf(discord);
    expect(await sessionsOf(personId)).toEqual([ofDiscord]);
    expect(await sessionsOf((await nowOf(telegram)).personId)).toEqual([]);

    const again = { ...discord, account: await nowOf(discord) };
    await confirmLink(again, await asked(again, telegram), mergingSignups);
    const other = await nowOf(telegram);
    await unlink({ ...telegram, account: other, person: other.person });
    expect(await sessionsOf(personId)).toEqual([ofDiscord]);
  });

  test('what is still to be told to either is told to the one', async () => {
    const discord = await somebody('discord');
    const telegram = await somebody('telegram');
    const [one, two] = [discord.person.id, telegram.person.id];
    const made = await database.prisma.publication.createManyAndReturn({
      data: [[two, 'x'], [one, two, 'x'], ['x']].map((personIds) => ({
        kind: 'notice' as const,
        lane: 1,
        audience: { to: 'people', personIds },
        messages: {},
        locale: 'vi' as const,
      })),
    });
    await confirmLink(discord, await asked(discord, telegram), mergingSignups);
    const audiences = await Promise.all(
      made.map(async ({ id }) => {
        const kept = await database.prisma.publication.findUniqueOrThrow({ where: { id } });
        return audienceSchema.parse(kept.audience);
      }),
    );
    expect(audiences).toEqual(
      [['x', one], ['x', one], ['x']].map((personIds) => ({ to: 'people', personIds })),
    );
  });

  test('settings that the maker has none of are taken over, and its own are kept', async () => {
    const discord = await somebody('discord');
    const telegram = await somebody('telegram');
    const { prisma } = database;
    await prisma.person.update({ where: { id: discord.person.id }, data: { zone: 'Asia/Tokyo' } });
    const currentCommunityId = telegram.community?.id ?? '';
    await prisma.person.update({
      where: { id: telegram.person.id },
      data: { locale: 'en', zone: 'Europe/Paris', currentCommunityId },
    });
    await confirmLink(discord, await asked(discord, telegram), mergingSignups);
    expect((await nowOf(telegram)).person).toMatchObject({
      id: discord.person.id,
      locale: 'en',
      zone: 'Asia/Tokyo',
      currentCommunityId,
    });
  });
});
