import { expect, test } from 'vitest';
import { impactFingerprint } from '../../../src/communities/connections/disconnect-impact.ts';

const impact = { isLast: true, counts: { events: 2, members: 10, signups: 1 } };

test('identifies an impact by what was shown', () => {
  expect(impactFingerprint({ ...impact })).toBe(impactFingerprint(impact));
  expect(impactFingerprint({ ...impact, isLast: false })).not.toBe(impactFingerprint(impact));
  const more = { isLast: true, counts: { ...impact.counts, events: 3 } };
  expect(impactFingerprint(more)).not.toBe(impactFingerprint(impact));
});

test('ignores members who come and deliveries that are sent meanwhile', () => {
  const later = { isLast: true, counts: { ...impact.counts, members: 11, waiting: 4 } };
  expect(impactFingerprint(later)).toBe(impactFingerprint(impact));
});
