import { describe, expect, test } from 'vitest';
import { refreshStaleCards } from '../../../src/events/inline-cards/refresh-job.ts';
import { inlineCardRetention } from '../../../src/events/inline-cards/retention.ts';
import { inlineEvents } from '../../../src/events/inline-cards/source.ts';
import { findKnown } from '../../../src/events/series/changes/rows.ts';
import { day, firstTextOf, start, useCards } from './card-fixture.ts';

const cards = useCards();

describe('a card that was sent', () => {
  test('says when it was true until its id is known, and is then edited once', async () => {
    await cards().createEvent();
    const { results } = await inlineEvents(cards().services()).search(cards().asker(), 'phim', '');
    expect(results.map(({ title, description }) => [title, description])).toEqual([
      ['Đêm phim', expect.stringContaining('Huế')],
    ]);
    expect(firstTextOf(results)).toContain('cập nhật lúc');
    await cards().send();
    expect(cards().edits).toEqual([
      { messageId: 'card-1', text: expect.not.stringContaining('cập nhật lúc') },
    ]);
    await cards().send();
    expect(await refreshStaleCards(cards().services())).toBe(0);
    expect(await cards().rows()).toHaveLength(1);
  });

  test('is edited once for all changes since, and only after them', async () => {
    const event = await cards().createEvent();
    await cards().send();
    cards().edits = [];
    await cards().change(event, { place: 'Đà Nẵng' });
    await cards().change(event, { place: 'Cần Thơ' });
    expect(await refreshStaleCards(cards().services())).toBe(1);
    expect(await refreshStaleCards(cards().services())).toBe(0);
    expect(cards().edits).toEqual([
      { messageId: 'card-1', text: expect.stringContaining('Cần Thơ') },
    ]);
  });

  test.each([
    { kind: 'rateLimited', seconds: 30, scope: 'unspecified' },
    { kind: 'ambiguous', reason: 'HTTP 502' },
    { kind: 'transient', reason: 'ECONNREFUSED' },
  ] as const)('waits while Telegram answers with $kind, and is then edited', async (problem) => {
    const event = await cards().createEvent();
    await cards().send('card-1');
    await cards().send('card-2');
    cards().edits = [];
    await cards().change(event, { place: 'Đà Nẵng' });
    cards().answer = { ok: false, ...problem };
    expect(await refreshStaleCards(cards().services())).toBe(0);
    // The others would get the same answer.
    expect(cards().edits).toHaveLength(1);
    cards().now += 60_000;
    cards().answer = { ok: true, value: undefined };
    expect(await refreshStaleCards(cards().services())).toBe(2);
    expect(await cards().rows()).toHaveLength(2);
  });

  test('is forgotten when Telegram says that it is gone', async () => {
    const event = await cards().createEvent();
    await cards().send();
    await cards().change(event, { place: 'Đà Nẵng' });
    cards().answer = { ok: false, kind: 'rejected', reason: 'messageGone' };
    await refreshStaleCards(cards().services());
    expect(await cards().rows()).toEqual([]);
  });

  test('says so when its event is gone', async () => {
    const event = await cards().createEvent();
    await cards().send();
    await cards().context.db.event.delete({ where: { id: event.id } });
    await refreshStaleCards(cards().services());
    expect(cards().edits.at(-1)?.text).toContain('không còn nữa');
    expect(await cards().rows()).toEqual([]);
  });

  test('is not edited before the bot knows its own name, which its link needs', async () => {
    const event = await cards().createEvent();
    await cards().send();
    cards().edits = [];
    await cards().change(event, { place: 'Đà Nẵng' });
    expect(await refreshStaleCards(cards().services(false))).toBe(0);
    expect(cards().edits).toEqual([]);
  });

  test('makes its date one that somebody knows of', async () => {
    const event = await cards().createEvent();
    expect(await findKnown(cards().context.db, [event])).toEqual(new Set());
    await cards().send();
    expect(await findKnown(cards().context.db, [event])).toEqual(new Set([event.id]));
  });

  test('is kept until its event has been over for some days', async () => {
    const event = await cards().createEvent();
    await cards().send();
    const { deleteBefore } = inlineCardRetention;
    expect(await deleteBefore(cards().context.db, new Date(event.endsAt.getTime() - 1))).toEqual({
      count: 0,
    });
    const later = new Date(event.endsAt.getTime() + 1);
    await cards().change(event, { state: 'postponed' });
    expect(await deleteBefore(cards().context.db, later)).toEqual({ count: 0 });
    await cards().change(event, { state: 'scheduled' });
    expect(await deleteBefore(cards().context.db, later)).toEqual({ count: 1 });
  });
});

describe('what is found', () => {
  test('is paged, at most two hundred', async () => {
    for (let at = 0; at < 45; at += 1)
      await cards().createEvent({ startsAt: new Date(start + day + at * 60_000) });
    const source = inlineEvents(cards().services());
    const first = await source.search(cards().asker(), '', '');
    const second = await source.search(cards().asker(), '', first.nextOffset);
    const third = await source.search(cards().asker(), '', second.nextOffset);
    const pages = [first, second, third];
    expect(pages.map(({ results }) => results.length)).toEqual([20, 20, 5]);
    expect(pages.map(({ nextOffset }) => nextOffset)).toEqual(['20', '40', '']);
    const ids = pages.flatMap(({ results }) => results.map(({ id }) => id));
    expect(new Set(ids).size).toBe(45);
    expect(ids.every((id) => Buffer.byteLength(id) <= 64)).toBe(true);
    for (const offset of ['x', '-1', '9999', '200'])
      expect((await source.search(cards().asker(), '', offset)).results.length).toBeLessThanOrEqual(
        20,
      );
  });

  test('is of all the person’s communities that have it on, by time', async () => {
    await cards().createEvent({ title: 'Hai', startsAt: new Date(start + 2 * day) });
    const startsAt = new Date(start + day);
    const zone = 'Asia/Ho_Chi_Minh';
    for (const [name, hasInlineCards] of [
      ['Hội A', true],
      ['Hội B', false],
    ] as const)
      await cards().context.db.community.create({
        data: {
          ...{ name, locale: 'vi', zone, hasInlineCards },
          members: { create: { personId: cards().context.person.id } },
          events: {
            create: { title: `Của ${name}`, startsAt, endsAt: startsAt, zone, searchText: '' },
          },
        },
      });
    const { results } = await inlineEvents(cards().services()).search(cards().asker(), '', '');
    expect(results.map(({ title }) => title)).toEqual(['Của Hội A', 'Hai']);
  });

  test('fits one message, however long the texts are', async () => {
    await cards().createEvent({ summary: 'ắ'.repeat(1500), place: 'ở '.repeat(100) });
    const { results } = await inlineEvents(cards().services()).search(cards().asker(), '', '');
    expect(firstTextOf(results).length).toBeLessThan(4096);
  });

  test('is not sent by another result’s id', async () => {
    const event = await cards().createEvent();
    const source = inlineEvents(cards().services());
    for (const id of ['', 'x.vi', `${event.id}.vi`, 'AAAAAAAAAAAAAAAAAAAAAA.vi', '.en'])
      await source.sent(cards().asker(), id, 'card-9');
    expect(await cards().rows()).toEqual([]);
  });
});
