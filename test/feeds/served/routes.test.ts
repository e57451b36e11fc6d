import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { createAddress } from '../../../src/feeds/addresses/service.ts';
import { readWithIcalJs } from '../../support/calendar-readers/ical-js.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { type FeedFixture, openFeedFixture, otherPerson } from './feed-fixture.ts';

let database: OpenDatabase;
let fixture: FeedFixture;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  fixture = await openFeedFixture(database);
});

const dayMs = 86_400_000;
const titles = async (path: string) =>
  readWithIcalJs(await (await fixture.get(path)).text()).map(({ title }) => title);
const calendar = (extension = 'ics') => `/calendar/${fixture.communityId}.${extension}`;

describe('the calendar of a community', () => {
  test('shows its events and sessions, cancelled ones too, to anybody', async () => {
    await fixture.addEvent();
    await fixture.addEvent({ title: 'Chợ phiên', state: 'cancelled', startsAt: fixture.days(5) });
    await fixture.addSession();
    const response = await fixture.get(calendar());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('public, max-age=300');
    const occurrences = readWithIcalJs(await response.text());
    expect(occurrences.map(({ title, isCancelled }) => ({ title, isCancelled }))).toEqual([
      { title: 'Đêm thơ', isCancelled: false },
      { title: 'Quay phim', isCancelled: false },
      { title: '[ĐÃ HỦY] Chợ phiên', isCancelled: true },
    ]);
  });

  test('leaves out what was over long ago, and what belongs to others', async () => {
    await fixture.addEvent({
      title: 'Năm ngoái',
      startsAt: fixture.days(-200),
      endsAt: fixture.days(-199),
    });
    await fixture.addEvent({
      title: 'Tháng trước',
      startsAt: fixture.days(-30),
      endsAt: fixture.days(-29),
    });
    await (await openFeedFixture(database)).addEvent({ title: 'Nơi khác' });
    expect(await titles(calendar())).toEqual(['Tháng trước']);
  });

  test('is nowhere while the community does not want it', async () => {
    const { db, communityId } = fixture;
    const otherSpelling = `/calendar/${communityId.toUpperCase()}.ics`;
    await fixture.addEvent();
    expect((await fixture.get(calendar())).status).toBe(200);
    expect((await fixture.get(otherSpelling)).status).toBe(404);
    await db.community.update({ where: { id: communityId }, data: { hasPublicCalendar: false } });
    expect((await fixture.get(otherSpelling)).status).toBe(404);
    for (const extension of ['ics', 'atom', 'json'])
      expect((await fixture.get(calendar(extension))).status).toBe(404);
  });

  test.each([
    '/calendar/nothing.ics',
    '/calendar/0199aaaa-0000-7000-8000-000000000001.ics',
    '/calendar/mine/short.ics',
    `/calendar/mine/${'a'.repeat(32)}.ics`,
  ])('is not found at %s', async (path) => {
    expect((await fixture.get(path)).status).toBe(404);
  });

  test('is not found in another form, or for a topic that nothing has', async () => {
    await fixture.addEvent({ topic: 'thơ' });
    for (const path of [
      calendar('txt'),
      `${calendar()}?topic=phim`,
      `${calendar()}?topic=${'a'.repeat(61)}`,
    ])
      expect((await fixture.get(path)).status).toBe(404);
  });

  test('can be read by topic, in any language and spelling of it', async () => {
    await fixture.addEvent({ topic: 'Thơ', translations: { en: { topic: 'Poetry' } } });
    await fixture.addEvent({ title: 'Chiếu phim', topic: 'phim' });
    await fixture.addSession();
    for (const topic of ['thơ', 'THO', 'poetry'])
      expect(await titles(`${calendar()}?topic=${encodeURIComponent(topic)}`)).toEqual(['Đêm thơ']);
    expect((await fixture.get(`${calendar()}?topic=`)).status).toBe(404);
  });

  test('is the same one for every spelling of a topic and its own language', async () => {
    await fixture.addEvent({ topic: 'Thơ' });
    await fixture.addEvent({ topic: 'thơ' });
    const url = `https://bot.example.org/callboard${calendar('json')}?topic=Th%C6%A1`;
    for (const query of ['topic=tho', 'topic=THO', 'topic=th%C6%A1&lang=vi', 'topic=TH%C6%A0'])
      expect(await (await fixture.get(`${calendar('json')}?${query}`)).json()).toMatchObject({
        title: 'Creators · Thơ',
        feed_url: url,
      });
  });

  test('is in the language of the community, or in the one asked for', async () => {
    await fixture.addEvent({ translations: { en: { title: 'Poetry night' } }, state: 'cancelled' });
    expect(await titles(calendar())).toEqual(['[ĐÃ HỦY] Đêm thơ']);
    expect(await titles(`${calendar()}?lang=en`)).toEqual(['[CANCELLED] Poetry night']);
    expect(await titles(`${calendar()}?lang=xx`)).toEqual(['[ĐÃ HỦY] Đêm thơ']);
  });

  test('is news for readers of Atom and JSON Feed', async () => {
    await fixture.addEvent({
      ...{ title: 'Ăn <b>&</b> uống', place: 'Huế', topic: 'ẩm thực', summary: 'Món "ngon"' },
      sourceUrl: 'https://example.org/?a=1&b=2',
    });
    await fixture.addEvent({ title: 'Mới đổi', changedAt: fixture.days(-1) });
    const atom = await fixture.get(calendar('atom'));
    expect(atom.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const text = await atom.text();
    expect(text).toContain('<title>Ăn &lt;b&gt;&amp;&lt;/b&gt; uống</title>');
    expect(text).toContain('href="https://example.org/?a=1&amp;b=2"');
    expect(text.indexOf('Mới đổi')).toBeLessThan(text.indexOf('uống'));
    const json = await fixture.get(calendar('json'));
    expect(json.headers.get('content-type')).toBe('application/feed+json; charset=utf-8');
    expect(await json.json()).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Creators',
      feed_url: `https://bot.example.org/callboard${calendar('json')}`,
      language: 'vi',
      items: [
        { title: 'Mới đổi', date_modified: '2026-11-23T02:00:00Z' },
        {
          title: 'Ăn <b>&</b> uống',
          content_text: expect.stringMatching(/^.*27\/11\/2026.*\nHuế\n\nMón "ngon"/),
          external_url: 'https://example.org/?a=1&b=2',
          tags: ['ẩm thực'],
        },
      ],
    });
  });

  test('leads a device to the same address under the scheme of calendars', async () => {
    await fixture.addEvent({ topic: 'thơ' });
    const response = await fixture.get(`${calendar()}?topic=th%C6%A1&open=device`);
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(
      `webcal://bot.example.org/callboard${calendar()}?topic=th%C6%A1`,
    );
  });
});

