import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { readPictureFormat } from '../../../src/pictures/picture-format.ts';
import { readWithIcalJs } from '../../support/calendar-readers/ical-js.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { type FeedFixture, openFeedFixture } from '../served/feed-fixture.ts';
import {
  cardOf,
  cardSchema,
  elementsOf,
  eventDataSchema,
  linksOf,
  structuredDataOf,
} from './page-tags.ts';

let database: OpenDatabase;
let fixture: FeedFixture;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  fixture = await openFeedFixture(database);
});

const base = 'https://bot.example.org/callboard';
const page = (part = '', query = '') =>
  `/calendar/${fixture.communityId}${part === '' ? '' : `/${part}`}${query}`;
const read = async (path: string) => {
  const response = await fixture.get(path);
  expect(response.status, path).toBe(200);
  return response.text();
};
/** The month of the fixture's clock. */
const month = '2026-11';
/** The paths of a community's pages, one of each kind. */
const pathsFor = (eventId: string) => [page(), page(month), page(eventId)];

/** What a reader sees, without markup. */
const textOf = (html: string): string =>
  html
    .replace(/^.*<body>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the pages of a community', () => {
  test('list what is coming, show a month, and each event', async () => {
    const { id } = await fixture.addEvent({ place: 'Huế', summary: 'Đọc thơ bên sông.' });
    await fixture.addEvent({
      title: 'Đã qua',
      startsAt: fixture.days(-3),
      endsAt: fixture.days(-2),
    });
    await fixture.addSession();
    const list = textOf(await read(page()));
    expect(list).toContain('Đêm thơ');
    expect(list).toContain('Quay phim');
    expect(list).not.toContain('Đã qua');
    expect(textOf(await read(page(month)))).toMatch(/Đã qua.*Đêm thơ/);
    expect(textOf(await read(page(id)))).toMatch(/Đêm thơ.*27\/11\/2026.*Huế.*Đọc thơ bên sông\./);
  });

  test('are the same 404 for everybody who does not want them, or is not there', async () => {
    const { id } = await fixture.addEvent();
    const { db, communityId } = fixture;
    const known = await read(page(id));
    await db.community.update({ where: { id: communityId }, data: { hasPublicCalendar: false } });
    const other = '/calendar/0199aaaa-0000-7000-8000-000000000001';
    const answers = await Promise.all(
      [
        ...pathsFor(id),
        page(`${id}.ics`),
        other,
        `${other}/${month}`,
        page('nothing'),
        '/calendar/x',
      ].map(async (path) => {
        const response = await fixture.get(path);
        const headers = Object.fromEntries(response.headers);
        return JSON.stringify([response.status, headers, await response.text()]);
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('404');
    expect(answers[0]).not.toContain('etag');
    expect(known).toContain('Đêm thơ');
  });

  test('name nobody who goes, organises or teaches', async () => {
    const { id: eventId } = await fixture.addEvent();
    const { db, call } = fixture;
    await db.rsvp.create({ data: { eventId, personId: call.person.id, state: 'going' } });
    await db.account.updateMany({ data: { name: 'Người Bí Mật' } });
    const session = await fixture.addSession();
    for (const path of [...pathsFor(eventId), page(session.id)]) {
      const html = await read(path);
      expect(html).not.toContain('Bí Mật');
      expect(html).not.toMatch(/(?<!Ho_Chi_)Minh|Gi(?:ảng|%E1%BA%A3ng)/);
    }
  });

  test('are not sent again while nothing changes, and anew when something does', async () => {
    const { id } = await fixture.addEvent();
    for (const path of pathsFor(id)) {
      const first = await fixture.get(path);
      const etag = first.headers.get('etag') ?? '';
      expect(first.headers.get('cache-control')).toBe('public, max-age=300');
      expect((await fixture.get(path, { 'if-none-match': etag })).status).toBe(304);
      await fixture.db.event.update({ where: { id }, data: { title: `Đêm nhạc ${path.length}` } });
      const changed = await fixture.get(path, { 'if-none-match': etag });
      expect(changed.status).toBe(200);
      expect(await changed.text()).toContain('Đêm nhạc');
    }
  });

  test('run nothing and load nothing', async () => {
    const { id } = await fixture.addEvent();
    for (const path of [...pathsFor(id), page('nothing')]) {
      const { headers } = await fixture.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|script-src/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('lead to each other in both languages, and to the feeds', async () => {
    const { id } = await fixture.addEvent({ translations: { en: { title: 'Poetry night' } } });
    for (const part of ['', month, id]) {
      const vi = `${base}${page(part)}`;
      const en = `${vi}?lang=en`;
      const html = await read(page(part));
      expect(linksOf(html, 'canonical')).toEqual({ '': vi });
      expect(linksOf(html, 'alternate')).toMatchObject({ vi, en, 'x-default': vi });
      expect(linksOf(html, 'alternate')).toMatchObject({
        'text/calendar': `${base}${page()}.ics`,
        'application/atom+xml': `${base}${page()}.atom`,
        'application/feed+json': `${base}${page()}.json`,
      });
      const english = await read(page(part, '?lang=en'));
      expect(english).toContain('<html lang="en"');
      expect(linksOf(english, 'canonical')).toEqual({ '': en });
      expect(english).toContain('Poetry night');
      // The language that a community has anyway has one address.
      expect(linksOf(await read(page(part, '?lang=vi')), 'canonical')).toEqual({ '': vi });
    }
  });

  test('give an event as a file for calendars', async () => {
    const { id } = await fixture.addEvent();
    const response = await fixture.get(page(`${id}.ics`));
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(readWithIcalJs(await response.text())).toMatchObject([{ title: 'Đêm thơ' }]);
  });
});

describe('months', () => {
  test('lead on only as far as something is on, and end', async () => {
    await fixture.addEvent({ startsAt: fixture.days(70), endsAt: fixture.days(70) });
    const months = (html: string) =>
      elementsOf(html, 'a').flatMap(({ rel, href = '' }) =>
        rel === undefined || !/^(prev|next)$/.test(rel) ? [] : [`${rel} ${href.slice(-7)}`],
      );
    expect(months(await read(page('2026-11')))).toEqual(['next 2026-12']);
    expect(months(await read(page('2026-12')))).toEqual(['prev 2026-11', 'next 2027-01']);
    expect(months(await read(page('2027-02')))).toEqual(['prev 2027-01']);
    const robots = async (part: string) => cardOf(await read(page(part))).robots;
    expect(await robots('2027-02')).toBeUndefined();
    expect(await robots('2027-01')).toBe('noindex');
    for (const beyond of ['2026-08', '2028-12', '2026-13', '2026-00', '0999-01'])
      expect((await fixture.get(page(beyond))).status).toBe(404);
    expect((await fixture.get(page('2026-09'))).status).toBe(200);
    expect((await fixture.get(page('2028-11'))).status).toBe(200);
  });

  test('show an event on each of its days', async () => {
    await fixture.addEvent({
      ...{ title: 'Hội chợ', allDay: true },
      startsAt: new Date('2026-11-09T17:00:00Z'),
      endsAt: new Date('2026-11-12T17:00:00Z'),
    });
    const html = await read(page(month));
    const cells = [...html.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].flatMap(([, cell = '']) =>
      cell.includes('Hội chợ') ? (/datetime="([\d-]+)"/.exec(cell)?.[1] ?? []) : [],
    );
    expect(cells).toEqual(['2026-11-10', '2026-11-11', '2026-11-12']);
  });

  test('show some of the many events of a day, and say how many more there are', async () => {
    const [startsAt, endsAt] = [new Date('2026-11-01T02:00:00Z'), new Date('2026-11-30T02:00:00Z')];
    for (let index = 0; index < 23; index += 1)
      await fixture.addEvent({ title: `Triển lãm ${index}`, startsAt, endsAt });
    const html = await read(page(month));
    // Twenty in the table and twenty in the list, on each of thirty days.
    expect(html.match(/<bdi>Triển lãm/g)).toHaveLength(2 * 20 * 30);
    expect(html.match(/và 3 sự kiện khác/g)).toHaveLength(2 * 30);
  });

  test('show lunar days where the community wants them', async () => {
    await fixture.addEvent();
    expect(textOf(await read(page(month)))).not.toContain('âm lịch');
    const { db, communityId } = fixture;
    await db.community.update({ where: { id: communityId }, data: { showsLunarDates: true } });
    // 24 November 2026 is the 16th of the tenth lunar month.
    expect(await read(page(month))).toMatch(/datetime="2026-11-24".*?âm lịch 16\/10/s);
  });
});

describe('what search engines and chats read', () => {
  const dataOf = async (changes: Parameters<FeedFixture['addEvent']>[0]) => {
    const { id } = await fixture.addEvent(changes);
    return eventDataSchema.parse(structuredDataOf(await read(page(id))));
  };

  test('is an event at a time with its offset', async () => {
    const data = await dataOf({
      ...{ place: 'Nhà văn hóa Thanh niên', summary: 'Đọc thơ.' },
      startsAt: new Date('2026-11-28T12:30:00Z'),
      endsAt: new Date('2026-11-28T14:00:00Z'),
    });
    expect(data).toMatchObject({
      name: 'Đêm thơ',
      description: 'Đọc thơ.',
      startDate: '2026-11-28T19:30:00+07:00',
      endDate: '2026-11-28T21:00:00+07:00',
      eventStatus: 'https://schema.org/EventScheduled',
      eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
      location: { '@type': 'Place', name: 'Nhà văn hóa Thanh niên' },
      organizer: { name: 'Creators', url: `${base}${page()}` },
    });
  });

  test('is days alone for whole days, the last one included', async () => {
    const data = await dataOf({
      allDay: true,
      startsAt: new Date('2026-11-27T17:00:00Z'),
      endsAt: new Date('2026-11-29T17:00:00Z'),
    });
    expect(data).toMatchObject({ startDate: '2026-11-28', endDate: '2026-11-29' });
    expect(data.location).toBeUndefined();
  });

  test('has no end where none is known', async () => {
    const data = await dataOf({ startsAt: fixture.days(3), endsAt: fixture.days(3) });
    expect(data.endDate).toBeUndefined();
  });

  test.each([
    ['cancelled', 'EventCancelled'],
    ['postponed', 'EventPostponed'],
  ] as const)('says that it is %s', async (state, status) => {
    const data = await dataOf({ state, previousStartsAt: fixture.days(1) });
    expect(data).toMatchObject({ name: 'Đêm thơ', eventStatus: `https://schema.org/${status}` });
  });

  test('says when it was to be before it was moved', async () => {
    const previousStartsAt = new Date('2026-11-25T12:30:00Z');
    const data = await dataOf({ previousStartsAt });
    expect(data).toMatchObject({
      eventStatus: 'https://schema.org/EventRescheduled',
      previousStartDate: '2026-11-25T19:30:00+07:00',
    });
  });

  test.each([
    ['Online qua Zoom', 'Online'],
    ['Trực tuyến', 'Online'],
    ['Kênh Discord của cộng đồng', 'Online'],
    ['Nhà hát Lớn và trực tuyến', 'Mixed'],
    ['Rạp Cinestar; livestream', 'Mixed'],
    ['Quán Zoomer, Hà Nội', 'Offline'],
  ])('tells where people are: %s', async (place, mode) => {
    const data = await dataOf({ place, linkUrl: 'https://example.org/vao' });
    expect(data.eventAttendanceMode).toBe(`https://schema.org/${mode}EventAttendanceMode`);
    if (mode === 'Online')
      expect(data.location).toEqual({ '@type': 'VirtualLocation', url: 'https://example.org/vao' });
  });

  test('makes a card of every page in both languages', async () => {
    const { id } = await fixture.addEvent({ summary: 'Dài '.repeat(300) });
    for (const path of pathsFor(id))
      for (const lang of ['vi', 'en']) {
        const card = cardSchema.parse(cardOf(await read(`${path}?lang=${lang}`)));
        expect(card['og:locale']).toBe(lang === 'vi' ? 'vi_VN' : 'en_GB');
        expect(card['og:url']).toBe(`${base}${path}${lang === 'vi' ? '' : '?lang=en'}`);
      }
    expect(structuredDataOf(await read(page()))).toMatchObject({
      '@type': 'ItemList',
      itemListElement: [{ '@type': 'ListItem', position: 1, url: `${base}${page(id)}` }],
    });
  });
});

describe('the picture of a page', () => {
  const pictureOf = async (path: string) =>
    (cardOf(await read(path))['og:image'] ?? '').replace(base, '');

  test('is a PNG of 1200 by 630 pixels for every page, also in its structured data', async () => {
    const { id } = await fixture.addEvent();
    for (const path of pathsFor(id)) {
      const picture = await fixture.get(await pictureOf(path));
      expect(picture.headers.get('content-type')).toBe('image/png');
      const bytes = new Uint8Array(await picture.arrayBuffer());
      expect(readPictureFormat(bytes)).toMatchObject({ width: 1200, height: 630 });
    }
    expect(structuredDataOf(await read(page(id)))).toMatchObject({
      image: [`${base}${await pictureOf(page(id))}`],
    });
  });

  test('has another address when it looks different, and is not sent again otherwise', async () => {
    const { id } = await fixture.addEvent();
    const first = await pictureOf(page(id));
    const etag = (await fixture.get(first)).headers.get('etag') ?? '';
    expect((await fixture.get(first, { 'if-none-match': etag })).status).toBe(304);
    await fixture.db.event.update({ where: { id }, data: { summary: 'Khác' } });
    expect(await pictureOf(page(id))).toBe(first);
    await fixture.db.event.update({ where: { id }, data: { title: 'Đêm nhạc' } });
    expect(await pictureOf(page(id))).not.toBe(first);
    expect((await fixture.get(first, { 'if-none-match': etag })).status).toBe(200);
  });

  test('is nowhere where the page is not', async () => {
    const { id } = await fixture.addEvent();
    const picture = await pictureOf(page(id));
    const { db, communityId } = fixture;
    await db.community.update({ where: { id: communityId }, data: { hasPublicCalendar: false } });
    expect((await fixture.get(picture)).status).toBe(404);
    for (const part of ['x.png', `${month}.ics`, `${id}.png.png`, 'coming.ics', `.png`])
      expect((await fixture.get(page(part))).status).toBe(404);
  });
});

test('unknown zones are read as UTC', async () => {
  const { id } = await fixture.addEvent({ zone: 'Mars/Olympus' });
  const { db, communityId } = fixture;
  for (const zone of ['Asia/Ho_Chi_Minh', 'Mars/Olympus']) {
    await db.community.update({ where: { id: communityId }, data: { zone } });
    for (const path of [...pathsFor(id), page(`${id}.ics`)])
      expect((await fixture.get(path)).status, path).toBe(200);
    for (const part of ['coming.png', `${month}.png`, `${id}.png`])
      expect((await fixture.get(page(part))).status, part).toBe(200);
  }
});

describe('what people wrote', () => {
  const hostile = [
    '</script><script>window.broken=1</script>',
    '<!--<script>',
    '"><img src=x onerror=window.broken=1>',
    "' onmouseover='window.broken=1",
    '&lt;b&gt; ]]> \u2028\u2029 \u202eevil',
    '{{constructor.constructor("window.broken=1")()}}',
  ];

  test.each(hostile)('is text and never markup: %s', async (text) => {
    const { id } = await fixture.addEvent({
      ...{ title: text, summary: `${text}\n${text}`, place: text, topic: text },
      translations: { en: { title: text } },
    });
    await fixture.db.community.update({
      where: { id: fixture.communityId },
      data: { name: text },
    });
    for (const path of pathsFor(id))
      for (const lang of ['vi', 'en']) {
        const html = await read(`${path}?lang=${lang}`);
        // Only the one block of data is a script, and its end is the only one.
        expect(html.match(/<script/gi)?.length ?? 0).toBeLessThanOrEqual(1);
        expect(html.match(/<\/script/gi)?.length ?? 0).toBe(html.match(/<script/gi)?.length ?? 0);
        expect(html.replace(/<script.*<\/script>/s, '')).not.toMatch(
          /<img|<!--|<b>| onmouseover='/,
        );
      }
    const data = eventDataSchema.parse(structuredDataOf(await read(page(id))));
    expect(data.name).toBe(text);
    expect(cardOf(await read(page(id)))['og:site_name']).toBe(text);
  });

  test('leads only to addresses of the web', async () => {
    const { id } = await fixture.addEvent({
      sourceUrl: 'javascript:window.broken=1',
      linkUrl: 'https://example.org/?a="><b>',
    });
    const html = await read(page(id));
    for (const { href = '' } of elementsOf(html, 'a')) expect(href).toMatch(/^(https?:|webcal:|#)/);
  });
});
