import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSeededRandom } from '../../../bench/fuzz/random-text.ts';
import { type OpenDatabase, openDatabase } from '../../../src/database/database.ts';
import { playRandomRun } from '../../support/courses/random-run.ts';
import {
  createPostgresDatabase,
  openEmbeddedDatabase,
} from '../../support/database/test-databases.ts';

const stores: readonly (readonly [string, () => Promise<OpenDatabase[]>])[] = [
  ['PGlite', async () => [await openEmbeddedDatabase()]],
  [
    'PostgreSQL, two processes',
    async () => {
      const url = await createPostgresDatabase();
      return [await openDatabase({ url }), await openDatabase({ url })];
    },
  ],
];

/** `npm run fuzz -- --lives 10000` plays thousands. */
const seeds = Array.from({ length: 12 }, (_, index) => index + 1);

describe.each(stores)('runs of a course on %s', (_store, open) => {
  let opened: OpenDatabase[];
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => Promise.all(opened.map((one) => one.close())));

  test.each(seeds)('are fair, whatever people do: seed %d', async (seed) => {
    expect(await playRandomRun(opened, createSeededRandom(seed), 30)).toEqual([]);
  });
});
