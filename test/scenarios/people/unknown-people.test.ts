import { expect, onTestFinished, test, vi } from 'vitest';
import { loadCommands } from '../../../commands/index.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { openAppFixture } from '../../support/fixtures/app-fixture.ts';
import { crowdedWorld } from '../../support/fixtures/crowded-world.ts';
import { samplePlaces } from '../../support/scenario/sample-places.ts';
import { typedLine } from '../../support/scenario/typed-command.ts';

const platforms = ['discord', 'telegram'] as const;
const reading = (await loadCommands()).filter(({ isReadOnly }) => isReadOnly);

/** A private chat of a user unknown to the bot, and what is stored about people. */
async function stranger(platform: (typeof platforms)[number]) {
  const database = await openEmbeddedDatabase();
  const app = await openAppFixture({
    database,
    start: Date.parse('2026-11-24T02:00:00Z'),
    world: crowdedWorld(1),
  });
  onTestFinished(async () => {
    await app.close();
    await database.close();
  });
  const { prisma } = database;
  const driver = app.drivers[platform];
  return {
    prisma,
    async says(line: string, place = 'dm'): Promise<void> {
      const since = driver.latestVersion();
      await driver.sendMessage('person0', place, line);
      await vi.waitFor(() =>
        expect(
          driver
            .messages('person0', place)
            .some(({ from, pending, version }) => from.bot && !pending && version > since),
        ).toBe(true),
      );
    },
    kept: () =>
      Promise.all([
        prisma.person.count(),
        prisma.account.count(),
        prisma.chat.count({ where: { kind: 'private' } }),
      ]),
    async boundActions(): Promise<unknown[]> {
      const keyboards = await prisma.actionSet.findMany();
      return keyboards
        .flatMap(({ actions }) => (Array.isArray(actions) ? actions : [actions]))
        .filter(
          (action) =>
            typeof action === 'object' && action && ('account' in action || 'from' in action),
        );
    },
  };
}

test('finds commands that only read', () => {
  expect(reading.map(({ name }) => name)).toContain('events');
});

test.each(platforms)(
  'given an unknown person, read-only commands store nothing about them on %s and offer no personal button',
  async (platform) => {
    const { prisma, says, kept, boundActions } = await stranger(platform);
    const before = await kept();
    const { title } = await prisma.event.findFirstOrThrow({
      where: { title: { startsWith: 'Cà phê' } },
    });
    const show = typedLine(platform, '/event show', { event: title }, new Set(['event show']));
    for (const { name } of reading) await says(name === 'event show' ? show : `/${name}`);
    expect(await kept()).toEqual(before);
    expect(await boundActions()).toEqual([]);
  },
);

test('given an unknown person, a mistyped command stores nothing about them on Telegram', async () => {
  const { says, kept, boundActions } = await stranger('telegram');
  const before = await kept();
  await says('/evnts');
  expect(await kept()).toEqual(before);
  expect(await boundActions()).toEqual([]);
});

test.each(platforms)(
  'given an unknown person, the first change that they make stores their account on %s',
  async (platform) => {
    const { says, kept } = await stranger(platform);
    const [people, accounts, chats] = await kept();
    await says('/events');
    await says('/subscribe alerts');
    expect(await kept()).toEqual([people + 1, accounts + 1, chats + 1]);
    await says('/events');
    expect(await kept()).toEqual([people + 1, accounts + 1, chats + 1]);
  },
);

test.each(platforms)(
  'given an unknown person, reading in the chat of a community makes them a member a moment later on %s',
  async (platform) => {
    const { prisma, says } = await stranger(platform);
    await says('/events', samplePlaces.group[platform]);
    const member = { where: { person: { accounts: { some: { name: 'Người 0' } } } } };
    await expect.poll(() => prisma.membership.count(member)).toBe(1);
    await says('/events', samplePlaces.group[platform]);
    expect(await prisma.account.count({ where: { name: 'Người 0' } })).toBe(1);
  },
);
