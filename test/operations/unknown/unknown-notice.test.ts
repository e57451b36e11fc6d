import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alertOrigin, findAlertAuthor } from '../../../src/alerts/origin.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Account, Prisma } from '../../../src/database/generated/client.ts';
import { textMessage } from '../../../src/message/build.ts';
import { sendUnknownNotices } from '../../../src/operations/unknown/unknown-notice.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import {
  type NoticeFixture,
  openNoticeFixture,
  textLines,
} from '../../support/fixtures/notice-fixture.ts';

describe.each(databaseKinds)('notices about unknown deliveries, on %s', (_name, open) => {
  let database: OpenDatabase;
  let fixture: NoticeFixture;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    fixture = await openNoticeFixture(database);
  });

  const minutes = (count: number) => new Date(fixture.clock.now.epochMilliseconds + count * 60_000);

  /** A publication of which copies became unknown, each out since so many minutes from now. */
  async function unknown(
    out: readonly number[],
    more: Partial<Prisma.PublicationUncheckedCreateInput> = {},
  ): Promise<string> {
    const { id } = await fixture.db.publication.create({
      data: {
        communityId: fixture.community.id,
        ...({ kind: 'alert', priority: 0, locale: 'vi', fanOut: 'done' } as const),
        audience: { to: 'topic', communityId: fixture.community.id, topic: 'alerts' },
        messages: { vi: textMessage('Bão lớn'), en: textMessage('Big storm') },
        ...more,
      },
    });
    for (const at of out) await lose(id, at);
    return id;
  }
  async function lose(publicationId: string, at: number): Promise<void> {
    const platformId = crypto.randomUUID();
    const chat = await fixture.db.chat.create({
      data: { platform: 'telegram', platformId, kind: 'group', title: 'x' },
    });
    await fixture.db.delivery.create({
      data: {
        publicationId,
        chatId: chat.id,
        ...({ platform: 'telegram', priority: 0, state: 'unknown', error: 'ECONNRESET' } as const),
        uncertainSince: minutes(at),
      },
    });
  }
  const alertBy = async (author: Account): Promise<{ origin: string }> => {
    const { id } = await fixture.db.alert.create({
      data: {
        communityId: fixture.community.id,
        authorId: author.id,
        ...({ state: 'active', severity: 'severe' } as const),
        expiresAt: minutes(600),
      },
    });
    return { origin: alertOrigin(id) };
  };
  const findAuthor = (origin: string) => findAlertAuthor(fixture.db, origin);
  const tell = () => sendUnknownNotices(fixture.noticeContext(), findAuthor);

  test('tells the author once for a publication, with the count and title', async () => {
    const author = await fixture.createAccount('author');
    await fixture.grantRole(author, 'moderator');
    await fixture.grantRole(await fixture.createAccount('another'), 'moderator');
    const id = await unknown([-3, -2, -2], await alertBy(author));
    expect(await tell()).toBe(1);
    expect(await fixture.recipients()).toEqual(['author']);
    const [notice] = fixture.published;
    expect(textLines(notice?.messages.vi ?? textMessage(''))[0]).toMatch(
      /^Chưa rõ 3 nơi đã nhận “Cảnh báo: Bão lớn · .*” hay chưa/,
    );
    expect(textLines(notice?.messages.en ?? textMessage(''))[0]).toMatch(
      /^3 chats may not have received “Alert: Big storm · .*”/,
    );
    expect(notice?.messages.vi.buttons?.[0]?.[0]?.action).toMatchObject({
      command: 'delivery unknown',
      args: { publication: `id:${id}` },
      account: author.id,
    });
    expect(await tell()).toBe(0);
    expect(fixture.published).toHaveLength(1);
  });

  test('tells moderators and admins when the author may no longer settle deliveries', async () => {
    const author = await fixture.createAccount('author');
    await fixture.grantRole(author, 'editor');
    await fixture.grantRole(await fixture.createAccount('moderator'), 'moderator');
    await fixture.createAccount('manager');
    fixture.managers.push('manager');
    await unknown([-2], await alertBy(author));
    expect(await tell()).toBe(1);
    expect(await fixture.recipients()).toEqual(['manager', 'moderator']);
  });

  test('tells others when a person has blocked the bot', async () => {
    const author = await fixture.createAccount('author');
    await fixture.grantRole(author, 'moderator');
    await fixture.grantRole(await fixture.createAccount('another'), 'moderator');
    await fixture.db.chat.updateMany({
      where: { accountId: author.id },
      data: { closedAt: minutes(-1) },
    });
    await unknown([-2], await alertBy(author));
    await tell();
    expect(await fixture.recipients()).toEqual(['another']);
  });

  test('chooses recipients by the kind of publication', async () => {
    await fixture.grantRole(await fixture.createAccount('editor'), 'editor');
    await fixture.grantRole(await fixture.createAccount('moderator'), 'moderator');
    await fixture.grantRole(await fixture.createAccount('admin'), 'admin');
    await unknown([-2], { kind: 'briefing' });
    await tell();
    expect(await fixture.recipients()).toEqual(['admin', 'editor']);
    fixture.published.length = 0;
    await unknown([-2], { kind: 'notice' });
    await tell();
    expect(await fixture.recipients()).toEqual(['admin']);
  });

  test('waits until the count is stable, up to a limit', async () => {
    await fixture.grantRole(await fixture.createAccount('moderator'), 'moderator');
    const id = await unknown([-2, -0.5]);
    expect(await tell()).toBe(0);
    fixture.advanceHours(0.01);
    expect(await tell()).toBe(1);
    const other = await unknown([-5.5, -0.1]);
    expect(await tell()).toBe(1);
    expect(id).not.toBe(other);
  });

  test('tells again a day later about new unknown deliveries', async () => {
    await fixture.grantRole(await fixture.createAccount('moderator'), 'moderator');
    const id = await unknown([-30]);
    expect(await tell()).toBe(1);
    fixture.advanceHours(1);
    await lose(id, -2);
    expect(await tell()).toBe(0);
    fixture.advanceHours(23.1);
    expect(await tell()).toBe(1);
    fixture.advanceHours(25);
    expect(await tell()).toBe(0);
  });

  test('tells nothing without unknown deliveries or about a notice to single people', async () => {
    await fixture.grantRole(await fixture.createAccount('moderator'), 'moderator');
    await unknown([]);
    await unknown([-2], { kind: 'notice', audience: { to: 'chats', chatIds: [] } });
    await unknown([-2], { kind: 'notice', audience: { to: 'people', personIds: [] } });
    expect(await tell()).toBe(0);
  });

  test('tells once when two processes run, and not about what was settled meanwhile', async () => {
    await fixture.grantRole(await fixture.createAccount('moderator'), 'moderator');
    await unknown([-2]);
    expect((await Promise.all([tell(), tell()])).toSorted()).toEqual([0, 1]);
    const telling = fixture.noticeContext();
    await unknown([-2]);
    const platformPermissions = {
      ...telling.platformPermissions,
      telegram: {
        ...telling.platformPermissions.telegram,
        async managerIds() {
          await fixture.db.delivery.updateMany({ data: { state: 'sent' } });
          return [];
        },
      },
    };
    expect(await sendUnknownNotices({ ...telling, platformPermissions }, findAuthor)).toBe(0);
    expect(fixture.published).toHaveLength(1);
  });
});
