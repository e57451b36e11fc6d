import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { boardSectionsOf, modules } from '../../src/app/modules.ts';
import { viewBoard } from '../../src/board/board-view.ts';
import { readBoardContent } from '../../src/board/content.ts';
import { sendBoardProblems } from '../../src/board/problem-notice.ts';
import { refreshBoards } from '../../src/board/refresh-boards.ts';
import { turnBoardOn } from '../../src/board/service.ts';
import { boardStatusMessage } from '../../src/board/status-messages.ts';
import { boardInclude } from '../../src/board/store.ts';
import type { BoardSection } from '../../src/context/modules/board-section.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { Account, Chat } from '../../src/database/generated/client.ts';
import type { DirectMessages } from '../../src/delivery/direct-messages.ts';
import type { SendError, SendResult } from '../../src/delivery/publisher.ts';
import { translators } from '../../src/language/catalogue.ts';
import { createQuarantine } from '../../src/schedule/quarantine.ts';
import { databaseKinds } from '../support/database/test-databases.ts';
import {
  type NoticeFixture,
  openNoticeFixture,
  textLines,
} from '../support/fixtures/notice-fixture.ts';

const boardSections = boardSectionsOf(modules);

/** A platform that answers as it is told, and writes down what it is asked. */
function createScriptedMessages() {
  const asked: string[] = [];
  const answers = new Map<string, SendError[]>();
  let posted = 0;
  const answer = <Value>(act: string, chat: string, value: Value): SendResult<Value> => {
    asked.push(`${act} ${chat}`);
    const failure = answers.get(act)?.shift();
    return failure ? { ok: false, ...failure } : { ok: true, value };
  };
  const directMessages: DirectMessages = {
    isSinglePart: () => true,
    async send({ title }: Chat) {
      posted += 1;
      return answer('send', title, { messageId: `m${posted}` });
    },
    edit: async ({ title }: Chat, id) => answer('edit', `${title} ${id}`, id),
    remove: async ({ title }: Chat, id) => answer('remove', `${title} ${id}`, undefined),
    pin: async ({ title }: Chat, id) => answer('pin', `${title} ${id}`, undefined),
    unpin: async ({ title }: Chat, id) => answer('unpin', `${title} ${id}`, undefined),
  };
  return {
    directMessages,
    asked,
    fail: (act: string, ...errors: SendError[]) => void answers.set(act, errors),
    takeAsked: () => asked.splice(0),
  };
}

