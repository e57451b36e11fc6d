import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  createQueryCache,
  type QueryCache,
  trackedTables,
} from '../../../src/database/cache/query-cache.ts';
import { type OpenDatabase, openDatabase } from '../../../src/database/database.ts';
import { createPostgresDatabase, databaseKinds } from '../../support/database/test-databases.ts';

const zone = 'Asia/Ho_Chi_Minh';

describe('the query cache', () => {
  const asking = (
    memory: QueryCache,
    isStillValid?: (value: number) => boolean,
    weight?: number,
  ) => {
    let reads = 0;
    return {
      reads: () => reads,
      ask: (key = 'a', source: 'Event:1' | 'Event:2' | 'Event' = 'Event:1') =>
        memory.getOrLoad({
          key,
          load: async () => {
            reads += 1;
            return reads;
          },
          dependencies: () => [source],
          ...(isStillValid ? { isStillValid } : {}),
          ...(weight === undefined ? {} : { weight }),
        }),
    };
  };

  test('caches nothing before it listens for changes', async () => {
    const { ask } = asking(createQueryCache());
    expect([await ask(), await ask()]).toEqual([1, 2]);
  });

  test.each([
    ['the row', 'Event 1', 2],
    ['one of several rows', 'Event 7 1', 2],
    ['many rows', 'Event', 2],
    ['another row', 'Event 2', 1],
    ['another table', 'Person 1', 1],
  ])('reloads after a change of %s only when it is affected', async (_name, text, expected) => {
    const memory = createQueryCache();
    memory.enable();
    const { ask } = asking(memory);
    await ask();
    memory.invalidate(text);
    expect(await ask()).toBe(expected);
  });

  test('reloads an entry for a whole table when any row changes', async () => {
    const memory = createQueryCache();
    memory.enable();
    const { ask } = asking(memory);
    await ask('a', 'Event');
    memory.invalidate('Event 9');
    expect(await ask('a', 'Event')).toBe(2);
  });

  test('does not cache a read that began before it listened', async () => {
    const memory = createQueryCache();
    const gate = Promise.withResolvers<void>();
    let row = 'old';
    const ask = () =>
      memory.getOrLoad({
        key: 'a',
        async load() {
          const seen = row;
          await gate.promise;
          return seen;
        },
        dependencies: () => ['Event:1'],
      });
    const early = ask();
    // Changes before the listener is connected are not announced.
    row = 'new';
    memory.enable();
    gate.resolve();
    await early;
    expect(await ask()).toBe('new');
  });

  test('does not cache a read during which something changed', async () => {
    const memory = createQueryCache();
    memory.enable();
    let reads = 0;
    const gate = Promise.withResolvers<void>();
    const ask = () =>
      memory.getOrLoad({
        key: 'a',
        async load() {
          reads += 1;
          await gate.promise;
          return reads;
        },
        dependencies: () => ['Event:1'],
      });
    const first = ask();
    memory.invalidate('Event 1');
    gate.resolve();
    expect(await first).toBe(1);
    expect(await ask()).toBe(2);
    expect(await ask()).toBe(2);
  });

  describe('while a value is being loaded', () => {
    function loadingSlowly() {
      const gates: PromiseWithResolvers<number>[] = [];
      const memory = createQueryCache();
      return {
        memory,
        gates,
        ask: (isStillValid = (_value: number) => true) =>
          memory.getOrLoad({
            key: 'a',
            load() {
              const gate = Promise.withResolvers<number>();
              gates.push(gate);
              return gate.promise;
            },
            dependencies: () => ['Event:1'],
            isStillValid,
          }),
      };
    }

    test('gives it to everybody who asks for it meanwhile', async () => {
      const { memory, gates, ask } = loadingSlowly();
      memory.enable();
      const all = [ask(), ask(), ask()];
      gates[0]?.resolve(1);
      expect(await Promise.all(all)).toEqual([1, 1, 1]);
      expect(gates).toHaveLength(1);
    });

    test.each([
      [
        'something changed since',
        ({ memory }: ReturnType<typeof loadingSlowly>) => memory.invalidate('Event 2'),
      ],
      ['changes were missed', ({ memory }: ReturnType<typeof loadingSlowly>) => memory.disable()],
    ])('loads it anew when %s', async (_why, happen) => {
      const slow = loadingSlowly();
      slow.memory.enable();
      const early = slow.ask();
      happen(slow);
      const late = slow.ask();
      slow.gates[1]?.resolve(2);
      expect(await late).toBe(2);
      slow.gates[0]?.resolve(1);
      expect(await early).toBe(1);
    });

    test('loads it anew for whom it is not valid any more', async () => {
      const { memory, gates, ask } = loadingSlowly();
      memory.enable();
      const early = ask();
      const late = ask((value) => value > 1);
      gates[0]?.resolve(1);
      expect(await early).toBe(1);
      await vi.waitUntil(() => gates.length === 2);
      gates[1]?.resolve(2);
      expect(await late).toBe(2);
    });

    test('tells everybody that it failed, and loads it for the next', async () => {
      const { memory, gates, ask } = loadingSlowly();
      memory.enable();
      const both = Promise.allSettled([ask(), ask()]);
      gates[0]?.reject(new Error('down'));
      expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      const next = ask();
      gates[1]?.resolve(2);
      expect(await next).toBe(2);
    });
  });

  test('clears everything when it loses its change notifications', async () => {
    const memory = createQueryCache();
    memory.enable();
    const { ask } = asking(memory);
    await ask();
    memory.disable();
    expect(await ask()).toBe(2);
    memory.enable();
    expect(await ask()).toBe(3);
    expect(await ask()).toBe(3);
  });

  test.each([
    ['rows', 1],
    ['whole lists', 20],
  ])('makes room after too many %s', async (_name, weight) => {
    const memory = createQueryCache();
    memory.enable();
    const { ask, reads } = asking(memory, undefined, weight);
    const room = 10_000 / weight;
    for (let at = 0; at < room; at += 1) await ask(`${at}`);
    for (let at = 0; at < room; at += 1) await ask(`${at}`);
    expect(reads()).toBe(room);
    await ask('one more');
    await ask('0');
    await ask('0');
    expect(reads()).toBe(room + 2);
  });

  test('drops only the oldest entries for a heavy one', async () => {
    const memory = createQueryCache();
    memory.enable();
    const { ask, reads } = asking(memory);
    for (const key of ['old', 'kept']) await ask(key);
    const filling = asking(memory, undefined, 2_500);
    for (const key of ['b', 'c', 'd']) await filling.ask(key);
    const heavy = asking(memory, undefined, 2_499);
    await heavy.ask('heavy');
    for (const key of ['kept', 'heavy']) await (key === 'heavy' ? heavy : { ask }).ask(key);
    expect([reads(), heavy.reads()]).toEqual([2, 1]);
    await ask('old');
    expect(reads()).toBe(3);
  });

  test('has its full capacity again after it was cleared', async () => {
    const memory = createQueryCache();
    memory.enable();
    const { ask, reads } = asking(memory, undefined, 2_500);
    for (const key of ['a', 'b', 'c', 'd']) await ask(key);
    memory.disable();
    memory.enable();
    const others = ['e', 'f', 'g', 'h'];
    for (const key of [...others, ...others]) await ask(key);
    memory.invalidate('Event 1');
    for (const key of [...others, ...others]) await ask(key);
    expect(reads()).toBe(12);
  });

  test('does not keep what would displace too much else', async () => {
    const memory = createQueryCache();
    memory.enable();
    const small = asking(memory, undefined, 2_400);
    await small.ask('small');
    const large = asking(memory, undefined, 2_600);
    expect([await large.ask('large'), await large.ask('large')]).toEqual([1, 2]);
    const huge = asking(memory, undefined, 20_000);
    await huge.ask('huge');
    await small.ask('small');
    expect(small.reads()).toBe(1);
  });

  test('reloads an entry that is no longer valid', async () => {
    const memory = createQueryCache();
    memory.enable();
    const { ask } = asking(memory, (value) => value > 1);
    expect([await ask(), await ask(), await ask()]).toEqual([1, 2, 2]);
  });

  test('answers like the store for any sequence of operations', async () => {
    const act = fc.oneof(
      fc.record({ do: fc.constant('ask' as const), row: fc.nat(3) }),
      fc.record({ do: fc.constant('write' as const), row: fc.nat(3) }),
      fc.record({ do: fc.constantFrom('disable' as const, 'enable' as const), row: fc.nat(3) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
        const memory = createQueryCache();
        const rows = [0, 0, 0, 0];
        for (const { do: what, row } of acts) {
          if (what === 'write') {
            rows[row] = (rows[row] ?? 0) + 1;
            memory.invalidate(`Event ${row}`);
          } else if (what !== 'ask') memory[what]();
          else {
            const answer = await memory.getOrLoad({
              key: String(row),
              load: async () => rows[row],
              dependencies: () => [`Event:${row}`],
            });
            expect(answer).toBe(rows[row]);
          }
        }
      }),
    );
  });
});

