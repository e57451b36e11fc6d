import { setImmediate as immediate } from 'node:timers/promises';
import fc from 'fast-check';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tellingOfNobody } from '../../src/alerts/approval/tell-nobody.ts';
import { expiringAlerts } from '../../src/alerts/expire.ts';
import { briefingClock } from '../../src/briefings/clock.ts';
import { tellingOfBadSchedules } from '../../src/briefings/tell-bad-schedule.ts';
import { tellingOfUnknown } from '../../src/communities/desk/tell-unknown.ts';
import { lookingAgain } from '../../src/communities/look-again.ts';
import { mendingZones } from '../../src/communities/mend-zones.ts';
import { powerless } from '../../src/communities/powers.ts';
import { createRights } from '../../src/communities/roles.ts';
import { type Informing, tellingOfClosed } from '../../src/communities/tell-closed.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { noMeter } from '../../src/delivery/meter.ts';
import { tellingOfChanges } from '../../src/events/waiting.ts';
import { createAside } from '../../src/schedule/aside.ts';
import { cleaning } from '../../src/schedule/housekeeping.ts';
import { createSchedule } from '../../src/schedule/schedule.ts';
import { stores } from '../support/databases.ts';
import { type Engine, openEngine } from '../support/delivery.ts';
import { emptyDatabase } from '../support/empty.ts';
import { fillWorld, type Row, type World } from '../support/worlds.ts';

/** What stands in a column that the program never writes there, as SQL. */
const poisons: Readonly<Record<string, readonly string[]>> = {
  'timestamp with time zone': [
    `'infinity'`,
    `'-infinity'`,
    `'0044-03-15 BC'`,
    `'0001-01-01'`,
    `'9999-12-31'`,
    `'290000-01-01'`,
  ],
  jsonb: [
    `'null'`,
    `'5'`,
    `'[]'`,
    `'{"a": 5}'`,
    `'{"en": 7, "vi": {"title": [], "blocks": 5}}'`,
    `'{"to": "chats", "chatIds": ["nobody"]}'`,
    `'{"to": "topic", "communityId": "nobody", "topic": "alerts"}'`,
  ],
  text: [`''`, `E'\\u0001'`, `'PST'`, `'☃'`, `'* * * * *'`, `'61 25 31 2 8'`, `'0 0 30 2 *'`],
  integer: ['-5', '2147483647', '-2147483648'],
  ARRAY: [`'{}'`],
};

/** A row of which one column is poisoned, by numbers that are taken modulo what there is. */
const cell = fc.record({ row: fc.nat(), column: fc.nat(), poison: fc.nat() });
type Cell = typeof cell extends fc.Arbitrary<infer One> ? One : never;

