import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import {
  createAddress,
  findPersonBySecret,
  listAddresses,
} from '../../../src/feeds/addresses/service.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { createCommandContext } from '../../support/fixtures/command-context.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());

test('gives a person several addresses, of which the database does not hold the secrets', async () => {
  const { call } = await createCommandContext(database);
  const first = await createAddress(call, { replacesAll: false });
  const second = await createAddress(call, { replacesAll: false });
  expect(first).toMatch(/^[\w-]{32}$/);
  for (const secret of [first, second])
    expect(await findPersonBySecret(call, secret)).toMatchObject({ id: call.person.id });
  const other = first.endsWith('_') ? '-' : '_';
  expect(await findPersonBySecret(call, `${first.slice(0, -1)}${other}`)).toBeNull();
  const rows = await call.db.calendarAddress.findMany();
  expect(JSON.stringify(rows)).not.toContain(first);
});

test('ends all addresses on a reset, of that person alone', async () => {
  const { call } = await createCommandContext(database);
  const { call: other } = await createCommandContext(database);
  const old = await createAddress(call, { replacesAll: false });
  const others = await createAddress(other, { replacesAll: false });
  const fresh = await createAddress(call, { replacesAll: true });
  expect(await findPersonBySecret(call, old)).toBeNull();
  expect(await findPersonBySecret(call, fresh)).toMatchObject({ id: call.person.id });
  expect(await findPersonBySecret(call, others)).toMatchObject({ id: other.person.id });
  expect(await listAddresses(call)).toHaveLength(1);
});

test('ends the oldest address when there are too many', async () => {
  const { call } = await createCommandContext(database);
  const secrets: string[] = [];
  for (let hour = 0; hour < 6; hour += 1)
    secrets.push(
      await createAddress({ ...call, now: call.now.add({ hours: hour }) }, { replacesAll: false }),
    );
  const known = await Promise.all(secrets.map((secret) => findPersonBySecret(call, secret)));
  expect(known.map((person) => person !== null)).toEqual([false, true, true, true, true, true]);
});
