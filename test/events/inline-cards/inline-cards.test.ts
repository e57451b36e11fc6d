import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import { noPlatformPermissions } from '../../../src/context/roles/platform-permissions.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Event, Prisma } from '../../../src/database/generated/client.ts';
import type { SendResult } from '../../../src/delivery/publisher.ts';
import { refreshStaleCards } from '../../../src/events/inline-cards/refresh-job.ts';
import { inlineCardRetention } from '../../../src/events/inline-cards/retention.ts';
import { inlineEvents } from '../../../src/events/inline-cards/source.ts';
import { findKnown } from '../../../src/events/series/changes/rows.ts';
import type { Message } from '../../../src/message/message.ts';
import { noQuarantine } from '../../../src/schedule/quarantine.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../../support/fixtures/command-context.ts';

let database: OpenDatabase;
let context: CommandContext;
let edits: { messageId: string; text: string }[];
let answer: SendResult<void>;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.prisma.inlineCard.deleteMany();
  ({ call: context } = await createCommandContext(database));
  await context.db.community.update({
    where: { id: context.community?.id ?? '' },
    data: { hasInlineCards: true, members: { create: { personId: context.person.id } } },
  });
  [edits, answer] = [[], { ok: true, value: undefined }];
});

const day = 86_400_000;
const start = tuesdayMorning.epochMilliseconds;
const textOf = (message: Message) => JSON.stringify(message.blocks);

function services(isConnected = true) {
  return {
    ...{ db: context.db, cache: context.cache, publicUrl: '', zone: 'Asia/Ho_Chi_Minh' },
    now: () => start,
    quarantine: noQuarantine(),
    platformPermissions: {
      discord: noPlatformPermissions,
      telegram: {
        ...noPlatformPermissions,
        privateChatUrl: (payload = 'hello') =>
          isConnected ? `https://t.me/our_bot?start=${payload}` : undefined,
      },
    },
    async editInlineMessage(messageId: string, message: Message) {
      edits.push({ messageId, text: textOf(message) });
      return answer;
    },
  };
}

const asker = () => ({
  platform: 'discord' as const,
  user: { platformId: context.account.platformId, locale: 'vi' },
});

const createEvent = (changes: Partial<Prisma.EventUncheckedCreateInput> = {}): Promise<Event> =>
  context.db.event.create({
    data: {
      ...{ communityId: context.community?.id ?? '', zone: 'Asia/Ho_Chi_Minh' },
      ...{ title: 'Đêm phim', searchText: 'dem phim', place: 'Huế' },
      ...{ startsAt: new Date(start + day), endsAt: new Date(start + 1.1 * day) },
      ...changes,
    },
  });

const change = (event: Event, data: Prisma.EventUncheckedUpdateInput) =>
  context.db.event.update({
    where: { id: event.id },
    data: { ...data, revision: { increment: 1 } },
  });

/** Sends a card of the only event that is found. @returns its row's key */
async function send(messageId = 'card-1'): Promise<string> {
  const source = inlineEvents(services());
  const { results } = await source.search(asker(), '', '');
  await source.sent(asker(), results[0]?.id ?? '', messageId);
  return messageId;
}

const rows = () => context.db.inlineCard.findMany();