describe.each(databaseKinds)('boards on %s', (_name, open) => {
  let database: OpenDatabase;
  let fixture: NoticeFixture;
  let platform: ReturnType<typeof createScriptedMessages>;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    fixture = await openNoticeFixture(database);
    platform = createScriptedMessages();
  });

  const refresh = () =>
    refreshBoards({
      ...{ db: fixture.db, directMessages: platform.directMessages, now: fixture.clock.now },
      boardSections,
      aside: createQuarantine({ report: () => undefined, now: () => 0 }),
    });
  const minutes = (count: number) => fixture.advanceHours(count / 60);
  async function addBoard(title: string) {
    const chat = await fixture.db.chat.create({
      data: {
        ...({ platform: 'telegram', kind: 'group', title, platformId: title } as const),
        connectionId: fixture.place.id,
      },
    });
    return fixture.db.board.create({ data: { chatId: chat.id, connectionId: fixture.place.id } });
  }
  const addEvent = (title: string, communityId = fixture.community.id) =>
    fixture.db.event.create({
      data: {
        ...{ communityId, title, zone: 'UTC', searchText: title },
        startsAt: new Date(fixture.clock.now.epochMilliseconds + 48 * 3_600_000),
        endsAt: new Date(fixture.clock.now.epochMilliseconds + 50 * 3_600_000),
      },
    });
  const boardNow = (id: string) => fixture.db.board.findUniqueOrThrow({ where: { id } });

  test('posts and pins a board once, and leaves it alone while nothing changes', async () => {
    await addBoard('news');
    await refresh();
    expect(platform.takeAsked()).toEqual(['send news', 'pin news m1']);
    minutes(10);
    await refresh();
    expect(platform.takeAsked()).toEqual([]);
  });

  test('edits when what it shows has changed, five minutes after the last edit at the earliest', async () => {
    await addBoard('news');
    await refresh();
    platform.takeAsked();
    await addEvent('Film night');
    minutes(4);
    await refresh();
    expect(platform.takeAsked()).toEqual([]);
    minutes(1);
    await refresh();
    expect(platform.takeAsked()).toEqual(['edit news m1']);
  });

  test('edits when the chat changes its language', async () => {
    const { chatId } = await addBoard('news');
    await refresh();
    platform.takeAsked();
    await fixture.db.chat.update({ where: { id: chatId }, data: { locale: 'en' } });
    minutes(5);
    await refresh();
    expect(platform.takeAsked()).toEqual(['edit news m1']);
  });

  test('posts a deleted message anew and pins it', async () => {
    await addBoard('news');
    await refresh();
    await addEvent('Film night');
    minutes(5);
    platform.takeAsked();
    platform.fail('edit', { kind: 'rejected', reason: 'messageGone' });
    await refresh();
    expect(platform.takeAsked()).toEqual([
      ...['edit news m1', 'send news', 'remove news m1', 'pin news m2'],
    ]);
  });

  test('waits when edits are refused as too many, and posts anew when that lasts', async () => {
    await addBoard('news');
    await refresh();
    await addEvent('Film night');
    minutes(5);
    platform.takeAsked();
    const limit: SendError = {
      ...{ kind: 'rateLimited', seconds: 600, scope: 'delivery', reason: 'editLimit' },
    };
    platform.fail('edit', limit, limit, limit);
    await refresh();
    minutes(9);
    await refresh();
    expect(platform.takeAsked()).toEqual(['edit news m1']);
    minutes(2);
    await refresh();
    expect(platform.takeAsked()).toEqual(['edit news m1']);
    minutes(11);
    await refresh();
    expect(platform.takeAsked()).toEqual([
      ...['edit news m1', 'send news', 'remove news m1', 'pin news m2'],
    ]);
  });

  test('works unpinned without the right to pin, and tells admins once', async () => {
    await fixture.grantRole(await fixture.createAccount('admin'), 'admin');
    await addBoard('news');
    platform.fail('pin', { kind: 'chatClosed', reason: 'noRights' });
    await refresh();
    await sendBoardProblems(fixture.noticeContext());
    await sendBoardProblems(fixture.noticeContext());
    expect(await fixture.recipients()).toEqual(['admin']);
    const [notice] = fixture.published;
    expect(notice && textLines(notice.messages.en).join(' ')).toMatch(/can’t pin it/);
    platform.takeAsked();
    await addEvent('Film night');
    minutes(5);
    await refresh();
    expect(platform.takeAsked()).toEqual(['edit news m1']);
  });

  test('pauses where it may not write, tells admins once, and goes on by itself', async () => {
    await fixture.grantRole(await fixture.createAccount('admin'), 'admin');
    const { id } = await addBoard('news');
    const refusal: SendError = { kind: 'chatClosed', reason: 'noRights', closeAfter: 3 };
    platform.fail('send', refusal, refusal);
    for (const passed of [0, 1, 30]) {
      minutes(passed);
      await refresh();
      await sendBoardProblems(fixture.noticeContext());
    }
    expect(platform.takeAsked()).toEqual(['send news', 'send news']);
    expect(await boardNow(id)).toMatchObject({ pauseReason: 'noRights' });
    expect(await fixture.recipients()).toEqual(['admin']);
    minutes(30);
    await refresh();
    expect(await boardNow(id)).toMatchObject({ pauseReason: null, isPinned: true });
  });

  test('a board that fails does not stop the others', async () => {
    await addBoard('bad');
    await addBoard('good');
    const { send } = platform.directMessages;
    platform.directMessages.send = (chat, ...rest) =>
      'title' in chat && chat.title === 'bad'
        ? Promise.reject(new Error('broken'))
        : send(chat, ...rest);
    await refresh();
    expect(platform.takeAsked()).toEqual(['send good', 'pin good m1']);
  });

  test('leaves out an event that cannot be shown', async () => {
    const { id } = await addEvent('Film night');
    await fixture.db
      .$executeRaw`UPDATE "Event" SET "endsAt" = 'infinity', zone = 'nowhere' WHERE id = ${id}::uuid`;
    await addBoard('news');
    await refresh();
    expect(platform.takeAsked()).toEqual(['send news', 'pin news m1']);
  });

  test('a subject with a section of its own appears on the board', async () => {
    const board = await addBoard('news');
    await addEvent('Film night');
    const polls: BoardSection = {
      order: 15,
      title: () => 'Open polls',
      entries: async (_db, { communityId }) => [() => `Where to? (${communityId})`],
      button: () => ({ label: 'Vote', action: { command: 'poll', args: {}, answer: 'reply' } }),
    };
    const content = await readBoardContent(
      { db: fixture.db, boardSections: [...boardSections, polls] },
      fixture.community.id,
      fixture.date(),
    );
    const { chat } = await fixture.db.board.findUniqueOrThrow({
      where: { id: board.id },
      include: boardInclude,
    });
    const { message } = viewBoard({ chat }, content, platform.directMessages, fixture.clock.now);
    const shown = textLines(message.message).join('\n');
    expect(shown).toMatch(/Open polls[\s\S]*Where to\?[\s\S]*Film night/);
    expect(JSON.stringify(message.message.buttons)).toContain('Vote');
  });

  describe('turning on', () => {
    const turnOn = async (title: string, asker?: Account) => {
      const chat = await fixture.db.chat.findFirstOrThrow({
        where: { title },
        include: { connection: { include: { community: true } } },
      });
      const account = asker ?? (await fixture.createAccount(`admin of ${title}`));
      const status = await turnBoardOn(
        {
          ...{ db: fixture.db, account, chat, community: fixture.community, boardSections },
          ...{ now: fixture.clock.now, directMessages: platform.directMessages },
        },
        undefined,
      );
      return textLines(boardStatusMessage({ t: translators.en.t, account }, status)).join(' ');
    };
    const pinLater = /within a few minutes/;
    const cannotPin = /can’t pin it/;

    test.each<SendError>([
      { kind: 'rateLimited', seconds: 1, scope: 'chat' },
      { kind: 'transient', reason: 'timeout' },
    ])(
      'says that a pin put off ($kind) is still to come, and what became of it',
      async (putOff) => {
        const admin = await fixture.createAccount('admin');
        await fixture.grantRole(admin, 'admin');
        await addBoard('news');
        platform.fail('pin', putOff, { kind: 'rejected', reason: 'noPinRights' }, putOff);
        expect(await turnOn('news', admin)).toMatch(pinLater);
        minutes(1);
        await refresh();
        await sendBoardProblems(fixture.noticeContext());
        const [notice] = fixture.published;
        expect(notice && textLines(notice.messages.en).join(' ')).toMatch(cannotPin);
        const again = await turnOn('news', admin);
        expect(again).toMatch(pinLater);
        expect(again).not.toMatch(cannotPin);
        minutes(1);
        await refresh();
        expect(await turnOn('news', admin)).not.toMatch(pinLater);
      },
    );

    test('says at once that it may not pin', async () => {
      await addBoard('news');
      platform.fail('pin', { kind: 'rejected', reason: 'noPinRights' });
      const status = await turnOn('news');
      expect(status).toMatch(cannotPin);
      expect(status).not.toMatch(pinLater);
    });

    test('a board that is running does not pin it again', async () => {
      await addBoard('news');
      await refresh();
      platform.takeAsked();
      await turnOn('news');
      expect(platform.takeAsked()).toEqual(['edit news m1']);
    });

    test('a board that could not be pinned tries again', async () => {
      await addBoard('news');
      platform.fail('pin', { kind: 'rejected', reason: 'noPinRights' });
      await refresh();
      platform.takeAsked();
      await turnOn('news');
      expect(platform.takeAsked()).toEqual(['edit news m1', 'pin news m1']);
    });

    test('a board that was being ended pins it again', async () => {
      const { id } = await addBoard('news');
      await refresh();
      await fixture.db.board.update({ where: { id }, data: { isEnding: true } });
      platform.takeAsked();
      await turnOn('news');
      expect(platform.takeAsked()).toEqual(['edit news m1', 'pin news m1']);
    });
  });

  test('two processes at once post one message', async () => {
    await addBoard('news');
    await Promise.all([refresh(), refresh()]);
    expect(platform.takeAsked()).toEqual(['send news', 'pin news m1']);
  });

  test('ends when its chat is disconnected', async () => {
    const { chatId } = await addBoard('news');
    await refresh();
    platform.takeAsked();
    await fixture.db.chat.update({ where: { id: chatId }, data: { connectionId: null } });
    await refresh();
    expect(platform.takeAsked()).toEqual(['remove news m1']);
    expect(await fixture.db.board.count()).toBe(0);
  });

  test('a message that cannot be deleted is unpinned and says that it is over', async () => {
    const { id } = await addBoard('news');
    await refresh();
    platform.takeAsked();
    await fixture.db.board.update({ where: { id }, data: { isEnding: true } });
    platform.fail('remove', { kind: 'rejected', reason: 'tooOld' });
    await refresh();
    expect(platform.takeAsked()).toEqual(['remove news m1', 'unpin news m1', 'edit news m1']);
    expect(await fixture.db.board.count()).toBe(0);
  });
});
