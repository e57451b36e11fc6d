import { expect, test } from 'vitest';
import { mustPostAnew, pauseAfter, type Refusal } from '../../src/board/refusals.ts';

const now = Date.parse('2026-11-24T02:00:00Z');
const minute = 60_000;
const healthy = { editLimitedAt: null, pauseReason: null };
const refused = (reason: string): Refusal => ({ ok: false, kind: 'rejected', reason });
const closed: Refusal = { ok: false, kind: 'chatClosed', reason: 'noRights' };
const tooMany: Refusal = {
  ...{ ok: false, kind: 'rateLimited', seconds: 90, scope: 'delivery', reason: 'editLimit' },
};

test('waits as long as a rate limit says, and remembers when edits were first refused', () => {
  expect(pauseAfter(tooMany, healthy, now)).toEqual({
    pausedUntil: new Date(now + 90_000),
    editLimitedAt: new Date(now),
  });
  const since = new Date(now - 5 * minute);
  expect(pauseAfter(tooMany, { ...healthy, editLimitedAt: since }, now)).toMatchObject({
    editLimitedAt: since,
  });
});

test('tells admins of a reason once', () => {
  const first = pauseAfter(closed, healthy, now);
  expect(first).toMatchObject({ pauseReason: 'noRights', isProblemTold: false });
  const again = pauseAfter(closed, { ...healthy, pauseReason: 'noRights' }, now);
  expect(again).not.toHaveProperty('isProblemTold');
});

test.each([
  ['messageGone', true],
  ['cannotEdit', true],
  ['noRights', false],
])('after the refusal %s, posting anew is %s', (reason, expected) => {
  expect(mustPostAnew(refused(reason), healthy, now)).toBe(expected);
});

test.each([
  [14, false],
  [15, true],
])('after %i minutes of too many edits, posting anew is %s', (minutes, expected) => {
  const board = { editLimitedAt: new Date(now - minutes * minute) };
  expect(mustPostAnew(tooMany, board, now)).toBe(expected);
});
