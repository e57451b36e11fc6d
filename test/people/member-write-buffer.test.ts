import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { transientAccount } from '../../src/context/accounts.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { createMemberWriteBuffer } from '../../src/people/member-write-buffer.ts';
import { databaseKinds } from '../support/database/test-databases.ts';

const at = new Date('2026-11-24T02:00:00Z');
const passing = (platformId: string) =>
  transientAccount({ platform: 'discord', user: { platformId, name: `Người ${platformId}` } }, at);

describe.each(databaseKinds)('people who only read in a community, on %s', (_name, open) => {
  let database: OpenDatabase;
  let communities: string[];
  const warnings: unknown[] = [];

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.community.deleteMany();
    await database.prisma.person.deleteMany();
    warnings.length = 0;
    const made = await Promise.all(
      ['one', 'two'].map((name) =>
        database.prisma.community.create({
          data: { name, locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
        }),
      ),
    );
    communities = made.map(({ id }) => id);
  });

  const gathering = () =>
    createMemberWriteBuffer({
      db: database.prisma,
      log: { warn: (...given: unknown[]) => void warnings.push(given) },
      pause: async () => {},
    });
  const kept = async () => ({
    people: await database.prisma.person.count(),
    accounts: await database.prisma.account.findMany({ orderBy: { platformId: 'asc' } }),
    members: await database.prisma.membership.count(),
  });

  test('are stored together once each as members', async () => {
    const arrivals = gathering();
    const [community = ''] = communities;
    for (const id of ['1', '2', '1', '3']) arrivals.add(passing(id), community);
    await arrivals.drain();
    const { people, accounts, members } = await kept();
    expect(accounts.map(({ platformId, name }) => [platformId, name])).toEqual([
      ['1', 'Người 1'],
      ['2', 'Người 2'],
      ['3', 'Người 3'],
    ]);
    expect([people, members]).toEqual([3, 3]);
    expect(warnings).toEqual([]);
  });

  test('keep their account when they became known meanwhile', async () => {
    const arrivals = gathering();
    const [community = ''] = communities;
    const linh = passing('1');
    await database.prisma.account.create({
      data: { platform: 'discord', platformId: '1', name: 'Linh', person: { create: {} } },
    });
    arrivals.add(linh, community);
    arrivals.add(passing('2'), community);
    await arrivals.drain();
    const { people, accounts } = await kept();
    expect(people).toBe(2);
    expect(accounts.map(({ name }) => name)).toEqual(['Linh', 'Người 2']);
  });

  test('become one person with one account when seen in two communities at once', async () => {
    const arrivals = gathering();
    for (const community of communities) arrivals.add(passing('1'), community);
    await arrivals.drain();
    const { people, accounts } = await kept();
    expect([people, accounts.length]).toEqual([1, 1]);
  });

  test('are stored when the database rejects one of them', async () => {
    const arrivals = gathering();
    const [community = ''] = communities;
    for (const id of ['1', '2\0', '3']) arrivals.add(passing(id), community);
    await arrivals.drain();
    const { people, accounts } = await kept();
    expect([people, accounts.map(({ platformId }) => platformId)]).toEqual([2, ['1', '3']]);
    expect(warnings).toHaveLength(1);
  });

  test('are stored when a community is gone', async () => {
    const arrivals = gathering();
    const [community = ''] = communities;
    await database.prisma.community.deleteMany();
    arrivals.add(passing('1'), community);
    await arrivals.drain();
    expect((await kept()).accounts).toHaveLength(1);
    expect(warnings).toEqual([]);
  });
});
