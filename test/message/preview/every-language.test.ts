import { expect, test } from 'vitest';
import type { AlertView } from '../../../src/alerts/alert-view.ts';
import { alertTranslations } from '../../../src/alerts/corrections/version.ts';
import { previewAlert } from '../../../src/alerts/preview.ts';
import { previewCourse } from '../../../src/courses/preview.ts';
import type { Course } from '../../../src/database/generated/client.ts';
import { translators } from '../../../src/language/catalogue.ts';
import { type Locale, locales } from '../../../src/language/locale.ts';
import type { Block } from '../../../src/message/message.ts';

const at = new Date('2026-11-28T12:30:00Z');
const previewer = (locale: Locale) => ({
  t: translators[locale].t,
  locale,
  zone: 'Asia/Ho_Chi_Minh',
  now: Temporal.Instant.from('2026-11-24T02:00:00Z'),
});

const alert = (words: { title?: string; text?: string }): AlertView => ({
  state: 'draft',
  severity: 'severe',
  isDrill: false,
  expiresAt: at,
  community: { name: 'Mạng lưới', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
  versions: [
    {
      grade: 'first',
      title: 'Bão',
      text: 'Cấp 9',
      sourceUrl: 'https://example.org/bao',
      translations: alertTranslations('vi', words),
      pictureHash: null,
      pictureAlt: '',
      reason: '',
      createdAt: at,
    },
  ],
});
const textOf = (blocks: readonly Block[]): string => JSON.stringify(blocks);

test('previews an alert in every language with the dates of that language', () => {
  const text = textOf(previewAlert(previewer('vi'), alert({ title: 'Storm', text: 'Force 9' })));
  expect(text).toContain('Bão');
  expect(text).toContain('Storm');
  expect(text).toContain('Saturday 28 November, 19:30');
  expect(text).not.toContain('cả hai ngôn ngữ');
  const english = textOf(previewAlert(previewer('en'), alert({ title: 'Storm', text: 'Force 9' })));
  expect(english).toContain('19:30 thứ Bảy 28/11');
});

test.each([
  [{}, 'tiêu đề, nội dung'],
  [{ title: 'Storm' }, 'nội dung'],
  [{ text: 'Force 9' }, 'tiêu đề'],
])('previews a text shared by all languages without naming a language: %j', (words, same) => {
  for (const own of locales) {
    const shown = alert(words);
    const of = { ...shown, community: { ...shown.community, locale: own } };
    const text = textOf(previewAlert(previewer('vi'), of));
    expect(text).toContain(`cả hai ngôn ngữ: ${same}.`);
    expect(text).not.toMatch(/chưa dịch/i);
    const english = textOf(previewAlert(previewer('en'), of));
    expect(english).toContain('Same in both languages');
    expect(english).not.toMatch(/not translated/i);
  }
});

test('previews a course in every language too', () => {
  const course: Course = {
    id: '0193a000-0000-7000-8000-000000000001',
    communityId: '0193a000-0000-7000-8000-000000000002',
    title: 'Dựng phim',
    summary: 'Ba buổi',
    trainer: 'Hà',
    ...{ place: '', linkUrl: null, language: '', level: '', price: '', seatsPerPerson: 1 },
    ...{ pictureHash: null, pictureAlt: '' },
    ...{ offerMinutes: null, freezeMinutes: 0, passSessions: null },
    ...{ needsApproval: false, eligibility: 'everyone', eligibleRoleId: null, eligibleRole: null },
    ...{ asks: false, answersCloseMinutes: 0, retentionDays: 90 },
    ...{ cancelledAt: null, cancelReason: '', revision: 0 },
    sourceUrl: null,
    translations: { en: { title: 'Editing' } },
    closedAt: null,
    searchText: '',
    createdAt: at,
  };
  const text = textOf(previewCourse(previewer('vi'), course));
  expect(text).toContain('Dựng phim');
  expect(text).toContain('Editing');
  expect(text).toContain('cả hai ngôn ngữ: giới thiệu.');
});
