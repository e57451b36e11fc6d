import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modules } from '../../../src/app/modules.ts';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { Prisma } from '../../../src/database/generated/client.ts';
import { mergePeople, splitPerson } from '../../../src/people/linking/account-merge.ts';
import { exportPersonalData, toJson } from '../../../src/people/privacy/data-export.ts';
import { erasePerson } from '../../../src/people/privacy/erase-person.ts';
import { tablesHolding } from '../../support/database/tables-holding.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import {
  createBusyPerson,
  idsOf,
  loadPersonalDataSamples,
  type TableContent,
} from '../../support/personal-data/sample.ts';

const samples = await loadPersonalDataSamples();
/** Tables of no subject. */
const programTables = {
  ScheduledRun: 'nobody',
  // Who sent a picture is known only from what refers to it.
  Picture: 'nobody',
  PicturePiece: 'nobody',
  PictureUpload: 'nobody',
} as const;
const tables = new Map<string, TableContent>([
  ...Object.entries(programTables),
  ...samples.flatMap((sample) => Object.entries<TableContent>(sample.tables)),
]);
const holders = [...tables]
  .filter(([, content]) => content === 'exported' || content === 'deleted')
  .map(([table]) => table)
  .toSorted();

test('knows of each subject what it stores about people', () => {
  const forgotten = modules
    .filter((module) => !samples.some((sample) => sample.module === module))
    .map(
      ({ name }) =>
        `${name} declares personalData: write test/${name}/personal-data-sample.ts, which says what its tables hold of a person and makes such rows (see test/courses/personal-data-sample.ts)`,
    );
  expect(forgotten).toEqual([]);
});

test('knows of each table what it holds of a person', () => {
  const undeclared = Object.values(Prisma.ModelName)
    .filter((table) => !tables.has(table))
    .map((table) => `${table}: add it to “tables” of its subject’s test/…/personal-data-sample.ts`);
  expect(undeclared).toEqual([]);
  expect(tables.size).toBe(Object.keys(Prisma.ModelName).length);
});

test('looks for the rows of each subject in the export', () => {
  const unchecked = samples
    .filter((sample) => Object.values(sample.tables).includes('exported'))
    .filter(({ exportedFields = [] }) => exportedFields.length === 0)
    .map(({ module }) => `${module.name}: its sample names no exportedFields`);
  expect(unchecked).toEqual([]);
});

/** A person of whom every subject holds something. */
async function somebodyBusy(database: OpenDatabase) {
  const person = await createBusyPerson(database, `w${crypto.randomUUID()}`);
  const checks: (() => Promise<void>)[] = [];
  for (const sample of samples) {
    const check = await sample.create?.(person);
    if (check) checks.push(check);
  }
  return { person, checks };
}

describe.each(databaseKinds)('all traces of a person, on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('are gone from every table after deletion, whatever the person did', async () => {
    const { person, checks } = await somebodyBusy(database);
    const { call, bystander, name, word } = person;
    expect(await tablesHolding(database, [...idsOf(person), name, word])).toEqual(holders);

    await erasePerson(call, call.person.id);
    expect(await tablesHolding(database, [...idsOf(person), name])).toEqual([]);
    const published = samples.flatMap(({ publishedTexts = [] }) => publishedTexts);
    expect(await tablesHolding(database, [word])).toEqual(published.toSorted());
    for (const check of checks) await check();
    const { prisma } = database;
    expect(await prisma.account.count({ where: { id: bystander.account.id } })).toBe(1);
  });

  test('come along when accounts are linked, and go back when they are unlinked', async () => {
    const { prisma } = database;
    const withColumn = async (column: string): Promise<string[]> => {
      const found = await prisma.$queryRaw<{ name: string }[]>`
        SELECT table_name::text AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = ${column} ORDER BY 1`;
      return found.map(({ name }) => name).filter((name) => tables.get(name) === 'exported');
    };
    const linked = await withColumn('originAccountId');
    const otherwise = samples.flatMap(({ linkedOtherwise = [] }) => linkedOtherwise);
    const unlinkable = (await withColumn('personId'))
      .filter((name) => !linked.includes(name) && !otherwise.some((other) => other === name))
      .map((name) => `${name} has no column originAccountId, so split cannot undo merge`);
    expect(unlinkable).toEqual([]);

    const { person } = await somebodyBusy(database);
    const { call, bystander, accountIds } = person;
    const countOf = async (personIds: readonly string[]) => {
      const counts: Record<string, unknown> = {};
      for (const name of linked) {
        [counts[name]] = await prisma.$queryRawUnsafe<unknown[]>(
          `SELECT count(*)::int FROM "${name}" WHERE "personId" = ANY($1::uuid[])`,
          personIds,
        );
      }
      return counts;
    };
    const [from, to] = [call.person.id, bystander.person.id];
    const [before, none] = [await countOf([from]), await countOf([to])];
    await prisma.$transaction((tx) => mergePeople(tx, call, { from, to }));
    expect(await countOf([to])).toEqual(before);
    for (const id of accountIds) await prisma.$transaction((tx) => splitPerson(tx, call, id));
    expect(await countOf([to])).toEqual(none);
    const accounts = await prisma.account.findMany({ where: { id: { in: [...accountIds] } } });
    expect(await countOf(accounts.map(({ personId }) => personId))).toEqual(before);
  });

  test('are all in the export, without data of others', async () => {
    const { person } = await somebodyBusy(database);
    const { call, admin, bystander } = person;
    const exported = await exportPersonalData(call, call.person.id);
    const isEmpty = (field: string) => {
      const value = exported[field];
      return Array.isArray(value) ? value.length === 0 : value === null || value === undefined;
    };
    const fields = samples.flatMap(({ exportedFields = [] }) => exportedFields);
    expect(fields.filter(isEmpty)).toEqual([]);
    for (const sample of samples) sample.checkExport?.(exported, person);
    const file = toJson(exported);
    const others = [admin, bystander].flatMap(({ account, person: other }: CommandContext) => [
      account.id,
      account.platformId,
      other.id,
    ]);
    expect(others.filter((id) => file.includes(id))).toEqual([]);
  });
});
