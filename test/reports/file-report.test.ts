import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommandContext } from '../../src/context/command-context.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { Account } from '../../src/database/generated/client.ts';
import type { Role } from '../../src/database/generated/enums.ts';
import type { MessageReference } from '../../src/kit/define/raw-value.ts';
import { fileReport } from '../../src/reports/file-report.ts';
import { reportsModule } from '../../src/reports/module.ts';
import { reportServices } from '../../src/reports/notices.ts';
import { resolveReport } from '../../src/reports/resolve-report.ts';
import { reportLimits } from '../../src/reports/rules.ts';
import { deleteExpired } from '../../src/schedule/retention.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';
import { createCommandContext } from '../support/fixtures/command-context.ts';

let database: OpenDatabase;
let linh: CommandContext;
let minh: CommandContext;
let quang: CommandContext;

const message: MessageReference = {
  ...{ kind: 'message', platformId: '7', chatId: '-1001' },
  ...{ name: 'x'.repeat(500), link: 'https://t.me/c/1/7', authorId: '99' },
};

beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  ({ call: linh } = await createCommandContext(database));
  ({ call: minh } = await createCommandContext(database, linh.community));
  ({ call: quang } = await createCommandContext(database, linh.community));
  minh = { ...minh, chat: linh.chat };
  const { account } = quang;
  const rolesOf = async ({ id }: Pick<Account, 'id'>) =>
    new Set<Role>(id === account.id ? ['moderator'] : []);
  minh = { ...minh, roleResolver: { ...minh.roleResolver, rolesOf } };
  quang = { ...quang, roleResolver: { ...quang.roleResolver, rolesOf } };
  await database.prisma.roleGrant.create({
    data: {
      ...{ communityId: linh.community?.id ?? '', role: 'moderator', personId: quang.person.id },
      grantedAt: new Date('2100-01-01'),
    },
  });
});

const file = (who: CommandContext, more: Partial<MessageReference> = {}) =>
  fileReport(reportServices(who), who, { message: { ...message, ...more }, reason: '' });

const reportsIn = ({ db, community }: CommandContext) =>
  db.report.findMany({
    where: { communityId: community?.id ?? '' },
    include: { entries: true },
  });

const noticesIn = ({ db, community }: CommandContext, operation: 'send' | 'edit') =>
  db.publication.count({ where: { communityId: community?.id ?? '', operation } });

/** The same person that much later. */
const later = (who: CommandContext, milliseconds: number): CommandContext => ({
  ...who,
  now: who.now.add({ milliseconds }),
});

describe('a report', () => {
  test('is one with others of the same message, also at the same moment', async () => {
    expect(await Promise.all([file(linh), file(minh)])).toEqual(['sent', 'sent']);
    const [report, ...others] = await reportsIn(linh);
    expect(others).toEqual([]);
    expect(report?.entries).toHaveLength(2);
    expect(report?.excerpt.length).toBeLessThanOrEqual(reportLimits.excerpt);
    expect([await noticesIn(linh, 'send'), await noticesIn(linh, 'edit')]).toEqual([1, 1]);
    expect(await file(linh)).toBe('known');
  });

  test('needs somebody else who can be told', async () => {
    expect(await file(quang)).toBe('noModerators');
    expect(await reportsIn(linh)).toEqual([]);
  });

  test('is nothing for one’s own message', async () => {
    expect(await file(linh, { authorId: linh.account.platformId })).toBe('own');
  });

  test('can be made of a message again a day after it was dealt with', async () => {
    await file(linh);
    const [report] = await reportsIn(linh);
    expect(await resolveReport(reportServices(quang), quang.account, report?.id ?? '')).toBe(true);
    expect(await resolveReport(reportServices(quang), quang.account, report?.id ?? '')).toBe(false);
    expect(await file(minh)).toBe('resolved');
    expect(await file(later(minh, reportLimits.quietMs), { name: 'other words' })).toBe('sent');
    expect(await reportsIn(linh)).toMatchObject([
      { excerpt: 'other words', resolvedAt: null, entries: [{ accountId: minh.account.id }] },
    ]);
    expect(await noticesIn(linh, 'send')).toBe(2);
  });

  test('is closed by moderators only, who are named in the audit trail', async () => {
    await file(linh);
    const [report] = await reportsIn(linh);
    const close = (who: CommandContext) =>
      resolveReport(reportServices(who), who.account, report?.id ?? '');
    await expect(close(minh)).rejects.toThrow('kit.refused.role');
    await expect(
      resolveReport(reportServices(quang), quang.account, crypto.randomUUID()),
    ).rejects.toThrow('reports.errors.gone');
    await close(quang);
    const entries = await linh.db.auditEntry.findMany({
      where: { communityId: linh.community?.id ?? '' },
    });
    expect(entries).toMatchObject([{ action: 'report.resolve', accountId: quang.account.id }]);
  });

  test('is deleted after a month', async () => {
    await file(linh);
    const at = linh.now.epochMilliseconds + reportLimits.keepMs;
    await deleteExpired(linh.db, reportsModule.retention ?? [], at - 1000);
    expect(await reportsIn(linh)).toHaveLength(1);
    await deleteExpired(linh.db, reportsModule.retention ?? [], at + 1000);
    expect(await reportsIn(linh)).toEqual([]);
  });
});
