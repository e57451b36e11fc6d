import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Act, actions, audit } from '../../src/communities/audit.ts';
import { auditFile, auditKinds, showAudit } from '../../src/communities/audit-trail.ts';
import type { Call } from '../../src/communities/call.ts';
import { forget } from '../../src/courses/forget.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { hasMessage } from '../../src/language/catalogue.ts';
import type { Message } from '../../src/message/message.ts';
import { callIn, now } from '../events/call.ts';
import { stores } from '../support/databases.ts';
import { emptyDatabase } from '../support/empty.ts';

const linesOf = ({ blocks }: Message): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'list'
      ? block.items.map((item) =>
          item.map((part) => (part.kind === 'text' ? part.text : '')).join(''),
        )
      : [],
  );

describe.each(stores)('the audit log on %s', (_name, open) => {
  let database: OpenDatabase;
  let admin: Call;
  let other: Call;
  const did = (
    who: Call,
    action: Act['action'],
    details: Record<string, string>,
    minutes: number,
  ) =>
    audit(database.prisma, {
      communityId: admin.community?.id ?? '',
      accountId: who.account.id,
      action,
      details,
      at: new Date(now.add({ minutes }).epochMilliseconds),
    });

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await emptyDatabase(database.prisma);
    ({ call: admin } = await callIn(database));
    ({ call: other } = await callIn(database, admin.community));
    await database.prisma.account.update({
      where: { id: other.account.id },
      data: { name: '=cmd()', username: 'quang' },
    });
    await did(other, 'alert.send', { title: 'Bão lớn' }, -10);
    await did(admin, 'role.grant', { role: 'editor', to: 'Minh', person: 'x' }, -5);
    await did(admin, 'event.new', { title: '+Hội, "chợ"' }, -60 * 48);
    const { call: elsewhere } = await callIn(database);
    await audit(database.prisma, {
      communityId: elsewhere.community?.id ?? '',
      accountId: elsewhere.account.id,
      action: 'event.new',
    });
  });

  test('says who did what on what, the newest first, and nothing of other communities', async () => {
    const lines = linesOf(await showAudit(admin, { page: 1 }));
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/Thảo gán vai trò biên tập viên cho Minh\.$/);
    expect(lines[1]).toMatch(/=cmd\(\) \(@quang\) gửi cảnh báo “Bão lớn”\.$/);
    expect(lines[2]).toContain('+Hội, "chợ"');
    expect(lines.join()).not.toMatch(/person|—/);
    for (const line of lines) expect(line).toMatch(/\.$/);
  });

  test('by person, kind and period', async () => {
    const who = await database.prisma.account.findUniqueOrThrow({
      where: { id: other.account.id },
    });
    expect(linesOf(await showAudit(admin, { who, page: 1 }))).toHaveLength(1);
    expect(linesOf(await showAudit(admin, { kind: 'event', page: 1 }))).toHaveLength(1);
    const today = now.toZonedDateTimeISO(admin.zone).toPlainDate();
    const when = { from: today, until: today.add({ days: 1 }) };
    expect(linesOf(await showAudit(admin, { when, page: 1 }))).toHaveLength(2);
    expect(linesOf(await showAudit(admin, { when, kind: 'event', page: 1 }))).toHaveLength(0);
  });

  test('page by page, with each act on one of them; a page that is no more is the last', async () => {
    for (let minute = 0; minute < 22; minute += 1) {
      await did(admin, 'briefing.send', { title: `Số ${minute}` }, minute);
    }
    const pages = await Promise.all([1, 2, 3].map((page) => showAudit(admin, { page })));
    const lines = pages.flatMap(linesOf);
    expect(lines).toHaveLength(25);
    expect(new Set(lines).size).toBe(25);
    expect(linesOf(await showAudit(admin, { page: 9 }))).toEqual(
      linesOf(pages[2] ?? (await showAudit(admin, { page: 3 }))),
    );
  });

  test('as a file in which nothing is calculated', async () => {
    const { files } = await auditFile(admin, {});
    const [head, ...rows] = (files[0]?.content ?? '').trim().split('\r\n');
    expect(head?.split(',')).toHaveLength(6);
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain(`"'=cmd() (@quang)"`);
    expect(rows[2]).toContain(`"'+Hội, ""chợ"""`);
    expect(await database.prisma.auditEntry.count({ where: { action: 'community.audit' } })).toBe(
      1,
    );
  });

  test('who is forgotten is nobody in it', async () => {
    await forget(other);
    const lines = linesOf(await showAudit(admin, { page: 1 }));
    expect(lines).toHaveLength(3);
    expect(lines.join()).not.toMatch(/cmd|quang/);
    expect(lines[1]).toContain('Người đã rời cộng đồng');
  });
});

test.each(actions)('%s has words and a kind', (action) => {
  expect(hasMessage(`audit.acts.${action.replace('.', '_')}`)).toBe(true);
  expect(auditKinds).toContain(action.split('.')[0]);
});
