import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auditFileMessage, auditPageMessage } from '../../src/communities/audit-trail/messages.ts';
import {
  type AuditQuery,
  auditSubjects,
  exportAuditEntries,
  readAuditPage,
} from '../../src/communities/audit-trail/queries.ts';
import { auditActions, type NewAuditEntry, recordAudit } from '../../src/context/audit.ts';
import type { CommandContext } from '../../src/context/command-context.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { hasMessage } from '../../src/language/catalogue.ts';
import type { Message } from '../../src/message/message.ts';
import { erasePerson } from '../../src/people/privacy/erase-person.ts';
import { emptyDatabase } from '../support/database/empty-database.ts';
import { databaseKinds } from '../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../support/fixtures/command-context.ts';

const linesOf = ({ blocks }: Message): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'list'
      ? block.items.map((item) =>
          item.map((part) => (part.kind === 'text' ? part.text : '')).join(''),
        )
      : [],
  );

const showPage = async (context: CommandContext, query: AuditQuery) =>
  auditPageMessage(context, await readAuditPage(context, query), query);

describe.each(databaseKinds)('the audit log on %s', (_name, open) => {
  let database: OpenDatabase;
  let admin: CommandContext;
  let other: CommandContext;
  const did = (
    who: CommandContext,
    action: NewAuditEntry['action'],
    details: Record<string, string>,
    minutes: number,
  ) =>
    recordAudit(database.prisma, {
      communityId: admin.community?.id ?? '',
      accountId: who.account.id,
      action,
      details,
      at: new Date(tuesdayMorning.add({ minutes }).epochMilliseconds),
    });

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await emptyDatabase(database.prisma);
    ({ call: admin } = await createCommandContext(database));
    ({ call: other } = await createCommandContext(database, admin.community));
    await database.prisma.account.update({
      where: { id: other.account.id },
      data: { name: '=cmd()', username: 'quang' },
    });
    await did(other, 'alert.send', { title: 'Bão lớn' }, -10);
    await did(admin, 'role.grant', { role: 'editor', to: 'Minh', person: 'x' }, -5);
    await did(admin, 'event.new', { title: '+Hội, "chợ"' }, -60 * 48);
    const { call: elsewhere } = await createCommandContext(database);
    await recordAudit(database.prisma, {
      communityId: elsewhere.community?.id ?? '',
      accountId: elsewhere.account.id,
      action: 'event.new',
    });
  });

  test('lists who did what to what, newest first, without other communities', async () => {
    const lines = linesOf(await showPage(admin, { page: 1 }));
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/Thảo gán vai trò biên tập viên cho Minh\.$/);
    expect(lines[1]).toMatch(/=cmd\(\) \(@quang\) gửi cảnh báo “Bão lớn”\.$/);
    expect(lines[2]).toContain('+Hội, "chợ"');
    expect(lines.join()).not.toMatch(/person|—/);
    for (const line of lines) expect(line).toMatch(/\.$/);
  });

  test('filters by person, kind and period', async () => {
    const who = await database.prisma.account.findUniqueOrThrow({
      where: { id: other.account.id },
    });
    expect(linesOf(await showPage(admin, { who, page: 1 }))).toHaveLength(1);
    expect(linesOf(await showPage(admin, { kind: 'event', page: 1 }))).toHaveLength(1);
    const today = tuesdayMorning.toZonedDateTimeISO(admin.zone).toPlainDate();
    const when = { from: today, until: today.add({ days: 1 }) };
    expect(linesOf(await showPage(admin, { when, page: 1 }))).toHaveLength(2);
    expect(linesOf(await showPage(admin, { when, kind: 'event', page: 1 }))).toHaveLength(0);
  });

  test('pages through all entries and shows the last page for a page beyond the end', async () => {
    for (let minute = 0; minute < 22; minute += 1) {
      await did(admin, 'briefing.send', { title: `Số ${minute}` }, minute);
    }
    const pages = await Promise.all([1, 2, 3].map((page) => showPage(admin, { page })));
    const lines = pages.flatMap(linesOf);
    expect(lines).toHaveLength(25);
    expect(new Set(lines).size).toBe(25);
    expect(linesOf(await showPage(admin, { page: 9 }))).toEqual(
      linesOf(pages[2] ?? (await showPage(admin, { page: 3 }))),
    );
  });

  test('exports a file in which no cell is a formula', async () => {
    const { files } = auditFileMessage(admin, await exportAuditEntries(admin, {}));
    const [head, ...rows] = (files[0]?.content ?? '').trim().split('\r\n');
    expect(head?.split(',')).toHaveLength(6);
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain(`"'=cmd() (@quang)"`);
    expect(rows[2]).toContain(`"'+Hội, ""chợ"""`);
    expect(await database.prisma.auditEntry.count({ where: { action: 'community.audit' } })).toBe(
      1,
    );
  });

  test('shows no name for people whose data was deleted', async () => {
    await erasePerson(other, other.person.id);
    const lines = linesOf(await showPage(admin, { page: 1 }));
    expect(lines).toHaveLength(3);
    expect(lines.join()).not.toMatch(/cmd|quang/);
    expect(lines[1]).toContain('Người đã rời cộng đồng');
  });
});

test.each(auditActions)('has words and a category for the action %s', (action) => {
  expect(hasMessage(`audit.acts.${action.replace('.', '_')}`)).toBe(true);
  expect(auditSubjects).toContain(action.split('.')[0]);
});
