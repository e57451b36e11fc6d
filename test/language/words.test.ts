import { describe, expect, test } from 'vitest';
import { fold, matches } from '../../src/language/fold.ts';
import { readLocale } from '../../src/language/locale.ts';
import { findZones, isZone, readZone, zoneLabel } from '../../src/language/zone.ts';

describe('folding', () => {
  const title = 'Liên hoan Phim';

  test.each([
    'lien hoan phim',
    'LIÊN HOAN',
    'phim liên',
    'liên hoan'.normalize('NFD'),
    '',
    '  hoan ',
  ])('“%s” finds it', (query) => expect(matches(fold(title), query)).toBe(true));
  test.each(['lien hoan nhac', 'phimm'])('“%s” does not', (query) =>
    expect(matches(fold(title), query)).toBe(false),
  );
  test('đ, white space and stylised letters are plain', () => {
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
  ])('%s is %s where Vietnamese is the default', (tag, locale) => {
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
  ])('“%s” offers %s first', (query, zone) => {
    expect(findZones(query, 25, winter)[0]).toBe(zone);
  });

  test('offers no more than asked, each a zone and each once', () => {
    expect(findZones('a', 7)).toHaveLength(7);
    const all = findZones('', 1000);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((zone) => readZone(zone) !== zone)).toEqual([]);
    expect(findZones('nowhere at all', 25)).toEqual([]);
    expect(findZones('UTC+7', 25)).toEqual([]);
  });

  test('a zone is an IANA name, not an offset', () => {
    for (const zone of ['Asia/Ho_Chi_Minh', 'asia/saigon', 'UTC']) expect(isZone(zone)).toBe(true);
    for (const text of ['+07:00', 'UTC+7', 'Asia/Nowhere', '', 'Hà Nội'])
      expect(isZone(text)).toBe(false);
  });

  test('is kept under its present name', () => {
    expect(readZone(' asia/saigon ')).toBe('Asia/Ho_Chi_Minh');
    expect(readZone('europe/kiev')).toBe('Europe/Kyiv');
    expect(readZone('AMERICA/NEW_YORK')).toBe('America/New_York');
    expect(readZone('Hà Nội')).toBeUndefined();
  });

  test('is labelled with its offset at that time', () => {
    const summer = Temporal.Instant.from('2026-07-01T00:00Z');
    expect(zoneLabel('Asia/Ho_Chi_Minh', winter)).toBe('Asia/Ho_Chi_Minh (UTC+07:00)');
    expect(zoneLabel('Europe/Paris', winter)).toBe('Europe/Paris (UTC+01:00)');
    expect(zoneLabel('Europe/Paris', summer)).toBe('Europe/Paris (UTC+02:00)');
  });
});