/** Reads a person's language as commands do, from the cache if possible. */
function languageOf({ prisma, cache }: OpenDatabase, id: string) {
  return cache.getOrLoad({
    key: `person ${id}`,
    load: () => prisma.person.findUnique({ where: { id } }),
    dependencies: () => [`Person:${id}`],
  });
}

/** Whether results are cached by now: a second read returns the same object. */
async function listens(database: OpenDatabase): Promise<boolean> {
  const probe = () =>
    database.cache.getOrLoad({
      key: 'probe',
      load: async () => ({}),
      dependencies: () => ['ScheduledRun' as 'Event'],
    });
  const [first, second] = [await probe(), await probe()];
  return first === second;
}

describe.each(databaseKinds)('change notifications on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
    await vi.waitUntil(() => listens(database), { timeout: 5_000 });
  });
  afterAll(() => database.close());

  test('are sent by every watched table for every kind of change, cascades included', async () => {
    const { prisma } = database;
    const triggers = await prisma.$queryRaw<{ table: string; count: bigint }[]>`
      SELECT c.relname::text AS table, count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE t.tgname LIKE 'tell\\_%' GROUP BY 1`;
    expect(Object.fromEntries(triggers.map(({ table, count }) => [table, Number(count)]))).toEqual(
      Object.fromEntries(trackedTables.map((table) => [table, 4])),
    );
  });

  test('let a writer read its own write at once', async () => {
    const { prisma } = database;
    const { id } = await prisma.person.create({ data: {} });
    for (let turn = 0; turn < 20; turn += 1) {
      const locale = turn % 2 === 0 ? 'vi' : 'en';
      await prisma.person.update({ where: { id }, data: { locale } });
      expect((await languageOf(database, id))?.locale).toBe(locale);
      expect(await languageOf(database, id)).toBe(await languageOf(database, id));
    }
  });

  test('are sent only when the transaction commits', async () => {
    const { prisma } = database;
    const { id } = await prisma.person.create({ data: { locale: 'en' } });
    await languageOf(database, id);
    await prisma
      .$transaction(async (tx) => {
        await tx.person.update({ where: { id }, data: { locale: 'vi' } });
        throw new Error('no');
      })
      .catch(() => {});
    expect((await languageOf(database, id))?.locale).toBe('en');
    await prisma.$transaction(async (tx) => {
      await tx.person.update({ where: { id }, data: { locale: 'vi' } });
    });
    expect((await languageOf(database, id))?.locale).toBe('vi');
  });

  test('are sent for raw SQL, cascades and truncation', async () => {
    const { prisma, cache } = database;
    const { id } = await prisma.community.create({ data: { name: 'A', locale: 'vi', zone } });
    const at = new Date('2026-11-24T02:00:00Z');
    const event = () => ({
      communityId: id,
      title: 'E',
      sourceUrl: 'https://example.org',
      startsAt: at,
      endsAt: at,
      zone,
      searchText: 'e',
    });
    const count = () =>
      cache.getOrLoad({
        key: `count ${id}`,
        load: () => prisma.event.count({ where: { communityId: id } }),
        dependencies: () => [`Event:${id}`],
      });
    expect(await count()).toBe(0);
    await prisma.event.createMany({ data: Array.from({ length: 200 }, event) });
    expect(await count()).toBe(200);
    await prisma.$executeRaw`DELETE FROM "Event" WHERE "communityId" = ${id}::uuid`;
    expect(await count()).toBe(0);
    await prisma.event.create({ data: event() });
    expect(await count()).toBe(1);
    await prisma.community.delete({ where: { id } });
    expect(await count()).toBe(0);
    const other = await prisma.person.create({ data: {} });
    await languageOf(database, other.id);
    await prisma.$executeRawUnsafe('TRUNCATE "Person" CASCADE');
    expect(await languageOf(database, other.id)).toBeNull();
  });

  test('reach each entry when many rows change at once', async () => {
    const { prisma } = database;
    const people = await Promise.all(
      Array.from({ length: 60 }, () => prisma.person.create({ data: { locale: 'en' } })),
    );
    for (const { id } of people) await languageOf(database, id);
    await prisma.person.updateMany({ data: { locale: 'vi' } });
    for (const { id } of people) expect((await languageOf(database, id))?.locale).toBe('vi');
  });
});

