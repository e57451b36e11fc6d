import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import {
  createModuleServices,
  modules,
  personalDataOf,
  retentionRulesOf,
  routesOf,
} from '../../src/app/modules.ts';
import type { CommandContext } from '../../src/context/command-context.ts';
import type { SubjectModule } from '../../src/context/modules/subject-module.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { hasMessage } from '../../src/language/catalogue.ts';
import { locales } from '../../src/language/locale.ts';
import { mergePeople } from '../../src/people/linking/account-merge.ts';
import { exportPersonalData } from '../../src/people/privacy/data-export.ts';
import { erasePerson } from '../../src/people/privacy/erase-person.ts';
import { noQuarantine } from '../../src/schedule/quarantine.ts';
import { deleteExpired } from '../../src/schedule/retention.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';
import { createCommandContext } from '../support/fixtures/command-context.ts';

/** A subject with its own table, as a new room would have. */
const source = `
import { Hono } from ${JSON.stringify(import.meta.resolve('hono'))};
const rows = (db, personId) => db.$queryRawUnsafe('SELECT "text" FROM "Note" WHERE "personId" = $1::uuid ORDER BY "text"', personId);
export const notesModule = {
  name: 'notes',
  personalData: {
    words: { keptTexts: null, linked: null },
    export: async (db, { personId }) => ({ notes: (await rows(db, personId)).map(({ text }) => text) }),
    async erase(tx, { personId }) {
      await tx.$executeRawUnsafe('DELETE FROM "Note" WHERE "personId" = $1::uuid', personId);
    },
    async merge(tx, { from, to }) {
      await tx.$executeRawUnsafe('UPDATE "Note" SET "personId" = $2::uuid WHERE "personId" = $1::uuid', from, to);
    },
  },
  routes: ({ zone }) => new Hono().get('/notes', (context) => context.text('Notes in ' + zone)),
  findAuthor: async (db, origin) => (origin.startsWith('note/') ? { id: origin } : undefined),
  retention: [
    { name: 'note', keepMs: 0, deleteBefore: async (db) => ({ count: await db.$executeRawUnsafe('DELETE FROM "Note" WHERE "text" = \\'old\\'') }) },
  ],
};`;

let database: OpenDatabase;
let folder: string;
let withNotes: readonly SubjectModule[];

beforeAll(async () => {
  database = await openEmbeddedDatabase();
  await database.prisma.$executeRawUnsafe(
    'CREATE TABLE "Note" ("personId" uuid NOT NULL, "text" text NOT NULL)',
  );
  folder = await mkdtemp(path.join(tmpdir(), 'callboard-notes-'));
  const file = path.join(folder, 'module.mjs');
  await writeFile(file, source);
  const { notesModule } = z
    .object({ notesModule: z.custom<SubjectModule>() })
    .parse(await import(pathToFileURL(file).href));
  withNotes = [...modules, notesModule];
});
beforeEach(() => database.prisma.$executeRawUnsafe('DELETE FROM "Note"'));
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

async function somebody(...notes: string[]): Promise<CommandContext> {
  const { call } = await createCommandContext(database);
  for (const note of notes) {
    await database.prisma.$executeRaw`INSERT INTO "Note" VALUES (${call.person.id}::uuid, ${note})`;
  }
  return { ...call, personalData: personalDataOf(withNotes) };
}

const notesOf = async (context: CommandContext) =>
  z
    .object({ notes: z.array(z.string()) })
    .parse(await exportPersonalData(context, context.person.id)).notes;

test('exports, merges and erases what a new module stores, with one line in the list', async () => {
  const linh = await somebody('a');
  const minh = await somebody('b');
  expect(await notesOf(linh)).toEqual(['a']);

  await database.prisma.$transaction((tx) =>
    mergePeople(tx, linh, { from: minh.person.id, to: linh.person.id }),
  );
  expect(await notesOf(linh)).toEqual(['a', 'b']);

  await erasePerson(linh, linh.person.id);
  expect(await database.prisma.$queryRaw`SELECT * FROM "Note"`).toEqual([]);
});

test('deletes what a new module keeps for a while only', async () => {
  await somebody('old', 'new');
  const deleted = await deleteExpired(database.prisma, retentionRulesOf(withNotes), Date.now());
  expect(deleted).toMatchObject({ note: 1 });
  expect(await database.prisma.$queryRaw`SELECT "text" FROM "Note"`).toEqual([{ text: 'new' }]);
});

test('serves the routes of a new module, and finds authors by it', async () => {
  const { call } = await createCommandContext(database);
  const services = createModuleServices(withNotes, {
    random: () => 0.5,
    serverEvents: () => undefined,
    ...call,
    now: () => call.now.epochMilliseconds,
    quarantine: noQuarantine(),
    editInlineMessage: async () => ({ ok: true, value: undefined }),
    log: pino({ level: 'silent' }),
    zone: 'Asia/Ho_Chi_Minh',
  });
  const response = await routesOf(withNotes, services).request('/notes');
  expect(await response.text()).toBe('Notes in Asia/Ho_Chi_Minh');
  expect(await services.findAuthor('note/1')).toEqual({ id: 'note/1' });
  expect(await services.findAuthor('weather/1')).toBeUndefined();
});

test.each(locales)('says in %s what each module keeps of people', (locale) => {
  const missing = modules.flatMap(({ name, personalData: { words } }) =>
    [words.keptTexts, words.linked]
      .filter((key) => key !== null && !hasMessage(key, locale))
      .map((key) => `${name}: there is no message ${key}`),
  );
  expect(missing).toEqual([]);
});

test('gives every module a name of its own', () => {
  const names = modules.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
