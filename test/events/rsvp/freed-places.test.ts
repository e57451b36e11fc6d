import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { setRsvp } from '../../../src/events/rsvp/answer.ts';
import type { RsvpChoice } from '../../../src/events/rsvp/choice.ts';
import { createPlaceNotices } from '../../../src/events/rsvp-messages/notices.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../../support/fixtures/command-context.ts';
import { extractLinkCode } from '../../support/scenario/link-codes.ts';
import { confirmLink, redeemLinkCode, startLink } from '../../support/scenario/run-action.ts';

const nextDay = new Date(tuesdayMorning.epochMilliseconds + 86_400_000);

describe.each(databaseKinds)('places when two accounts are linked, on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  /** An event of so many places, the two accounts of one human, and somebody else. */
  async function people(capacity: number) {
    const { call: discord, published } = await createCommandContext(database);
    const { call: made } = await createCommandContext(database, discord.community);
    const { call: minh } = await createCommandContext(database, discord.community);
    const account = await database.prisma.account.update({
      where: { id: made.account.id },
      data: { platform: 'telegram' },
    });
    const telegram = { ...made, account };
    const event = await database.prisma.event.create({
      data: {
        ...{ communityId: discord.community?.id ?? '', title: 'Gặp gỡ', searchText: '', capacity },
        ...{ startsAt: nextDay, endsAt: nextDay, zone: 'Asia/Ho_Chi_Minh' },
      },
    });
    const answer = (context: CommandContext, choice: RsvpChoice = 'going') =>
      setRsvp({ ...context, notices: createPlaceNotices(context) }, event, choice);
    const names = new Map([
      [discord.person.id, 'one'],
      [telegram.person.id, 'one'],
      [minh.person.id, 'Minh'],
    ]);
    /** `one going`, in the order of the waiting list. */
    const list = async () =>
      (
        await database.prisma.rsvp.findMany({
          where: { eventId: event.id },
          orderBy: { position: 'asc' },
        })
      ).map(({ personId, state }) => `${names.get(personId)} ${state}`);
    const link = async () => {
      await redeemLinkCode(telegram, extractLinkCode(await startLink(discord)));
      const { id } = await database.prisma.code.findFirstOrThrow({
        where: { accountId: discord.account.id, redeemedAt: { not: null } },
      });
      await confirmLink(discord, { code: id });
    };
    const told = () =>
      published.flatMap(({ audience }) => (audience.to === 'people' ? audience.personIds : []));
    return { discord, telegram, minh, answer, list, link, told };
  }

  test('gives the second of two places to who waits, who is told', async () => {
    const { discord, telegram, minh, answer, list, link, told } = await people(2);
    await answer(telegram);
    await answer(discord);
    await answer(minh);
    await link();
    expect((await list()).toSorted()).toEqual(['Minh going', 'one going']);
    expect(told()).toEqual([minh.person.id]);
  });

  test.each(['maybe', 'declined'] as const)('gives up the place beside “%s”', async (choice) => {
    const { discord, telegram, minh, answer, list, link, told } = await people(1);
    await answer(telegram);
    await answer(minh);
    await answer(discord, choice);
    await link();
    expect((await list()).toSorted()).toEqual(['Minh going', `one ${choice}`]);
    expect(told()).toEqual([minh.person.id]);
  });

  test('keeps the place beside a place in the waiting list', async () => {
    const { discord, telegram, minh, answer, list, link, told } = await people(1);
    await answer(telegram);
    await answer(minh);
    await answer(discord);
    await link();
    expect(await list()).toEqual(['one going', 'Minh waiting']);
    expect(told()).toEqual([]);
  });

  test('keeps the earlier of two places in the waiting list', async () => {
    const { discord, telegram, minh, answer, list, link } = await people(1);
    const { call: linh } = await createCommandContext(database, discord.community);
    await answer(linh);
    await answer(telegram);
    await answer(minh);
    await answer(discord);
    await link();
    expect(await list()).toEqual(['undefined going', 'one waiting', 'Minh waiting']);
  });
});
