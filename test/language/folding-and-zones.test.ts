import { createTask } from 'node-cron';
import { describe, expect, test } from 'vitest';
import { locales, readLocale } from '../../src/language/locale.ts';
import { fold, matchesQuery } from '../../src/language/text/fold.ts';
import { formatZone, parseZoneName } from '../../src/language/zones/format-zone.ts';
import {
  firstValidZone,
  haveSameOffset,
  isTimeZone,
  matchZones,
  searchZones,
} from '../../src/language/zones/zone.ts';

describe('folding for search', () => {
  const title = 'Liên hoan Phim';

  test.each([
    'lien hoan phim',
    'LIÊN HOAN',
    'phim liên',
    'liên hoan'.normalize('NFD'),
    '',
    '  hoan ',
  ])('finds a match for “%s”', (query) => expect(matchesQuery(fold(title), query)).toBe(true));
  test.each(['lien hoan nhac', 'phimm'])('finds no match for “%s”', (query) =>
    expect(matchesQuery(fold(title), query)).toBe(false),
  );
  test.each([
    ['Hỏi đáp: thuế cho nhà sáng tạo', 'Huế', false],
    ['Kể chuyện bằng hình', 'hủy', false],
    ['Tọa đàm ở Huế', 'hue', true],
    ['Lễ hội (Huế)', 'huế', true],
    ['Livestream cơ bản', 'live', true],
    ['Dựng phim 4K/HDR', 'hdr', true],
    ['Hạn 30/11', '30/11', true],
  ])('in “%s” finds a word that begins with “%s”: %s', (text, query, isFound) =>
    expect(matchesQuery(fold(text), query)).toBe(isFound),
  );
  test('reduces đ, white space and stylised letters to plain ones', () => {
    expect(fold('  Đà \n Nẵng ')).toBe('da nang');
    expect(fold('𝐊𝐎𝐋 Hà Nội')).toBe('kol ha noi');
    expect(fold('a\u0000b\u0007 c')).toBe('a b c');
    expect(fold('ĐƯỜNG'.normalize('NFD'))).toBe('duong');
  });
});

describe('languages', () => {
  test.each([
    ['vi', 'vi'],
    ['vi-VN', 'vi'],
    ['en-US', 'en'],
    ['EN_gb', 'en'],
    ['fr', 'vi'],
    ['', 'vi'],
    [undefined, 'vi'],
    ['vietnamese', 'vi'],
  ])('reads %s as %s when Vietnamese is the default', (tag, locale) => {
    expect(readLocale(tag, 'vi')).toBe(locale);
  });
});

