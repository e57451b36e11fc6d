import { PrismaPGlite } from 'pglite-prisma-adapter';
import { expect, onTestFinished, test, vi } from 'vitest';
import { logStatements } from '../../support/database/statement-log.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { openAppFixture } from '../../support/fixtures/app-fixture.ts';
import { crowdedWorld } from '../../support/fixtures/crowded-world.ts';
import { rowButton } from '../../support/scenario/row-buttons.ts';
import { typedLine } from '../../support/scenario/typed-command.ts';

const platforms = ['discord', 'telegram'] as const;
/** Delivery, schedules and health work beside the commands. */
const ofCommands =
  /"(?:Account|ActionSet|Chat|Community|Connection|Course|Event|Membership|Person|Prompt|Rsvp|Session|Signup)"|reserve_seat/;

/** Reads of the scheduled jobs and of delivery, which begin on their own. */
const ofJobs = /^SELECT[\s\S]*"(?:Delivery|EventChange|EventReminder)"/;

/** The program with its statements, and people who are all unknown. */
async function openWorld(platform: (typeof platforms)[number]) {
  const log = logStatements(PrismaPGlite.prototype);
  onTestFinished(log.restore);
  const database = await openEmbeddedDatabase();
  const house = await openAppFixture({
    database,
    start: Date.parse('2026-11-24T02:00:00Z'),
    world: crowdedWorld(2),
  });
  onTestFinished(async () => {
    await house.close();
    await database.close();
  });
  const { prisma } = database;
  const stage = house.drivers[platform];
  const { id, title } = await prisma.event.findFirstOrThrow({
    where: { title: { startsWith: 'Cà phê' } },
  });
  const show = typedLine(platform, '/event show', { event: title }, new Set(['event show']));
  /** @returns the statements until the answer */
  async function statementsOf(person: string, act: () => Promise<void>): Promise<string[]> {
    const since = stage.latestVersion();
    log.statements.length = 0;
    await act();
    await vi.waitFor(() =>
      expect(
        stage
          .messages(person, 'dm')
          .some(({ from, pending, version }) => from.bot && !pending && version > since),
      ).toBe(true),
    );
    return log.statements.filter((sql) => ofCommands.test(sql) && !ofJobs.test(sql));
  }
  return {
    prisma,
    eventId: id,
    shows: (person: string) => statementsOf(person, () => stage.sendMessage(person, 'dm', show)),
    says: (person: string, words: string) =>
      statementsOf(person, () => stage.sendMessage(person, 'dm', words)),
    presses: (person: string, label: string) =>
      statementsOf(person, () => {
        const messages = stage.messages(person, 'dm');
        const row = messages.map((one) => rowButton(one, label)).findLast((one) => one);
        return stage.pressButton(person, 'dm', row?.id ?? label);
      }),
  };
}

test.each(platforms)(
  'given strangers in private, reading stores nobody and the first answer to an event takes two writes and one look-up at most on %s',
  async (platform) => {
    const { prisma, eventId, shows, presses } = await openWorld(platform);
    const before = await prisma.person.count();
    const going = await prisma.rsvp.count({ where: { eventId, state: 'going' } });
    await shows('person0');
    const read = await shows('person1');
    expect(read.filter((sql) => !sql.startsWith('SELECT'))).toEqual([]);
    expect(await prisma.person.count()).toBe(before);
    await presses('person0', 'Tham gia');
    const answered = await presses('person1', 'Tham gia');
    expect(answered.length, answered.join('\n')).toBeLessThanOrEqual(3);
    expect(await prisma.person.count()).toBe(before + 2);
    expect(await prisma.rsvp.count({ where: { eventId, state: 'going' } })).toBe(going + 2);
    expect(await prisma.chat.count({ where: { account: { name: { startsWith: 'Người' } } } })).toBe(
      2,
    );
  },
);

test.each(platforms)(
  'given strangers who saw the courses, the first signup takes three statements at most on %s',
  async (platform) => {
    const { prisma, says, presses } = await openWorld(platform);
    for (const person of ['person0', 'person1']) await says(person, '/training');
    await presses('person0', 'Đăng ký 1');
    const made = await presses('person1', 'Đăng ký 1');
    expect(made.length, made.join('\n')).toBeLessThanOrEqual(3);
    expect(
      await prisma.signup.count({
        where: { person: { accounts: { some: { name: { startsWith: 'Người' } } } } },
      }),
    ).toBe(2);
  },
);

test.each(platforms)(
  'given somebody unknown who is remembered, another one who is stored does not make them looked up again on %s',
  async (platform) => {
    const { says, presses, shows } = await openWorld(platform);
    await says('person0', '/training');
    await shows('person1');
    await presses('person1', 'Tham gia');
    const repeated = await says('person0', '/training');
    expect(repeated.filter((sql) => sql.includes('"Account"'))).toEqual([]);
  },
);