describe('cache invalidation between two processes on one PostgreSQL', () => {
  let url: string;
  let one: OpenDatabase;
  let other: OpenDatabase;
  beforeAll(async () => {
    url = await createPostgresDatabase();
    [one, other] = await Promise.all([openDatabase({ url }), openDatabase({ url })]);
    await vi.waitUntil(() => listens(one), { timeout: 5_000 });
    await vi.waitUntil(() => listens(other), { timeout: 5_000 });
  });
  afterAll(() => Promise.all([one.close(), other.close()]));

  test('shows one process what the other changed', async () => {
    const { id } = await one.prisma.person.create({ data: { locale: 'en' } });
    expect((await languageOf(other, id))?.locale).toBe('en');
    await one.prisma.person.update({ where: { id }, data: { locale: 'vi' } });
    await expect.poll(async () => (await languageOf(other, id))?.locale).toBe('vi');
  });

  test('reloads what changed while the connection was broken', async () => {
    const { id } = await one.prisma.person.create({ data: { locale: 'en' } });
    await languageOf(other, id);
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND query ILIKE '%callboard_changes%'`,
      );
      await expect.poll(() => listens(other)).toBe(false);
      await client.query(`UPDATE "Person" SET locale = 'vi' WHERE id = $1`, [id]);
    } finally {
      await client.end();
    }
    expect((await languageOf(other, id))?.locale).toBe('vi');
    await expect.poll(() => listens(other), { timeout: 5_000 }).toBe(true);
    // Writes do not wait for a missing listener.
    await one.prisma.person.update({ where: { id }, data: { locale: 'en' } });
    await expect.poll(async () => (await languageOf(other, id))?.locale).toBe('en');
  });
});
