import { describe, expect, test } from 'vitest';
import { refreshStaleCards } from '../../../src/events/inline-cards/refresh-job.ts';
import { inlineCardRetention } from '../../../src/events/inline-cards/retention.ts';
import { day, useCards } from './card-fixture.ts';

const cards = useCards();

const setSharing = (data: { hasInlineCards: boolean; hasPublicCalendar: boolean }) =>
  cards().context.db.community.update({ where: { id: cards().communityId }, data });

describe('a card of a community that stopped sharing', () => {
  test.each([
    { locale: 'vi', says: 'không còn chia sẻ' },
    { locale: 'en', says: 'no longer shares' },
  ] as const)(
    'says so in $locale, once, and nothing of what comes after',
    async ({ locale, says }) => {
      const event = await cards().createEvent();
      await cards().send();
      await cards().context.db.inlineCard.updateMany({ data: { locale } });
      cards().edits = [];
      await setSharing({ hasInlineCards: false, hasPublicCalendar: false });
      await cards().change(event, { place: 'Nhà riêng' });
      expect(await refreshStaleCards(cards().services())).toBe(1);
      expect(await refreshStaleCards(cards().services())).toBe(0);
      expect(cards().edits).toEqual([
        { messageId: 'card-1', text: expect.not.stringContaining('Nhà riêng') },
      ]);
      expect(cards().edits[0]?.text).toContain(says);
      expect(await cards().rows()).toEqual([]);
    },
  );

  test('says so although its event stays as it was', async () => {
    await cards().createEvent();
    await cards().send();
    await setSharing({ hasInlineCards: false, hasPublicCalendar: false });
    expect(await refreshStaleCards(cards().services())).toBe(1);
    expect(cards().edits.at(-1)?.text).toContain('không còn chia sẻ');
  });

  test('is tried again while Telegram does not answer', async () => {
    await cards().createEvent();
    await cards().send();
    await setSharing({ hasInlineCards: false, hasPublicCalendar: false });
    cards().answer = { ok: false, kind: 'transient', reason: 'ECONNREFUSED' };
    expect(await refreshStaleCards(cards().services())).toBe(0);
    cards().answer = { ok: true, value: undefined };
    cards().now += 60_000;
    expect(await refreshStaleCards(cards().services())).toBe(1);
    expect(await cards().rows()).toEqual([]);
  });

  test('still follows its event where the calendar is public', async () => {
    const event = await cards().createEvent();
    await cards().send();
    await setSharing({ hasInlineCards: false, hasPublicCalendar: true });
    expect(await refreshStaleCards(cards().services())).toBe(0);
    await cards().change(event, { place: 'Cần Thơ' });
    expect(await refreshStaleCards(cards().services())).toBe(1);
    expect(cards().edits.at(-1)?.text).toContain('Cần Thơ');
  });
});

describe('a card whose sender or event is gone', () => {
  test.each([
    { gone: 'sender', says: 'cập nhật lúc' },
    { gone: 'event', says: 'không còn nữa' },
  ] as const)('waits for its last edit, however old it is: $gone', async ({ gone, says }) => {
    const { db, account } = cards().context;
    const event = await cards().createEvent();
    await cards().send();
    await db.inlineCard.updateMany({ data: { createdAt: new Date(0) } });
    const erasedAt = Date.now();
    if (gone === 'sender') await db.account.delete({ where: { id: account.id } });
    else await db.event.delete({ where: { id: event.id } });
    const { deleteBefore } = inlineCardRetention;
    // A day on either side: the database has a clock of its own.
    expect(await deleteBefore(db, new Date(erasedAt - day))).toEqual({ count: 0 });
    cards().answer = { ok: false, kind: 'transient', reason: 'ECONNREFUSED' };
    expect(await refreshStaleCards(cards().services())).toBe(0);
    expect(cards().edits.at(-1)?.text).toContain(says);
    // The attempt does not make it younger.
    expect(await deleteBefore(db, new Date(erasedAt + day))).toEqual({ count: 1 });
  });

  test('waits although its event has long been over', async () => {
    const { db, account } = cards().context;
    const event = await cards().createEvent();
    await cards().send();
    await cards().change(event, { startsAt: new Date(0), endsAt: new Date(1) });
    await db.account.delete({ where: { id: account.id } });
    expect(await inlineCardRetention.deleteBefore(db, new Date(day))).toEqual({ count: 0 });
  });
});
