import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { notifyClosedChats } from '../../../src/communities/chats/closed-chat-notice.ts';
import { closedChatsMessage } from '../../../src/communities/chats/closed-chats-message.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { translators } from '../../../src/language/catalogue.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import {
  type NoticeFixture,
  openNoticeFixture,
  textLines,
} from '../../support/fixtures/notice-fixture.ts';

describe.each(databaseKinds)('notices about closed chats, on %s', (_name, open) => {
  let database: OpenDatabase;
  let fixture: NoticeFixture;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    fixture = await openNoticeFixture(database);
  });

  const closed = (title: string, closedReason = 'noRights') =>
    fixture.db.chat.create({
      data: {
        ...({ platform: 'telegram', kind: 'group', title, platformId: title } as const),
        connectionId: fixture.place.id,
        ...{ closedAt: fixture.date(), closedReason },
      },
    });
  const tell = () => notifyClosedChats(fixture.noticeContext());

  test('tells admins by grant and by platform permission, each person once', async () => {
    const admin = await fixture.createAccount('granted');
    await fixture.grantRole(admin, 'admin');
    await fixture.grantRole(await fixture.createAccount('editor'), 'editor');
    await fixture.createAccount('manager');
    await fixture.createAccount('nobody');
    fixture.managers.push('granted', 'manager', 'never seen');
    // Somebody's other account, at which they never wrote.
    await fixture.db.account.create({
      data: { platform: 'discord', platformId: 'other', name: 'x', personId: admin.personId },
    });
    await closed('news');
    expect(await tell()).toBe(1);
    expect(await fixture.recipients()).toEqual(['granted', 'manager']);
    // It may run again at any time, also concurrently.
    expect(await Promise.all([tell(), tell()])).toEqual([0, 0]);
    expect(await fixture.recipients()).toEqual(['granted', 'manager']);
  });

  test('tells once when two processes run', async () => {
    await fixture.grantRole(await fixture.createAccount('admin'), 'admin');
    await closed('news');
    const both = await Promise.all([tell(), tell()]);
    expect(both.toSorted()).toEqual([0, 1]);
    expect(await fixture.recipients()).toEqual(['admin']);
  });

  test('tells about a reclosed chat at most once a day and not about long closed ones', async () => {
    await fixture.grantRole(await fixture.createAccount('admin'), 'admin');
    const { id } = await closed('news');
    expect(await tell()).toBe(1);
    fixture.advanceHours(1);
    await fixture.db.chat.update({ where: { id }, data: { closedAt: fixture.date() } });
    expect(await tell()).toBe(0);
    fixture.advanceHours(24);
    expect(await tell()).toBe(1);
    fixture.advanceHours(1);
    await closed('late');
    fixture.advanceHours(72);
    expect(await tell()).toBe(0);
  });

  test('tells the other admins when the private chat of one has another id', async () => {
    await fixture.grantRole(await fixture.createAccount('admin'), 'admin');
    for (const data of [{ platformId: 'stranger' }, { threadId: '7' }]) {
      const odd = await fixture.createAccount(`odd ${Object.keys(data)}`);
      await fixture.grantRole(odd, 'admin');
      await fixture.db.chat.updateMany({ where: { accountId: odd.id }, data });
    }
    await closed('news');
    expect(await tell()).toBe(1);
    expect(await fixture.recipients()).toEqual(['admin']);
  });

  test('tells the other admins when one has no link time', async () => {
    await fixture.grantRole(await fixture.createAccount('admin'), 'admin');
    const odd = await fixture.createAccount('odd');
    await fixture.grantRole(odd, 'admin');
    await fixture.db.auditEntry.create({
      data: { communityId: fixture.community.id, accountId: odd.id, action: 'x' },
    });
    await fixture.db
      .$executeRaw`UPDATE "Account" SET "linkedAt" = 'infinity' WHERE id = ${odd.id}::uuid`;
    await closed('news');
    expect(await tell()).toBe(1);
    expect(await fixture.recipients()).toEqual(['admin']);
  });

  test('does not tell anyone about a private chat', async () => {
    await fixture.grantRole(await fixture.createAccount('admin'), 'admin');
    await fixture.createAccount('gone');
    await fixture.db.chat.updateMany({
      where: { platformId: 'gone' },
      data: { closedAt: fixture.date(), closedReason: 'blocked' },
    });
    expect(await tell()).toBe(0);
  });

  test('tells other role holders when no admin can be reached, and retries later when nobody can', async () => {
    await closed('news');
    expect(await tell()).toBe(0);
    const admin = await fixture.createAccount('admin');
    await fixture.grantRole(admin, 'admin');
    await fixture.db.chat.updateMany({
      where: { accountId: admin.id },
      data: { closedAt: fixture.date() },
    });
    await fixture.grantRole(await fixture.createAccount('editor'), 'editor');
    // On Telegram a bot cannot begin.
    await fixture.grantRole(await fixture.createAccount('silent', 'telegram', false), 'moderator');
    expect(await tell()).toBe(1);
    expect(await fixture.recipients()).toEqual(['editor']);
  });

  test('asks a platform again that did not answer', async () => {
    await fixture.grantRole(await fixture.createAccount('admin'), 'admin');
    await closed('news');
    const telling = fixture.noticeContext();
    const broken = {
      ...telling.platformPermissions.telegram,
      managerIds: () => Promise.reject(new Error('ECONNRESET')),
    };
    await expect(
      notifyClosedChats({
        ...telling,
        platformPermissions: { ...telling.platformPermissions, telegram: broken },
      }),
    ).rejects.toThrow('ECONNRESET');
    expect(await tell()).toBe(1);
  });

  test('combines many chats that close at once into one message', async () => {
    await fixture.grantRole(await fixture.createAccount('admin'), 'admin');
    for (const title of ['a', 'b', 'c']) await closed(title, 'removed');
    expect(await tell()).toBe(3);
    expect(fixture.published).toHaveLength(1);
  });
});

test('shows each chat with its reason and remedy in both languages', () => {
  const chat = (title: string, closedReason: string) =>
    ({ title, platform: 'telegram', closedReason }) as const;
  const vi = (...chats: ReturnType<typeof chat>[]) =>
    textLines(closedChatsMessage(translators.vi, chats)).join('\n');
  expect(vi(chat('Nhóm', 'noRights'))).toMatch(
    /^Bot không gửi được đến Nhóm \(Telegram\)[\s\S]*Cho bot quyền/,
  );
  const many = vi(
    ...Array.from({ length: 12 }, (_, index) => chat(`N${index}`, 'removed')),
    chat('M', 'whatever'),
  );
  expect(many).toMatch(/^Bot không gửi được đến 13 nơi/);
  expect(many).toMatch(/N9 \(Telegram\)\nvà 2 nơi khác\n.*Thêm lại bot/);
  expect(many).toMatch(/M \(Telegram\)\n.*từ chối tin nhắn/);
  expect(
    textLines(closedChatsMessage(translators.en, [chat('A', 'gone'), chat('B', 'gone')]))[0],
  ).toMatch(/^I can no longer post in 2 chats/);
});
