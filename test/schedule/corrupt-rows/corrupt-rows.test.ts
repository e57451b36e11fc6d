import fc from 'fast-check';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { Prisma } from '../../../src/database/generated/client.ts';
import { noMetrics } from '../../../src/delivery/metrics.ts';
import { listSourceFiles, listSubjects, readSource } from '../../structure/source-tree.ts';
import { emptyDatabase } from '../../support/database/empty-database.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import {
  type DeliveryFixture,
  openDeliveryFixture,
} from '../../support/fixtures/delivery-fixture.ts';
import { type CommunityFixture, createCommunityFixture } from './community-fixture.ts';
import { type CorruptValue, corruptValue, corruptValuesOf } from './corrupt-values.ts';
import { missingEffects } from './expected-effects.ts';
import { secretText } from './row-factory.ts';
import { runAllJobs, waitUntilIdle } from './run-jobs.ts';
import { jobsByTable } from './tables.ts';

/** Poisons of one community, each in some row of its table. */
type Ill = (CorruptValue & { row: number })[];

const newer = (...columns: [table: string, column: string][]): Ill =>
  columns.map(([table, column]) => ({ table, column, value: `'newer'`, row: 0 }));

/** What stopped something else once: kept for good. */
const examples: [ill: Ill, beside: Ill][] = [
  [
    [
      ...newer(['Alert', 'severity'], ['Chat', 'kind'], ['Connection', 'platform']),
      ...newer(['EventChange', 'locale'], ['AlertVersion', 'grade'], ['Approval', 'state']),
      { table: 'Briefing', column: 'caughtUpTo', value: `'290000-01-01'`, row: 0 },
      { table: 'Person', column: 'zone', value: `'${secretText}'`, row: 0 },
      { table: 'Event', column: 'zone', value: `'${secretText}'`, row: 0 },
    ],
    [
      ...newer(['Person', 'locale'], ['RoleGrant', 'role'], ['Event', 'state']),
      ...newer(['Signup', 'state'], ['Alert', 'severity'], ['Connection', 'platform']),
      { table: 'Delivery', column: 'messageIds', value: `'{NULL}'`, row: 0 },
    ],
  ],
  [
    [
      { table: 'Briefing', column: 'cron', value: `'61 25 31 2 8'`, row: 0 },
      { table: 'Briefing', column: 'zone', value: `'PST'`, row: 0 },
    ],
    [],
  ],
];

/**
 * Every enum column that jobs may read with a value of a newer version, one column of each table at a time: another
 * column's would hide the row.
 */
function newerValues(poisons: readonly CorruptValue[]): Ill[] {
  const byTable = Map.groupBy(
    poisons.filter(({ table, value }) => table in jobsByTable && value.includes('newer')),
    ({ table }) => table,
  );
  const columns = [...byTable.values()].map((all) =>
    all.filter(({ value }) => /^'\{?newer\}?'$/.test(value)),
  );
  const rounds = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) =>
    columns.flatMap((all) => {
      const one = all[round];
      return one ? [{ ...one, row: 0 }] : [];
    }),
  );
}

/** Log events that concern a single row. */
const aside = new Set([
  ...['quarantine.row_skipped', 'delivery.row_quarantined', 'briefings.row_skipped'],
  ...['delivery.planning_failed', 'delivery.audience_unreadable'],
]);

