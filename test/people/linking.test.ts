import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call } from '../../src/communities/call.ts';
import { mergingSignups } from '../../src/courses/merge.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { askToLink, confirmLink, offerLink } from '../../src/people/linking.ts';
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
});
