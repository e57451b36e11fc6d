import { describe, expect, test } from 'vitest';
import { findMisleadingLink } from '../../../src/message/links/misleading-link.ts';

describe('an address in a text', () => {
  test.each([
    ['Xem https://bank.vn@evil.example/a.', 'https://bank.vn@evil.example/a', 'userInfo'],
    ['(https://user:pw@evil.example)', 'https://user:pw@evil.example', 'userInfo'],
    ['Xem https://аррӏе.com, hôm nay', 'https://аррӏе.com', 'lookAlike'],
    ['Vào аррӏе.com ngay', 'аррӏе.com', 'lookAlike'],
    ['HTTPS://GOOGLĖ.com', 'HTTPS://GOOGLĖ.com', 'lookAlike'],
    ['tốt: https://example.org xấu: www.gооgle.com/x', 'www.gооgle.com', 'lookAlike'],
  ])('detects that %j hides its target', (text, link, fault) => {
    expect(findMisleadingLink(text)).toEqual({ link, fault });
  });

  test.each([
    ['Xem https://example.org/a?b=c@d hay https://tuần-lễ.vn.'],
    ['Viết cho lien-he@example.org hoặc @linhtran'],
    ['Xong.Được rồi.com không? TP.HCM, v.v., 21.11.2026, 19.30'],
    ['Съёмка закончена.Вот фото. 東京タワー.jp'],
    ['http://'],
    [''],
  ])('accepts that %j does not hide its target', (text) => {
    expect(findMisleadingLink(text)).toBeUndefined();
  });
});
