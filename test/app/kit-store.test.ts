import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKitStore } from '../../src/app/kit-store.ts';
import { modules, retentionRulesOf } from '../../src/app/modules.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { Action } from '../../src/message/message.ts';
import { deleteExpired } from '../../src/schedule/retention.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());

const day = 24 * 3_600_000;
const actions: Action[] = [{ command: 'help', args: {}, answer: 'reply' }];

test('keeps a keyboard that is shown repeatedly', async () => {
  let now = Date.parse('2026-11-24T02:00:00Z');
  const store = createKitStore(database.prisma, () => now);
  for (let shown = 0; shown < 4; shown += 1) {
    const [token = ''] = await store.saveActions(actions);
    await deleteExpired(database.prisma, retentionRulesOf(modules), now);
    now += 80 * day;
    expect(await store.findAction(token)).toEqual(actions[0]);
  }
});

test('stores the typed text in a button without NUL', async () => {
  const store = createKitStore(database.prisma, Date.now);
  const [token = ''] = await store.saveActions([
    { command: 'help', args: { command: 'nul\u0000 and \\u0000' }, answer: 'reply' },
  ]);
  expect(await store.findAction(token)).toMatchObject({ args: { command: 'nul and \\u0000' } });
});

test.each(['', ':', 'x', 'x:0', ':0', `${'x'.repeat(64)}:9`])(
  'finds no action for the token %j',
  async (token) => {
    expect(await createKitStore(database.prisma, Date.now).findAction(token)).toBeUndefined();
  },
);

test.each(['1', '-1', 'x', '__proto__', 'length', 'at', ''])(
  'finds no action for the button %j of a keyboard with one button',
  async (index) => {
    const store = createKitStore(database.prisma, Date.now);
    const [token = ''] = await store.saveActions(actions);
    const [keyboard] = token.split(':');
    expect(await store.findAction(`${keyboard}:x${index}`)).toBeUndefined();
    if (index !== '') expect(await store.findAction(`${keyboard}:${index}`)).toBeUndefined();
  },
);
