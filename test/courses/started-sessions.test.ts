import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import courseRoster from '../../commands/course-roster.ts';
import type { CommandContext } from '../../src/context/command-context.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { SignupState } from '../../src/database/generated/enums.ts';
import { readTurnout } from '../../src/events/rsvp/turnout.ts';
import { fileBytes } from '../../src/message/files.ts';
import { erasePerson } from '../../src/people/privacy/erase-person.ts';
import { databaseKinds } from '../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../support/fixtures/command-context.ts';
import { runCommand } from '../support/fixtures/run-command.ts';
import { extractLinkCode } from '../support/scenario/link-codes.ts';
import {
  confirmLink,
  redeemLinkCode,
  startLink,
  unlinkAccount,
} from '../support/scenario/run-action.ts';

const at = new Date(tuesdayMorning.epochMilliseconds);
const hours = (count: number) => new Date(at.getTime() + count * 3_600_000);

describe.each(databaseKinds)('signups of started sessions, on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  /** A session of two seats that began an hour ago, with these people in it. */
  async function begun(
    community: CommandContext['community'],
    people: [CommandContext, SignupState][],
  ) {
    const { db } = people[0]?.[0] ?? { db: database.prisma };
    const course = await db.course.create({
      data: { communityId: community?.id ?? '', title: 'Podcast', searchText: 'podcast' },
    });
    const session = await db.session.create({
      data: {
        courseId: course.id,
        startsAt: hours(-1),
        endsAt: hours(1),
        zone: 'Asia/Ho_Chi_Minh',
        seats: 2,
      },
    });
    for (const [{ person }, state] of people) {
      await db.signup.create({
        data: { sessionId: session.id, personId: person.id, state, note: 'my note' },
      });
    }
    const rows = async () =>
      (
        await db.signup.findMany({ where: { sessionId: session.id }, orderBy: { position: 'asc' } })
      ).map(({ personId, state, note }) => ({ personId, state, note }));
    return { course, session, rows };
  }

  async function three() {
    const { call: discord, published } = await createCommandContext(database);
    const { call: made } = await createCommandContext(database, discord.community);
    const { call: waits } = await createCommandContext(database, discord.community);
    const account = await database.prisma.account.update({
      where: { id: made.account.id },
      data: { platform: 'telegram' },
    });
    return { discord, telegram: { ...made, account }, waits, published };
  }

  async function link(discord: CommandContext, telegram: CommandContext): Promise<void> {
    await redeemLinkCode(telegram, extractLinkCode(await startLink(discord)));
    const { id } = await database.prisma.code.findFirstOrThrow({
      where: { accountId: discord.account.id, redeemedAt: { not: null }, settledAt: null },
    });
    await confirmLink(discord, { code: id });
  }

  test('keeps an anonymous seat when a person deletes their data, and nobody moves up', async () => {
    const { discord, telegram, waits, published } = await three();
    const { course, rows } = await begun(discord.community, [
      [discord, 'confirmed'],
      [telegram, 'confirmed'],
      [waits, 'waiting'],
    ]);
    await erasePerson(discord, discord.person.id);
    expect(await rows()).toEqual([
      { personId: null, state: 'confirmed', note: '' },
      { personId: telegram.person.id, state: 'confirmed', note: 'my note' },
      { personId: waits.person.id, state: 'waiting', note: 'my note' },
    ]);
    expect(published).toEqual([]);
    const roster = await runCommand(courseRoster, telegram, { course });
    expect(JSON.stringify(roster.blocks)).toContain('2/2');
    const [file] = (await runCommand(courseRoster, telegram, { course, file: 'csv' })).files;
    expect(file && fileBytes(file).toString().split('\r\n')).toHaveLength(5);
  });

  test('removes unsuccessful waiting entries and returned seats', async () => {
    const { discord, telegram, waits } = await three();
    const { rows } = await begun(discord.community, [
      [discord, 'confirmed'],
      [telegram, 'cancelled'],
      [waits, 'waiting'],
    ]);
    await erasePerson(telegram, telegram.person.id);
    await erasePerson(waits, waits.person.id);
    expect(await rows()).toEqual([
      { personId: discord.person.id, state: 'confirmed', note: 'my note' },
    ]);
  });

  test('keeps two seats of a merged person apart, and gives each account its own when they separate', async () => {
    const { discord, telegram, waits, published } = await three();
    const { rows } = await begun(discord.community, [
      [discord, 'confirmed'],
      [telegram, 'confirmed'],
      [waits, 'waiting'],
    ]);
    await link(discord, telegram);
    expect((await rows()).map(({ personId, state }) => [personId, state])).toEqual([
      [discord.person.id, 'confirmed'],
      [null, 'confirmed'],
      [waits.person.id, 'waiting'],
    ]);
    expect(published.filter(({ audience }) => audience.to === 'people')).toEqual([]);
    const account = await database.prisma.account.findUniqueOrThrow({
      where: { id: telegram.account.id },
      include: { person: true },
    });
    await unlinkAccount({ ...telegram, account, person: account.person });
    const { personId } = await database.prisma.account.findUniqueOrThrow({
      where: { id: telegram.account.id },
    });
    expect((await rows()).map(({ personId }) => personId)).toEqual([
      discord.person.id,
      personId,
      waits.person.id,
    ]);
  });

  test('merges a seat and an unsuccessful waiting entry into the seat', async () => {
    const { discord, telegram } = await three();
    const { rows } = await begun(discord.community, [
      [discord, 'waiting'],
      [telegram, 'confirmed'],
    ]);
    await link(discord, telegram);
    expect((await rows()).map(({ personId, state }) => [personId, state])).toEqual([
      [discord.person.id, 'confirmed'],
    ]);
  });

  test('keeps counting attendance of started events but not of coming ones', async () => {
    const { discord } = await three();
    const { db, person, community } = discord;
    const make = async (startsAt: Date) => {
      const event = await db.event.create({
        data: {
          communityId: community?.id ?? '',
          title: 'Phim',
          sourceUrl: 'https://example.org',
          startsAt,
          endsAt: startsAt,
          zone: 'Asia/Ho_Chi_Minh',
          searchText: 'phim',
        },
      });
      await db.rsvp.create({ data: { eventId: event.id, personId: person.id, state: 'going' } });
      return event.id;
    };
    const [past, coming] = [await make(hours(-1)), await make(hours(1))];
    await erasePerson(discord, discord.person.id);
    expect((await readTurnout(db, past)).going).toBe(1);
    expect((await readTurnout(db, coming)).going).toBe(0);
  });
});
