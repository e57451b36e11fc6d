import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { seedSampleData } from '../../prisma/sample.ts';
import { backUpDatabase } from '../../src/database/backup/backup.ts';
import { restoreDatabase } from '../../src/database/backup/restore.ts';
import { type OpenDatabase, openDatabase } from '../../src/database/database.ts';
import { openPGlite } from '../../src/database/embedded/pglite.ts';
import { sessionConfig } from '../../src/database/session-config.ts';
import {
  createPostgresDatabase,
  openEmbeddedDatabase,
} from '../support/database/test-databases.ts';

/** What an administrator may have set for a database or a role, each with another value than ours. */
const foreign = {
  TimeZone: 'Asia/Tokyo',
  DateStyle: 'SQL, DMY',
  IntervalStyle: 'sql_standard',
  default_transaction_isolation: 'serializable',
  default_transaction_read_only: 'on',
  default_transaction_deferrable: 'on',
  standard_conforming_strings: 'off',
  bytea_output: 'escape',
  extra_float_digits: '-5',
  array_nulls: 'off',
  transform_null_equals: 'on',
  search_path: 'elsewhere',
} as const;

/** A list is quoted element by element. */
const written = (value: string): string => (value.includes(',') ? value : `'${value}'`);

/** A database whose new sessions get foreign settings unless they set their own. */
async function alteredPostgres(
  options: { migrated?: boolean; for?: 'DATABASE' | 'ROLE' } = {},
): Promise<string> {
  const url = await createPostgresDatabase({ migrated: options.migrated ?? true });
  const client = new Client({ connectionString: url });
  await client.connect();
  const database = new URL(url).pathname.slice(1);
  // Settings of a role apply to this database only: other databases of the test server are unaffected.
  const whose =
    options.for === 'ROLE' ? `ROLE CURRENT_USER IN DATABASE ${database}` : `DATABASE ${database}`;
  for (const [name, value] of Object.entries(foreign)) {
    await client.query(`ALTER ${whose} SET ${name} = ${written(value)}`);
  }
  await client.end();
  return url;
}