describe.each(stores)('on %s', (_name, open) => {
  let database: OpenDatabase;
  let engine: Engine;
  /** What was logged as wrong. */
  const logged = new Set<string>();
  const log = pino(
    { level: 'error' },
    {
      write(line: string) {
        const { err, ...rest } = JSON.parse(line);
        logged.add(`${rest.msg} ${rest.work ?? ''}: ${err?.message?.slice(-200)}`);
      },
    },
  );
  /** The columns of each table that can be poisoned. */
  let columns: Map<string, { column: string; type: string }[]>;
  beforeAll(async () => {
    database = await open();
    engine = await openEngine(database, noMeter, log);
    const found = await engine.db.$queryRaw<{ table: string; column: string; type: string }[]>`
      SELECT table_name AS table, column_name AS column, data_type AS type
      FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`;
    columns = Map.groupBy(
      found.filter(({ type }) => Object.hasOwn(poisons, type)),
      ({ table }) => table,
    );
  });
  afterAll(async () => {
    await engine.stop();
    await database.close();
  });

  async function poison({ table, where }: Row, { column, poison: which }: Cell): Promise<string> {
    const there = columns.get(table) ?? [];
    const chosen = there[column % there.length];
    if (!chosen) return '';
    const bad = poisons[chosen.type] ?? [];
    const set = `"${table}" SET "${chosen.column}" = ${bad[which % bad.length]}`;
    // What the store itself refuses is no row that anybody could have.
    const isTaken = await engine.db
      .$executeRawUnsafe(`UPDATE ${set} WHERE ${where}`)
      .catch(() => 0);
    return isTaken > 0 ? set : '';
  }

  /** Everything that runs by the clock, as the program has it. */
  async function runAll(): Promise<void> {
    const { db, clock, publications } = engine;
    const now = () => clock.now;
    const aside = createAside({ now, report: () => undefined });
    const powers: Informing['powers'] = {
      discord: powerless,
      telegram: { ...powerless, missing: async () => [] },
    };
    const telling = () => ({
      ...{ db, powers, aside, publications, rights: createRights(db, powers, []) },
      now: Temporal.Instant.fromEpochMilliseconds(clock.now),
    });
    const jobs = [
      expiringAlerts({ db, publications, now, aside }),
      tellingOfChanges({ db, publications, now, aside }),
      tellingOfClosed(telling),
      tellingOfUnknown(telling),
      tellingOfNobody(telling),
      tellingOfBadSchedules(telling),
      lookingAgain({ db, powers, aside }),
      cleaning(db, now),
      mendingZones({ db, log, zone: 'UTC' }),
    ];
    const schedule = createSchedule({
      sources: [briefingClock({ db, publications, now })],
      ...{ jobs: [], claim: async () => true, log },
    });
    for (let round = 0; round < 3; round += 1) {
      await schedule.refresh();
      for (const job of jobs) await job.run().catch(() => undefined);
      clock.now += 1_000;
    }
    await schedule.stop();
  }

  /** Lets everything that waits in these communities come to its end, if it does. */
  async function settled(communityIds: string[]): Promise<void> {
    const { db, clock } = engine;
    const own = { communityId: { in: communityIds } };
    for (let looks = 0; looks < 300; looks += 1) {
      const writing = await db.publication.count({ where: { ...own, fanOut: 'pending' } });
      const queued = await db.delivery.count({
        where: {
          ...{ publication: own, state: { in: ['queued', 'sending'] } },
          dueAt: { lt: new Date(clock.now + 600_000) },
        },
      });
      if (writing + queued === 0) break;
      engine.pass(200);
      for (let turns = 0; turns < 5; turns += 1) await immediate();
    }
    // What is passed on comes after what is sent.
    for (let turns = 0; turns < 20; turns += 1) {
      engine.pass(100);
      await immediate();
    }
  }

  /** What was not done of what there was to do. */
  async function undone(world: World): Promise<string[]> {
    const { db, telegram, discord } = engine;
    const { name, communityId } = world;
    const edition = await db.edition.findFirst({
      where: { briefingId: world.briefing },
      include: { publications: true },
    });
    const said = JSON.stringify(edition?.publications[0]?.messages ?? '');
    const [, alert, request] = await Promise.all([
      undefined,
      db.alert.findUnique({ where: { id: world.ended } }),
      db.approval.findUnique({ where: { id: world.request } }),
    ]);
    const closed = await db.chat.findUnique({ where: { id: world.closed } });
    const reopened = await db.chat.findUnique({ where: { id: world.reopened } });
    const unknown = await db.publication.findUnique({ where: { id: world.unknown } });
    const waiting = await db.publication.findUnique({ where: { id: world.waiting } });
    const late = await db.delivery.findFirst({ where: { publicationId: world.late } });
    const community = await db.community.findUnique({ where: { id: communityId } });
    const passed = await db.delivery.findUnique({ where: { id: world.crossposted } });
    const done: Record<string, boolean> = {
      briefing: edition?.state === 'sent',
      'event in the briefing': said.includes(`changed ${name}`),
      'item in the briefing': said.includes(`item ${name}`),
      'course in the briefing': said.includes(`course ${name}`),
      'alert in the briefing': said.includes(`holds ${name}`),
      'briefing sent': telegram.log.some(
        ({ chat, text }) => chat === `group-${name}` && text.includes(`item ${name}`),
      ),
      'alert ended': alert?.state === 'expired',
      'approval lapsed': request?.state === 'void' && request.told.length > 0,
      'closed chat told': closed?.closedToldAt != null,
      'chat open again': reopened?.closedAt === null,
      'unknown copies told': unknown?.unknownToldAt != null,
      'missing approvers told': community?.approversToldAt != null,
      'change told':
        (await db.eventChange.count({ where: { eventId: world.changed } })) === 0 &&
        (await db.publication.count({ where: { eventId: world.changed } })) > 0,
      'waiting publication sent':
        waiting?.fanOut === 'done' &&
        telegram.log.some(
          ({ chat, text }) => chat === `group-${name}` && text === `waiting ${name}`,
        ),
      'late copy left out': late?.state === 'skipped',
      'passed on':
        passed?.crosspostAt === null &&
        discord.log.some(({ act, chat }) => act === 'crosspost' && chat === `channel-${name}`),
      'admin told': telegram.log.filter(({ chat }) => chat === `admin-${name}`).length >= 4,
    };
    const left = Object.keys(done).filter((one) => !done[one]);
    for (const { table, where } of world.rows) {
      if (!cleaned.has(table) || world.siblings.some((row) => row.where === where)) continue;
      const [there] = await db.$queryRawUnsafe<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM "${table}" WHERE ${where}`,
      );
      if (there?.count !== 0) left.push(`housekeeping of ${table}`);
    }
    return left;
  }
  const cleaned = new Set([
    ...['Prompt', 'Keyboard', 'SpentButton', 'Cooldown', 'Code', 'Attempt', 'Beat'],
  ]);

  test('whatever is wrong with some rows of any table, everything else still happens', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 8, maxLength: 16 }), { minLength: 2, maxLength: 2 }),
        fc.array(cell, { minLength: 6, maxLength: 6 }),
        async (ill, beside) => {
          const { db, clock } = engine;
          await engine.stop();
          await emptyDatabase(db);
          engine.telegram.log.length = 0;
          engine.discord.log.length = 0;
          clock.now = Math.ceil(clock.now / 60_000) * 60_000;
          logged.clear();
          const worlds: World[] = [];
          for (let index = 0; index < ill.length + 1; index += 1) {
            worlds.push(await fillWorld(db, `w${index}`, clock.now));
          }
          const did: string[] = [];
          for (const [index, cells] of ill.entries()) {
            const rows = worlds[index]?.rows ?? [];
            for (const one of cells) {
              const row = rows[one.row % rows.length];
              if (row) did.push(await poison(row, one));
            }
          }
          const well = worlds.slice(ill.length);
          for (const [index, one] of beside.entries()) {
            const rows = well[index % well.length]?.siblings ?? [];
            const row = rows[one.row % rows.length];
            if (row) did.push(await poison(row, one));
          }
          await engine.begin();
          await runAll();
          await settled(well.map(({ communityId }) => communityId));
          const left = (await Promise.all(well.map(undone))).flat();
          if (left.length > 0) expect({ left, did, logged: [...logged] }).toEqual({});
        },
      ),
      // Each is some seconds of work: other seeds are for whoever looks for more.
      {
        seed: Number(process.env.SEED ?? 7),
        numRuns: Number(process.env.RUNS ?? 2),
        endOnFailure: true,
      },
    );
  }, 120_000);
});
