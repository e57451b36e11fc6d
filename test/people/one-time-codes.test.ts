import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../src/database/database.ts';
import {
  codeLimits,
  completeCode,
  createCode,
  redeemCode,
} from '../../src/people/one-time-codes.ts';
import { databaseKinds } from '../support/database/test-databases.ts';
import { createCommandContext } from '../support/fixtures/command-context.ts';
import { errorKeyOf } from '../support/scenario/link-codes.ts';

const start = Date.parse('2026-11-24T02:00:00Z');
const minute = 60_000;
const at = (minutes: number): Date => new Date(start + minutes * minute);

describe.each(databaseKinds)('link codes on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const somebody = async () => (await createCommandContext(database)).call.account.id;
  const make = (accountId: string, now: Date) =>
    createCode(database.prisma, { kind: 'link', accountId, now });
  const redeem = (accountId: string, typed: string, now: Date) =>
    redeemCode(database.prisma, typed, { kind: 'link', accountId, now, redeemedBy: { accountId } });

  test('are stored as a hash only', async () => {
    const maker = await somebody();
    const code = await make(maker, at(0));
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
    const rows = await database.prisma.code.findMany({ where: { accountId: maker } });
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(rows[0]?.hash).toBe(createHash('sha256').update(code).digest('hex'));
  });

  test('can be typed in any case and spacing, once, by somebody else', async () => {
    const [maker, other, third] = [await somebody(), await somebody(), await somebody()];
    const code = await make(maker, at(0));
    expect(await errorKeyOf(redeem(maker, code, at(1)))).toBe('codes.own');
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `;
    expect(await errorKeyOf(redeem(other, typed, at(1)))).toBeUndefined();
    expect(await errorKeyOf(redeem(third, code, at(1)))).toBe('codes.wrong');
  });

  test.each([
    [codeLimits.minutes - 0.001, undefined],
    [codeLimits.minutes, 'codes.wrong'],
    [codeLimits.minutes + 1, 'codes.wrong'],
  ])('after %s minutes give the error %s', async (minutes, refused) => {
    const code = await make(await somebody(), at(0));
    expect(await errorKeyOf(redeem(await somebody(), code, at(minutes)))).toBe(refused);
  });

  test('can be confirmed by their maker only within the same time and once', async () => {
    const [maker, other] = [await somebody(), await somebody()];
    const settle = (id: string, minutes: number) =>
      errorKeyOf(completeCode(database.prisma, id, maker, at(minutes)));
    const late = await redeem(other, await make(maker, at(0)), at(9));
    expect(await settle(late.id, codeLimits.minutes)).toBe('codes.over');
    const { id } = await redeem(other, await make(maker, at(20)), at(21));
    expect(await errorKeyOf(completeCode(database.prisma, id, other, at(22)))).toBe('codes.over');
    expect(await settle(id, 22)).toBeUndefined();
    expect(await settle(id, 22)).toBe('codes.over');
  });

  test('replace the earlier code of the same maker', async () => {
    const maker = await somebody();
    const old = await make(maker, at(0));
    await make(maker, at(1));
    expect(await errorKeyOf(redeem(await somebody(), old, at(1)))).toBe('codes.wrong');
  });

  test('are refused for a while to someone who makes too many', async () => {
    const maker = await somebody();
    for (let count = 0; count < codeLimits.maxCreated; count += 1) await make(maker, at(count));
    expect(await errorKeyOf(make(maker, at(codeLimits.maxCreated)))).toBe('codes.tooMany');
    expect(await errorKeyOf(make(maker, at(30)))).toBeUndefined();
  });

  test('are refused for a while after too many wrong attempts, even when right', async () => {
    const [maker, other] = [await somebody(), await somebody()];
    const code = await make(maker, at(0));
    for (let count = 0; count < codeLimits.maxMistyped; count += 1) {
      expect(await errorKeyOf(redeem(other, 'AAAAAAAA', at(0)))).toBe('codes.wrong');
    }
    expect(await errorKeyOf(redeem(other, code, at(1)))).toBe('codes.tooMany');
    // Nobody else waits for it.
    expect(await errorKeyOf(redeem(await somebody(), code, at(1)))).toBeUndefined();
  });

  test('allow no more attempts than the rule in any ten minutes', async () => {
    const other = await somebody();
    const tries: { minutes: number; counted: boolean }[] = [];
    // 9.5 and 10.5 lie on both sides of a full ten minutes by the clock.
    for (const minutes of [9.5, 9.6, 9.7, 9.8, 9.9, 10.1, 10.2, 10.5, 15, 18.9, 21]) {
      const refused = await errorKeyOf(redeem(other, 'AAAAAAAA', at(minutes)));
      tries.push({ minutes, counted: refused === 'codes.wrong' });
    }
    expect(tries.filter(({ counted }) => counted).map(({ minutes }) => minutes)).toEqual([
      9.5, 9.6, 9.7, 9.8, 9.9, 21,
    ]);
    expect(await errorKeyOf(redeem(other, 'AAAAAAAA', at(40)))).toBe('codes.wrong');
  });
});