describe('a card that was sent', () => {
  test('says when it was true until its id is known, and is then edited once', async () => {
    await createEvent();
    const { results } = await inlineEvents(services()).search(asker(), 'phim', '');
    expect(results.map(({ title, description }) => [title, description])).toEqual([
      ['Đêm phim', expect.stringContaining('Huế')],
    ]);
    expect(textOf(results[0]?.message ?? ({ blocks: [] } as never))).toContain('đúng lúc');
    await send();
    expect(edits).toEqual([{ messageId: 'card-1', text: expect.not.stringContaining('đúng lúc') }]);
    await send();
    expect(await refreshStaleCards(services())).toBe(0);
    expect(await rows()).toHaveLength(1);
  });

  test('is edited once for all changes since, and only after them', async () => {
    const event = await createEvent();
    await send();
    edits = [];
    await change(event, { place: 'Đà Nẵng' });
    await change(event, { place: 'Cần Thơ' });
    expect(await refreshStaleCards(services())).toBe(1);
    expect(await refreshStaleCards(services())).toBe(0);
    expect(edits).toEqual([{ messageId: 'card-1', text: expect.stringContaining('Cần Thơ') }]);
  });

  test.each([
    { kind: 'rateLimited', seconds: 30, scope: 'unspecified' },
    { kind: 'ambiguous', reason: 'HTTP 502' },
    { kind: 'transient', reason: 'ECONNREFUSED' },
  ] as const)('waits while Telegram answers with $kind, and is then edited', async (problem) => {
    const event = await createEvent();
    await send('card-1');
    await send('card-2');
    edits = [];
    await change(event, { place: 'Đà Nẵng' });
    answer = { ok: false, ...problem };
    expect(await refreshStaleCards(services())).toBe(0);
    // The others would get the same answer.
    expect(edits).toHaveLength(1);
    answer = { ok: true, value: undefined };
    expect(await refreshStaleCards(services())).toBe(2);
    expect(await rows()).toHaveLength(2);
  });

  test('is forgotten when Telegram says that it is gone', async () => {
    const event = await createEvent();
    await send();
    await change(event, { place: 'Đà Nẵng' });
    answer = { ok: false, kind: 'rejected', reason: 'messageGone' };
    await refreshStaleCards(services());
    expect(await rows()).toEqual([]);
  });

  test('says so when its event is gone', async () => {
    const event = await createEvent();
    await send();
    await context.db.event.delete({ where: { id: event.id } });
    await refreshStaleCards(services());
    expect(edits.at(-1)?.text).toContain('không còn nữa');
    expect(await rows()).toEqual([]);
  });

  test('is not edited before the bot knows its own name, which its link needs', async () => {
    const event = await createEvent();
    await send();
    edits = [];
    await change(event, { place: 'Đà Nẵng' });
    expect(await refreshStaleCards(services(false))).toBe(0);
    expect(edits).toEqual([]);
  });

  test('makes its date one that somebody knows of', async () => {
    const event = await createEvent();
    expect(await findKnown(context.db, [event])).toEqual(new Set());
    await send();
    expect(await findKnown(context.db, [event])).toEqual(new Set([event.id]));
  });

  test('is kept until its event has been over for some days', async () => {
    const event = await createEvent();
    await send();
    const { deleteBefore } = inlineCardRetention;
    expect(await deleteBefore(context.db, new Date(event.endsAt.getTime() - 1))).toEqual({
      count: 0,
    });
    const later = new Date(event.endsAt.getTime() + 1);
    await change(event, { state: 'postponed' });
    expect(await deleteBefore(context.db, later)).toEqual({ count: 0 });
    await change(event, { state: 'scheduled' });
    expect(await deleteBefore(context.db, later)).toEqual({ count: 1 });
  });
});

describe('what is found', () => {
  test('is paged, at most two hundred', async () => {
    for (let at = 0; at < 45; at += 1)
      await createEvent({ startsAt: new Date(start + day + at * 60_000) });
    const source = inlineEvents(services());
    const first = await source.search(asker(), '', '');
    const second = await source.search(asker(), '', first.nextOffset);
    const third = await source.search(asker(), '', second.nextOffset);
    const pages = [first, second, third];
    expect(pages.map(({ results }) => results.length)).toEqual([20, 20, 5]);
    expect(pages.map(({ nextOffset }) => nextOffset)).toEqual(['20', '40', '']);
    const ids = pages.flatMap(({ results }) => results.map(({ id }) => id));
    expect(new Set(ids).size).toBe(45);
    expect(ids.every((id) => Buffer.byteLength(id) <= 64)).toBe(true);
    for (const offset of ['x', '-1', '9999', '200'])
      expect((await source.search(asker(), '', offset)).results.length).toBeLessThanOrEqual(20);
  });

  test('is of all the person’s communities that have it on, by time', async () => {
    await createEvent({ title: 'Hai', startsAt: new Date(start + 2 * day) });
    const startsAt = new Date(start + day);
    const zone = 'Asia/Ho_Chi_Minh';
    for (const [name, hasInlineCards] of [
      ['Hội A', true],
      ['Hội B', false],
    ] as const)
      await context.db.community.create({
        data: {
          ...{ name, locale: 'vi', zone, hasInlineCards },
          members: { create: { personId: context.person.id } },
          events: {
            create: { title: `Của ${name}`, startsAt, endsAt: startsAt, zone, searchText: '' },
          },
        },
      });
    const { results } = await inlineEvents(services()).search(asker(), '', '');
    expect(results.map(({ title }) => title)).toEqual(['Của Hội A', 'Hai']);
  });

  test('fits one message, however long the texts are', async () => {
    await createEvent({ summary: 'ắ'.repeat(1500), place: 'ở '.repeat(100) });
    const [result] = (await inlineEvents(services()).search(asker(), '', '')).results;
    expect(textOf(result?.message ?? ({ blocks: [] } as never)).length).toBeLessThan(4096);
  });

  test('is not sent by another result’s id', async () => {
    const event = await createEvent();
    const source = inlineEvents(services());
    for (const id of ['', 'x.vi', `${event.id}.vi`, 'AAAAAAAAAAAAAAAAAAAAAA.vi', '.en'])
      await source.sent(asker(), id, 'card-9');
    expect(await rows()).toEqual([]);
  });
});