describe('time zones', () => {
  const winter = Temporal.Instant.from('2026-11-24T00:00Z');

  test.each([
    ['sai gon', 'Asia/Ho_Chi_Minh'],
    ['hà nội', 'Asia/Ho_Chi_Minh'],
    ['ho chi minh', 'Asia/Ho_Chi_Minh'],
    ['asia/ho', 'Asia/Ho_Chi_Minh'],
    ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
    ['', 'Asia/Ho_Chi_Minh'],
    ['UTC+7', 'Asia/Ho_Chi_Minh'],
    ['tokyo', 'Asia/Tokyo'],
    ['nhat ban', 'Asia/Tokyo'],
    ['Đài Loan', 'Asia/Taipei'],
    ['new york', 'America/New_York'],
    ['gmt-5', 'America/New_York'],
    ['luân đôn', 'Europe/London'],
    ['+5:30', 'Asia/Kolkata'],
    ['UTC', 'UTC'],
  ])('given “%s”, offers %s first', (query, zone) => {
    expect(searchZones(query, 25, winter)[0]).toBe(zone);
  });

  test('offers the zones of Vietnamese creators first', () => {
    expect(searchZones('', 10).sort()).toEqual([
      'America/Los_Angeles',
      'America/New_York',
      'Asia/Ho_Chi_Minh',
      'Asia/Seoul',
      'Asia/Singapore',
      'Asia/Tokyo',
      'Australia/Sydney',
      'Europe/Berlin',
      'Europe/London',
      'Europe/Paris',
    ]);
  });

  test.each([
    ['Việt Nam', 'Asia/Ho_Chi_Minh'],
    ['Luân Đôn', 'Europe/London'],
    ['London', 'Europe/London'],
    ['Niu Oóc', 'America/New_York'],
    ['Niu-Oóc', 'America/New_York'],
    ['New York', 'America/New_York'],
    ['Los', 'America/Los_Angeles'],
    ['Lốt-Ăng-giơ-lét', 'America/Los_Angeles'],
    ['Los Angeles', 'America/Los_Angeles'],
    ['LA', 'America/Los_Angeles'],
    ['NYC', 'America/New_York'],
    ['Tô-ki-ô', 'Asia/Tokyo'],
    ['Đông Kinh', 'Asia/Tokyo'],
    ['Tokyo', 'Asia/Tokyo'],
    ['Xơ-un', 'Asia/Seoul'],
    ['Seoul', 'Asia/Seoul'],
    ['Xê-un', 'Asia/Seoul'],
    ['Xinh-ga-po', 'Asia/Singapore'],
    ['Xin-ga-po', 'Asia/Singapore'],
    ['Singapore', 'Asia/Singapore'],
    ['Xít-ni', 'Australia/Sydney'],
    ['Xitni', 'Australia/Sydney'],
    ['Sydney', 'Australia/Sydney'],
    ['Pa-ri', 'Europe/Paris'],
    ['Paris', 'Europe/Paris'],
    ['Ba Lê', 'Europe/Paris'],
    ['Bá Linh', 'Europe/Berlin'],
    ['Béc-lin', 'Europe/Berlin'],
    ['Berlin', 'Europe/Berlin'],
    ['Melbourne', 'Australia/Melbourne'],
    ['Men-bơn', 'Australia/Melbourne'],
    ['Mạc Tư Khoa', 'Europe/Moscow'],
    ['Praha', 'Europe/Prague'],
  ])('reads “%s” as %s', (city, zone) => {
    for (const text of [city, city.toLowerCase(), city.normalize('NFD')])
      expect(matchZones(text), text).toEqual([zone]);
  });

  test('offers at most the requested number of distinct zones', () => {
    expect(searchZones('a', 7)).toHaveLength(7);
    const all = searchZones('', 1000);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((zone) => matchZones(zone).join() !== zone)).toEqual([]);
    expect(searchZones('nowhere at all', 25)).toEqual([]);
    expect(searchZones('UTC+7', 25)).toEqual([]);
  });

  test('accepts IANA names but not offsets', () => {
    for (const zone of ['Asia/Ho_Chi_Minh', 'asia/saigon', 'UTC'])
      expect(isTimeZone(zone)).toBe(true);
    for (const text of ['+07:00', 'UTC+7', 'Asia/Nowhere', '', 'Hà Nội'])
      expect(isTimeZone(text)).toBe(false);
  });

  test('stores the current name of a zone', () => {
    expect(matchZones(' asia/saigon ')).toEqual(['Asia/Ho_Chi_Minh']);
    expect(matchZones('europe/kiev')).toEqual(['Europe/Kyiv']);
    expect(matchZones('AMERICA/NEW_YORK')).toEqual(['America/New_York']);
    expect(matchZones('US/Pacific')).toEqual(['America/Los_Angeles']);
    expect(matchZones('Etc/UTC')).toEqual(['UTC']);
    expect(matchZones('EST5EDT')).toEqual(['America/New_York']);
    expect(matchZones('Nowhere')).toEqual([]);
  });

  test.each([
    ['Hà Nội', ['Asia/Ho_Chi_Minh']],
    ['EST', ['America/New_York']],
    ['hst', ['Pacific/Honolulu']],
    ['PST', ['America/Los_Angeles']],
    ['JST', ['Asia/Tokyo']],
    ['VST', ['Asia/Ho_Chi_Minh']],
    ['MST', ['America/Denver', 'America/Phoenix']],
    ['IST', ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin']],
    ['GMT', ['Europe/London', 'UTC']],
    ['UTC', ['UTC']],
    ['Etc/GMT+7', []],
  ])('reads “%s” as a zone or asks between %j', (text, places) => {
    expect(matchZones(text)).toEqual(places);
  });

  test('asks for an offset, first with the zone people mean, also in POSIX notation', () => {
    for (const text of ['UTC+7', 'GMT+7', 'Etc/GMT+7', '+07:00'])
      expect(searchZones(text, 25, winter)[0]).toBe('Asia/Ho_Chi_Minh');
  });

  test('accepts only zones that every engine accepts', () => {
    const abbreviations =
      'EST EDT MST HST PST CST IST JST KST VST BST ICT SGT AET ACT ART PLT PNT SST NST CNT AGT CAT EAT MIT NET BET PRT IET CTT ECT SystemV/AST4 US/Pacific-New EST5EDT MST7MDT CST6CDT PST8PDT CET MET EET WET GMT GMT0 Etc/GMT-14 Etc/GMT+12 Zulu UCT GB NZ PRC ROC ROK Factory localtime posixrules Etc/Unknown';
    const names = [
      ...abbreviations.split(' '),
      ...Intl.supportedValuesOf('timeZone'),
      ...searchZones('', 1000),
    ];
    const at = new Date('2026-11-24T02:00:00Z');
    for (const name of names.flatMap((text) => [
      ...matchZones(text),
      ...(isTimeZone(text) ? [text] : []),
    ])) {
      const local = at.toTemporalInstant().toZonedDateTimeISO(name);
      const shown = new Intl.DateTimeFormat('en-GB', {
        timeZone: name,
        timeStyle: 'short',
      }).format(at);
      expect([name, shown]).toEqual([
        name,
        local.toPlainTime().toString({ smallestUnit: 'minute' }),
      ]);
      // The task is made to be asked, and never runs.
      createTask('0 8 * * *', () => undefined, { timezone: name }).destroy();
    }
  });

  test('takes the first valid one of several stored zones', () => {
    expect(firstValidZone('UTC', 'PST', null, 'Asia/Tokyo', 'Europe/Paris')).toBe('Asia/Tokyo');
    expect(firstValidZone('UTC', 'IST', undefined, '', '+07:00', 'Mars/Base')).toBe('UTC');
  });

  test('shows a zone by its place and current offset', () => {
    const summer = Temporal.Instant.from('2026-07-01T00:00Z');
    expect(formatZone('Asia/Ho_Chi_Minh', 'vi', winter)).toBe('giờ Việt Nam (UTC+7)');
    expect(formatZone('Asia/Ho_Chi_Minh', 'en', winter)).toBe('Vietnam time (UTC+7)');
    expect(formatZone('Europe/Paris', 'en', winter)).toBe('Paris time (UTC+1)');
    expect(formatZone('Europe/Paris', 'vi', summer)).toBe('giờ Paris (UTC+2)');
    expect(formatZone('Europe/London', 'en', winter)).toBe('London time (UTC)');
    expect(formatZone('Asia/Kolkata', 'en', winter)).toBe('Kolkata time (UTC+5:30)');
    expect(formatZone('America/Los_Angeles', 'vi', winter)).toBe('giờ Los Angeles (UTC-8)');
    expect(formatZone('UTC', 'en', winter)).toBe('UTC');
    expect(formatZone('Etc/GMT-7', 'en', winter)).toBe('UTC+7');
  });

  test('treats zones with the same clocks as equal', () => {
    const summer = Temporal.Instant.from('2026-07-01T00:00Z');
    expect(haveSameOffset('Asia/Ho_Chi_Minh', 'Asia/Bangkok', winter)).toBe(true);
    expect(haveSameOffset('Europe/London', 'UTC', winter)).toBe(true);
    expect(haveSameOffset('Europe/London', 'UTC', summer)).toBe(false);
  });

  test.each(locales)(
    'gives no two zones the same name in %s and reads its names back',
    (locale) => {
      const all = searchZones('', 1000);
      const texts = all.map((zone) => formatZone(zone, locale, winter));
      expect(new Set(texts).size).toBe(all.length);
      for (const [index, zone] of all.entries()) {
        if (zone === 'UTC') continue;
        expect(parseZoneName(texts[index] ?? ''), texts[index]).toBe(zone);
        expect(texts[index]).not.toMatch(/[/_]/);
      }
      expect(parseZoneName('Hà Nội')).toBeUndefined();
    },
  );
});
