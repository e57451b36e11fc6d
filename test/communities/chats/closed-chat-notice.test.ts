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
  let house: NoticeFixture;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    house = await openNoticeFixture(database);
  });

  const closed = (title: string, closedReason = 'noRights') =>
    house.db.chat.create({
      data: {
        ...({ platform: 'telegram', kind: 'group', title, platformId: title } as const),
        connectionId: house.place.id,
        ...{ closedAt: house.date(), closedReason },
      },
    });
  const tell = () => notifyClosedChats(house.noticeContext());

  test('tells admins by grant and by platform permission, each person once', async () => {
    const admin = await house.createAccount('granted');
    await house.grantRole(admin, 'admin');
    await house.grantRole(await house.createAccount('editor'), 'editor');
    await house.createAccount('manager');
    await house.createAccount('nobody');
    house.managers.push('granted', 'manager', 'never seen');
    // Somebody's other account, at which they never wrote.
    await house.db.account.create({
      data: { platform: 'discord', platformId: 'other', name: 'x', personId: admin.personId },
    });
    await closed('news');
    expect(await tell()).toBe(1);
    expect(await house.recipients()).toEqual(['granted', 'manager']);
    // It may run again at any time, also beside itself.
    expect(await Promise.all([tell(), tell()])).toEqual([0, 0]);
    expect(await house.recipients()).toEqual(['granted', 'manager']);
  });

  test('tells once when two processes run', async () => {
    await house.grantRole(await house.createAccount('admin'), 'admin');
    await closed('news');
    const both = await Promise.all([tell(), tell()]);
    expect(both.toSorted()).toEqual([0, 1]);
    expect(await house.recipients()).toEqual(['admin']);
  });

  test('tells about a reclosed chat at most once a day and not about long closed ones', async () => {
    await house.grantRole(await house.createAccount('admin'), 'admin');
    const { id } = await closed('news');
    expect(await tell()).toBe(1);
    house.advanceHours(1);
    await house.db.chat.update({ where: { id }, data: { closedAt: house.date() } });
    expect(await tell()).toBe(0);
    house.advanceHours(24);
    expect(await tell()).toBe(1);
    house.advanceHours(1);
    await closed('late');
    house.advanceHours(72);
    expect(await tell()).toBe(0);
  });

  test('tells the other admins when the private chat of one has another id', async () => {
    await house.grantRole(await house.createAccount('admin'), 'admin');
    for (const data of [{ platformId: 'stranger' }, { threadId: '7' }]) {
      const odd = await house.createAccount(`odd ${Object.keys(data)}`);
      await house.grantRole(odd, 'admin');
      await house.db.chat.updateMany({ where: { accountId: odd.id }, data });
    }
    await closed('news');
    expect(await tell()).toBe(1);
    expect(await house.recipients()).toEqual(['admin']);
  });

  test('tells the other admins when one has no link time', async () => {
    await house.grantRole(await house.createAccount('admin'), 'admin');
    const odd = await house.createAccount('odd');
    await house.grantRole(odd, 'admin');
    await house.db.auditEntry.create({
      data: { communityId: house.community.id, accountId: odd.id, action: 'x' },
    });
    await house.db
      .$executeRaw`UPDATE "Account" SET "linkedAt" = 'infinity' WHERE id = ${odd.id}::uuid`;
    await closed('news');
    expect(await tell()).toBe(1);
    expect(await house.recipients()).toEqual(['admin']);
  });

  test('does not tell anyone about a private chat', async () => {
    await house.grantRole(await house.createAccount('admin'), 'admin');
    await house.createAccount('gone');
    await house.db.chat.updateMany({
      where: { platformId: 'gone' },
      data: { closedAt: house.date(), closedReason: 'blocked' },
    });
    expect(await tell()).toBe(0);
  });

  test('tells other role holders when no admin can be reached, and retries later when nobody can', async () => {
    await closed('news');
    expect(await tell()).toBe(0);
    const admin = await house.createAccount('admin');
    await house.grantRole(admin, 'admin');
    await house.db.chat.updateMany({
      where: { accountId: admin.id },
      data: { closedAt: house.date() },
    });
    await house.grantRole(await house.createAccount('editor'), 'editor');
    // On Telegram a bot cannot begin.
    await house.grantRole(await house.createAccount('silent', 'telegram', false), 'moderator');
    expect(await tell()).toBe(1);
    expect(await house.recipients()).toEqual(['editor']);
  });

  test('asks a platform again that did not answer', async () => {
    await house.grantRole(await house.createAccount('admin'), 'admin');
    await closed('news');
    const telling = house.noticeContext();
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
    await house.grantRole(await house.createAccount('admin'), 'admin');
    for (const title of ['a', 'b', 'c']) await closed(title, 'removed');
    expect(await tell()).toBe(3);
    expect(house.published).toHaveLength(1);
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
