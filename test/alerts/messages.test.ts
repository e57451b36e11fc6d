import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderDiscordMessages } from '../../bots/discord/write/message.ts';
import { renderTelegramMessages } from '../../bots/telegram/write/message.ts';
import type { AlertView } from '../../src/alerts/alert-view.ts';
import { alertTranslations, nextVersion } from '../../src/alerts/corrections/version.ts';
import { alertMessage } from '../../src/alerts/messages.ts';
import type { AlertDetails } from '../../src/alerts/queries.ts';
import { alertLimits } from '../../src/alerts/rules.ts';
import { maxLinkLength } from '../../src/message/links/web-link.ts';
import { arbitraryHostileText } from '../support/fixtures/arbitrary-messages.ts';

const at = new Date('2026-11-24T02:00:00Z');
const reader = { locale: 'vi', zone: 'Asia/Ho_Chi_Minh', dateTime: true } as const;

const alert: AlertDetails = {
  id: '0193a000-0000-7000-8000-000000000001',
  communityId: '0193a000-0000-7000-8000-000000000002',
  authorId: null,
  state: 'active',
  severity: 'severe',
  version: 1,
  isDrill: false,
  expiresAt: at,
  createdAt: at,
  community: {
    id: '0193a000-0000-7000-8000-000000000002',
    name: 'Mạng lưới',
    locale: 'vi',
    zone: 'Asia/Ho_Chi_Minh',
    requiresApproval: false,
    approversNotifiedAt: null,
    hasPublicCalendar: false,
    takesSuggestions: true,
    hasInlineCards: false,
    thanksAttendees: true,
    namesAttendees: false,
    showsLunarDates: false,
    eventReminders: [1440, 60],
    createdAt: at,
  },
  versions: [
    {
      alertId: '0193a000-0000-7000-8000-000000000001',
      number: 1,
      grade: 'first',
      title: 'Bão',
      text: 'Cấp 9',
      sourceUrl: 'https://example.org/bao',
      translations: alertTranslations('vi', { title: 'Storm', text: 'Force 9' }),
      pictureHash: null,
      pictureAlt: '',
      reason: '',
      createdAt: at,
    },
  ],
};

const text = (shown: AlertView, locale: 'en' | 'vi') =>
  renderTelegramMessages(alertMessage(shown, locale), reader)
    .map((part) => part.text.replace(/<[^>]*>/g, ''))
    .join('\n');

const withVersion = (
  grade: 'typo' | 'clarify' | 'fact' | 'retract',
  change: Parameters<typeof nextVersion>[1] = {},
  before: AlertDetails = alert,
): AlertDetails => {
  const version = nextVersion(before, change, { grade, reason: 'vì sao', at });
  return { ...before, version: version.number, versions: [...before.versions, version] };
};

describe('an alert message', () => {
  test('shows severity, source, expiry and author in both languages', () => {
    expect(text(alert, 'vi')).toMatch(
      /🚨 Cảnh báo nghiêm trọng: Bão[\s\S]*Cấp 9[\s\S]*Nguồn tin: example\.org[\s\S]*Hết hiệu lực: [\s\S]*Nguồn phát: Mạng lưới/,
    );
    expect(text(alert, 'en')).toMatch(/Severe alert: Storm[\s\S]*Force 9[\s\S]*From Mạng lưới/);
  });

  test('announces a factual correction but not a typo', () => {
    expect(text(withVersion('typo', { text: 'Cấp 8' }), 'vi')).not.toContain('vì sao');
    expect(text(withVersion('fact', { text: 'Cấp 8' }), 'vi')).toMatch(
      /Đã đính chính · .* · vì sao/,
    );
    expect(text(withVersion('clarify', { text: 'Cấp 8' }), 'en')).toMatch(
      /Clarified · .* · vì sao/,
    );
    const both = withVersion('typo', { title: 'Bão số 9' }, withVersion('fact', { text: 'Cấp 8' }));
    expect(text(both, 'vi')).toMatch(/Bão số 9[\s\S]*Cấp 8[\s\S]*Đã đính chính/);
  });

  test('drops a translation once the text that it translates was corrected', () => {
    const corrected = withVersion('fact', { text: 'Cấp 7' });
    expect(text(corrected, 'en')).toContain('Cấp 7');
    expect(text(corrected, 'en')).toContain('Storm');
    expect(text(corrected, 'en')).not.toContain('Force 9');
    const translatedToo = withVersion('fact', { text: 'Cấp 7', other_text: 'Force 7' });
    expect(text(translatedToo, 'en')).toContain('Force 7');
  });

  describe('with a picture', () => {
    const picture = 'a'.repeat(64);
    const pictured = withVersion('fact', { picture, alt: 'Bản đồ', other_alt: 'Map' });
    const altIn = (shown: AlertView, locale: 'en' | 'vi') =>
      alertMessage(shown, locale).picture?.alt;

    test('describes it in both languages', () => {
      expect([altIn(pictured, 'vi'), altIn(pictured, 'en')]).toEqual(['Bản đồ', 'Map']);
    });

    test('describes it in one language where there is no other text', () => {
      const single = withVersion('fact', { picture, alt: 'Bản đồ' });
      expect([altIn(single, 'vi'), altIn(single, 'en')]).toEqual(['Bản đồ', 'Bản đồ']);
    });

    test('drops the translated description with the picture or text that it belongs to', () => {
      const again = (change: Parameters<typeof nextVersion>[1]) =>
        withVersion('fact', change, pictured);
      expect(altIn(again({ alt: 'Bản đồ mới' }), 'en')).toBe('Bản đồ mới');
      expect(altIn(again({ picture: 'b'.repeat(64), alt: 'Ảnh khác' }), 'en')).toBe('Ảnh khác');
      expect(altIn(again({ text: 'Cấp 8' }), 'en')).toBe('Map');
      expect(altIn(again({ other_alt: 'Flood map' }), 'en')).toBe('Flood map');
      expect(altIn(again({ other_alt: '' }), 'en')).toBe('Bản đồ');
      const without = again({ without_picture: true });
      expect(without.versions.at(-1)?.translations).not.toHaveProperty('en.alt');
    });
  });

  test('keeps only the title of a retracted alert', () => {
    const retracted = text(withVersion('retract'), 'vi');
    expect(retracted).toMatch(/⛔ .*Bão[\s\S]*Đã thu hồi · .* · vì sao/);
    expect(retracted).not.toContain('Cấp 9');
  });

  test('fits the longest alert into one message on both platforms', () => {
    const longest = withVersion('fact', {
      title: 'ộ'.repeat(alertLimits.title),
      text: 'dừng quay '.repeat(alertLimits.text / 10),
      source: `https://example.org/${'a'.repeat(maxLinkLength - 20)}`,
    });
    expect(renderTelegramMessages(alertMessage(longest, 'vi'), reader)).toHaveLength(1);
    expect(renderDiscordMessages(alertMessage(longest, 'vi'))).toHaveLength(1);
  });

  test('shows hostile text literally', () => {
    fc.assert(
      fc.property(arbitraryHostileText, arbitraryHostileText, (title, words) => {
        const shown = withVersion('fact', { title: title || 'x', text: words || 'x' });
        const markdown = renderDiscordMessages(alertMessage(shown, 'vi'))
          .map(({ embeds }) => embeds.map(({ description }) => description).join(''))
          .join('');
        expect(markdown).not.toMatch(/(?<!\\)@(?:everyone|here)/);
      }),
      { numRuns: 100 },
    );
  });
});