const folder = mkdtempSync(path.join(tmpdir(), 'callboard-session-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = new Date('2026-03-08T03:04:05.678Z');

/** Writes a course with five seats and has ten people ask for one at the same instant. */
async function signUpAtOnce({ prisma: db }: OpenDatabase) {
  const community = await db.community.create({
    data: { name: 'C', locale: 'vi', zone: 'UTC', createdAt: at },
  });
  const course = await db.course.create({
    data: {
      communityId: community.id,
      title: 'Course',
      searchText: 'course',
      sessions: { create: { startsAt: at, endsAt: at, zone: 'UTC', seats: 5 } },
    },
    include: { sessions: true },
  });
  const sessionId = course.sessions[0]?.id ?? '';
  await Promise.all(
    Array.from({ length: 10 }, () =>
      db.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT id FROM "Session" WHERE id = ${sessionId}::uuid FOR UPDATE`;
        const confirmed = await tx.signup.count({ where: { sessionId, state: 'confirmed' } });
        const person = await tx.person.create({ data: {} });
        await tx.signup.create({
          data: { sessionId, personId: person.id, state: confirmed < 5 ? 'confirmed' : 'waiting' },
        });
      }),
    ),
  );
  return { community, sessionId };
}

describe.each([
  ['a database', 'DATABASE'],
  ['a role', 'ROLE'],
] as const)('with foreign settings of %s', (_what, whose) => {
  test('reads and writes as usual in every session', async () => {
    const url = await alteredPostgres({ migrated: false, for: whose });
    const database = await openDatabase({ url });
    onTestFinished(() => database.close());
    const { prisma: db } = database;
    const { community, sessionId } = await signUpAtOnce(database);
    expect(
      (await db.community.findUniqueOrThrow({ where: { id: community.id } })).createdAt,
    ).toEqual(at);
    expect(await db.community.count({ where: { createdAt: at } })).toBe(1);
    expect(await db.signup.count({ where: { sessionId, state: 'confirmed' } })).toBe(5);
    expect(await db.signup.count({ where: { sessionId, state: 'waiting' } })).toBe(5);

    const worked: unknown[] = [];
    const complaints: Error[] = [];
    const jobs = database.openJobQueue((error) => complaints.push(error));
    await jobs.start({ test: async (data) => void worked.push(data) });
    await db.$transaction((tx) => jobs.send(tx, 'test', { a: 1 }));
    await expect.poll(() => worked, { timeout: 10_000 }).toEqual([{ a: 1 }]);
    await jobs.stop();

    const turns = database.openLeaderLocks((error) => complaints.push(error));
    const turn = turns.acquire('test');
    await expect.poll(() => turn.isLeader(), { timeout: 5_000 }).toBe(true);
    await turns.close();
    expect(complaints).toEqual([]);
  });

  test('makes a backup and restores it', async () => {
    const file = path.join(folder, `${whose}.backup`);
    const embedded = await openEmbeddedDatabase();
    await seedSampleData(embedded.prisma, { now: at });
    const rows = await backUpDatabase(embedded.prisma, file, at);
    const events = await embedded.prisma.event.findMany({ orderBy: { id: 'asc' } });
    await embedded.close();

    const database = await openDatabase({ url: await alteredPostgres({ for: whose }) });
    onTestFinished(() => database.close());
    expect(await restoreDatabase(database.prisma, file, { replace: false })).toBe(rows);
    expect(await database.prisma.event.findMany({ orderBy: { id: 'asc' } })).toEqual(events);
    expect(await backUpDatabase(database.prisma, file, at)).toBe(rows);
  });
});

test('keeps options of the database address together with our own', async () => {
  const url = await alteredPostgres();
  const given = `${url}?options=${encodeURIComponent('-c DateStyle=German -c statement_timeout=12345')}`;
  const client = new Client(sessionConfig(given, '-c work_mem=1234kB'));
  await client.connect();
  onTestFinished(() => client.end());
  const shown = async (name: string) => Object.values((await client.query(`SHOW ${name}`)).rows[0]);
  expect(await shown('DateStyle')).toEqual(['ISO, DMY']);
  expect(await shown('statement_timeout')).toEqual(['12345ms']);
  expect(await shown('work_mem')).toEqual(['1234kB']);
  expect(await shown('default_transaction_isolation')).toEqual(['read committed']);
  for (const [name, value] of Object.entries(foreign))
    expect(await shown(name)).not.toEqual([value]);
  const database = await openDatabase({ url: given });
  expect(await database.prisma.community.count()).toBe(0);
  await database.close();
});

test('applies our settings to the embedded database too', async () => {
  const inside = path.join(folder, 'embedded', 'database');
  const first = await openPGlite(inside);
  // Settings of the database and the role have no effect.
  for (const [name, value] of Object.entries(foreign)) {
    await first.exec(`ALTER SYSTEM SET ${name} = ${written(value)}`);
  }
  await first.close();
  const again = await openPGlite(inside);
  onTestFinished(() => again.close());
  const shown = await Promise.all(
    Object.keys(foreign).map(async (name) => {
      const { rows } = await again.query<Record<string, string>>(`SHOW ${name}`);
      return [name, Object.values(rows[0] ?? {})[0]];
    }),
  );
  expect(Object.fromEntries(shown)).toEqual({
    TimeZone: 'UTC',
    DateStyle: 'ISO, MDY',
    IntervalStyle: 'postgres',
    default_transaction_isolation: 'read committed',
    default_transaction_read_only: 'off',
    default_transaction_deferrable: 'off',
    standard_conforming_strings: 'on',
    bytea_output: 'hex',
    extra_float_digits: '1',
    array_nulls: 'on',
    transform_null_equals: 'off',
    search_path: 'public',
  });
});
