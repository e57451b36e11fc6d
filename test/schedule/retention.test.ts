import { afterAll, beforeAll, expect, test } from 'vitest';
import { modules, retentionRulesOf } from '../../src/app/modules.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { handledUpdateStore } from '../../src/database/handled-updates.ts';
import { deleteExpired } from '../../src/schedule/retention.ts';
import { createRunLock } from '../../src/schedule/run-lock.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';

const now = Date.parse('2026-11-24T02:00:00Z');
const ago = (days: number) => new Date(now - days * 24 * 3_600_000);
let database: OpenDatabase;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());

test('deletes expired data and keeps what is still needed', async () => {
  const { prisma } = database;
  const { id: accountId } = await prisma.account.create({
    data: { platform: 'discord', platformId: '1', name: 'Linh', person: { create: {} } },
  });
  const prompt = (place: string, expiresAt: Date) => ({
    accountId,
    place,
    platform: 'discord' as const,
    state: {},
    expiresAt,
  });
  await prisma.prompt.createMany({ data: [prompt('old', ago(2)), prompt('new', ago(0.01))] });
  const day = { command: 'prompt', step: 'look', args: { month: '2026-12' }, answer: 'update' };
  await prisma.actionSet.createMany({
    data: [
      { token: 'old', actions: [], createdAt: ago(91) },
      { token: 'new', actions: [], createdAt: ago(89) },
      { token: 'calendar', actions: [day], createdAt: ago(2) },
      { token: 'calendar now', actions: [day], createdAt: ago(0.5) },
    ],
  });
  const code = (hash: string, expiresAt: Date) => ({
    hash,
    accountId,
    kind: 'link' as const,
    expiresAt,
  });
  await prisma.code.createMany({ data: [code('old', ago(2)), code('new', ago(-0.01))] });
  await prisma.rateLimitWindow.createMany({
    data: [
      { key: 'old', startsAt: ago(2) },
      { key: 'new', startsAt: ago(0) },
    ],
  });
  await prisma.consumedToken.createMany({
    data: [
      { token: 'old', consumedAt: ago(91) },
      { token: 'new', consumedAt: ago(89) },
    ],
  });
  await prisma.cooldown.createMany({
    data: [
      { key: 'old', until: ago(2) },
      { key: 'new', until: ago(0) },
    ],
  });
  await handledUpdateStore(prisma, () => ago(2.1).getTime())('1').save([1]);
  await handledUpdateStore(prisma, () => ago(1.9).getTime())('1').save([2, 3]);
  const claim = createRunLock(prisma, () => ago(8).getTime());
  expect(await claim('briefing:a', ago(8))).toBe(true);
  expect(await claim('briefing:a', ago(8))).toBe(false);
  await createRunLock(prisma, () => now)('briefing:a', ago(0));

  const gone = {
    picture: 0,
    attendancePage: 0,
    signupAnswer: 0,
    checkInKey: 0,
    courseFeedbackPerson: 0,
    eventDraft: 0,
    eventFeedback: 0,
    importedFile: 0,
    importedItem: 0,
    inlineCard: 0,
    report: 0,
    prompt: 1,
    actionSet: 2,
    consumedToken: 1,
    cooldown: 1,
    code: 1,
    rateLimitWindow: 1,
    scheduledRun: 1,
    handledUpdate: 1,
  };
  expect(await deleteExpired(prisma, retentionRulesOf(modules), now)).toEqual(gone);
  expect(await prisma.actionSet.findMany({ select: { token: true } })).toEqual([
    { token: 'new' },
    { token: 'calendar now' },
  ]);
  expect(await prisma.prompt.findMany({ select: { place: true } })).toEqual([{ place: 'new' }]);
});