/** The communities other than the one with corrupt rows. */
const settings = [
  { name: 'ill', locale: 'vi', zone: 'UTC' },
  { name: 'saigon', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
  { name: 'new-york', locale: 'en', zone: 'America/New_York' },
] as const;

/** What of a module reads its rows without being asked. */
const readByItself =
  /\b(?:jobs|schedules|queues|retention|briefingSection|onBoard|pictureReferences)\b/;
/** Subjects for which nothing runs by itself: their rows are read for the person who asks. */
const withoutJobs = listSubjects().filter(
  (subject) => !readByItself.test(readSource(`src/${subject}/module.ts`)),
);

/** The files that read a model by Prisma, as a relation or by SQL, apart from commands. */
const readersOf = (model: string): string[] => {
  const name = `${model.charAt(0).toLowerCase()}${model.slice(1)}`;
  const operations = 'find|count|create|update|upsert|delete|groupBy|aggregate';
  const reads = new RegExp(
    `\\.${name}\\.(?:${operations})|"${model}"|\\b${name}s?: (?:true\\b|\\{ ?(?:where|select|include|some|none|every)\\b)`,
  );
  return listSourceFiles(['src']).filter((file) => reads.test(readSource(file)));
};

test('declares for every model that jobs could read which do, or why none does', () => {
  const undeclared = Object.keys(Prisma.ModelName).filter((model) => !(model in jobsByTable));
  const readByOthers = undeclared.flatMap((model) =>
    readersOf(model)
      .filter((file) => !withoutJobs.some((subject) => file.startsWith(`src/${subject}/`)))
      .map((file) => `${model} is read by ${file}: add it to test/schedule/corrupt-rows/tables.ts`),
  );
  expect(readByOthers).toEqual([]);
});

test('names as readers files of the program', () => {
  const files = new Set(listSourceFiles(['src']));
  const named = Object.values(jobsByTable).flatMap((entry) =>
    'loops' in entry ? entry.loops : [],
  );
  expect(named.filter((file) => !files.has(file))).toEqual([]);
});

describe.each(databaseKinds)('corrupt rows on %s', (_name, open) => {
  let database: OpenDatabase;
  let engine: DeliveryFixture;
  let poisons: CorruptValue[];
  /** What was logged. */
  const logged: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
  beforeAll(async () => {
    database = await open();
    engine = await openDeliveryFixture(database, noMetrics, log);
    poisons = await corruptValuesOf(engine.db);
  });
  afterAll(async () => {
    await engine.stop();
    await database.close();
  });

  /** Poisons rows of a community. @returns what was done */
  async function make(ill: Ill, rows: CommunityFixture['rows']): Promise<string[]> {
    const did: string[] = [];
    for (const one of ill) {
      const those = rows.filter(({ table }) => table === one.table);
      const row = those[one.row % those.length];
      if (row) did.push(...(await corruptValue(engine.db, row, one)));
    }
    return did;
  }

  /** Repeated reports of the same row, and log lines that contain user text. */
  function faultsOfLog(): string[] {
    const rows = logged.flatMap((line) => {
      const { event, work, id, platform, publication, publicationId, err, msg } = JSON.parse(line);
      const isRow = aside.has(event) || event === 'schedule.run_failed';
      // Each platform's worker reports a publication that it cannot render.
      const row = id ?? publicationId ?? publication;
      return isRow ? [{ msg, work, id: row, platform, why: err?.message, event }] : [];
    });
    const nameless = rows.filter(({ id, event }) => aside.has(event) && id === undefined);
    const texts = rows.map(
      ({ msg, work, id, platform, why }) => `${msg}: ${work} ${id} ${platform} ${why}`,
    );
    const twice = texts.filter((row, index) => texts.indexOf(row) !== index);
    const telling = logged.filter((line) => line.includes(secretText));
    return [
      ...nameless.map(({ msg }) => `names no row: ${msg}`),
      ...twice.map((row) => `told twice: ${row}`),
      ...telling.map((line) => `tells what people wrote: ${line.slice(0, 1_000)}`),
    ];
  }

  async function holds([ill, beside]: [Ill, Ill]): Promise<void> {
    const { db, clock } = engine;
    await engine.stop();
    await emptyDatabase(db);
    engine.telegram.log.length = 0;
    engine.discord.log.length = 0;
    clock.now = Math.ceil(clock.now / 60_000) * 60_000;
    logged.length = 0;
    const now = clock.now;
    const worlds: CommunityFixture[] = [];
    for (const one of settings) worlds.push(await createCommunityFixture(db, { ...one, now }));
    const [sick, ...well] = worlds;
    const did = await make(ill, sick?.rows ?? []);
    for (const world of well) did.push(...(await make(beside, world.siblings)));
    await engine.start();
    await runAllJobs(
      engine,
      log,
      settings.map(({ name }) => name),
    );
    await waitUntilIdle(
      engine,
      well.map(({ communityId }) => communityId),
    );
    const left = await Promise.all(well.map((world) => missingEffects(engine, world, now)));
    const faults = [...left.flat(), ...faultsOfLog()];
    if (faults.length > 0) expect({ faults, did, logged }).toEqual({});
  }

  test('exist for a community in every table that a job reads', async () => {
    await emptyDatabase(engine.db);
    const { rows } = await createCommunityFixture(engine.db, {
      ...settings[0],
      now: engine.clock.now,
    });
    const filled = new Set(rows.map(({ table }) => table));
    const read = Object.entries(jobsByTable).filter(([, entry]) => 'loops' in entry);
    expect(read.map(([table]) => table).filter((table) => !filled.has(table))).toEqual([]);
  });

  test('do not stop any other work with values of a newer version', async () => {
    for (const beside of newerValues(poisons)) await holds([[], beside]);
  }, 300_000);

  test('do not stop any other work, whatever is wrong with them', async () => {
    const cell = fc
      .tuple(fc.constantFrom(...poisons), fc.nat())
      .map(([one, row]) => ({ ...one, row }));
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(
          fc.array(cell, { minLength: 30, maxLength: 60 }),
          fc.array(cell, { minLength: 6, maxLength: 12 }),
        ),
        holds,
      ),
      // Each seed takes some seconds: further ones can be run by hand.
      {
        seed: Number(process.env.SEED ?? 7),
        numRuns: Number(process.env.RUNS ?? 3),
        examples: examples.map((one) => [one]),
        endOnFailure: true,
      },
    );
  }, 300_000);
});