describe('a reader who asks again', () => {
  test('gets nothing anew until something changes', async () => {
    const event = await fixture.addEvent();
    const first = await fixture.get(calendar());
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await fixture.get(calendar(), { 'if-none-match': tags });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([
        304,
        '',
        etag,
      ]);
    }
    await fixture.db.event.update({
      where: { id: event.id },
      data: { place: 'Huế', revision: 1, changedAt: fixture.days(0.5) },
    });
    const changed = await fixture.get(calendar(), { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  test('learns when it last changed, also that an event lost its topic', async () => {
    const event = await fixture.addEvent({ topic: 'thơ' });
    await fixture.addEvent({ topic: 'thơ', title: 'Khác', changedAt: fixture.days(0.1) });
    const path = `${calendar()}?topic=${encodeURIComponent('thơ')}`;
    const modified = (await fixture.get(path)).headers.get('last-modified') ?? '';
    expect(modified).toBe('Tue, 24 Nov 2026 04:24:00 GMT');
    const unchanged = await fixture.get(path, { 'if-modified-since': modified });
    expect(unchanged.status).toBe(304);
    await fixture.db.event.update({
      where: { id: event.id },
      data: { topic: 'nhạc', changedAt: fixture.days(0.2) },
    });
    expect((await fixture.get(path, { 'if-modified-since': modified })).status).toBe(200);
    for (const nonsense of ['yesterday', ''])
      expect((await fixture.get(path, { 'if-modified-since': nonsense })).status).toBe(200);
  });

  test('gets the calendar of the next day, without what is too old by then', async () => {
    await fixture.addEvent({ startsAt: fixture.days(-93), endsAt: fixture.days(-92.8) });
    const { headers } = await fixture.get(calendar());
    fixture.clock.now += dayMs;
    const next = await fixture.get(calendar(), { 'if-none-match': headers.get('etag') ?? '' });
    expect([next.status, readWithIcalJs(await next.text())]).toEqual([200, []]);
  });

  test('sees at once that a session was added', async () => {
    await fixture.addEvent();
    expect(await titles(calendar())).toEqual(['Đêm thơ']);
    await fixture.addSession();
    expect(await titles(calendar())).toEqual(['Đêm thơ', 'Quay phim']);
  });
});

describe('the calendar of a person', () => {
  const address = async (who = fixture.call) =>
    `/calendar/mine/${await createAddress(who, { replacesAll: false })}.ics`;

  test('shows what they are going to and signed up for, whatever the community wants', async () => {
    const { db, call, communityId } = fixture;
    const personId = call.person.id;
    await db.community.update({ where: { id: communityId }, data: { hasPublicCalendar: false } });
    const events = [
      await fixture.addEvent({ title: 'Đi' }),
      await fixture.addEvent({ title: 'Không đi' }),
      await fixture.addEvent({ title: 'Đi, đã hủy', state: 'cancelled' }),
    ];
    for (const [index, { id: eventId }] of events.entries())
      await db.rsvp.create({
        data: { eventId, personId, state: index === 1 ? 'declined' : 'going' },
      });
    for (const state of ['confirmed', 'waiting', 'cancelled'] as const) {
      const { id: sessionId } = await fixture.addSession();
      await db.signup.create({ data: { sessionId, personId, state } });
    }
    const response = await fixture.get(await address());
    expect(response.headers.get('cache-control')).toBe('private, max-age=300');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const text = await response.text();
    const shown = readWithIcalJs(text).map(({ title }) => title);
    expect(shown.toSorted()).toEqual(
      ['Đi', '[ĐÃ HỦY] Đi, đã hủy', 'Danh sách chờ: Quay phim', 'Quay phim'].toSorted(),
    );
    expect(text).toContain('X-WR-CALNAME:Lịch của bạn');
    expect(await titles(await address(await otherPerson(database, fixture)))).toEqual([]);
  });

  test('is not sent again while nothing changes', async () => {
    const path = await address();
    const etag = (await fixture.get(path)).headers.get('etag') ?? '';
    expect((await fixture.get(path, { 'if-none-match': etag })).status).toBe(304);
    const { id: eventId } = await fixture.addEvent();
    await fixture.db.rsvp.create({
      data: { eventId, personId: fixture.call.person.id, state: 'going' },
    });
    expect((await fixture.get(path, { 'if-none-match': etag })).status).toBe(200);
  });

  test('is in the language of the address, else in theirs', async () => {
    const path = await address();
    await fixture.db.person.update({
      where: { id: fixture.call.person.id },
      data: { locale: 'en' },
    });
    const nameAt = async (at: string) =>
      /X-WR-CALNAME:(.*)\r/.exec(await (await fixture.get(at)).text())?.[1];
    expect(await nameAt(path)).toBe('My calendar');
    expect(await nameAt(`${path}?lang=vi`)).toBe('Lịch của bạn');
  });
});
