import { expect, test } from 'vitest';
import { acceptRefusal, createResultCatcher } from '../../../bots/shared/send-result.ts';
import { undefinedIf } from '../../../bots/shared/undefined-if.ts';

test('returns the value of a request, or its classified error', async () => {
  const toSendResult = createResultCatcher((error) => ({
    kind: 'ambiguous',
    reason: String(error),
  }));
  expect(await toSendResult(async () => 1)).toEqual({ ok: true, value: 1 });
  expect(await toSendResult(() => Promise.reject('no'))).toEqual({
    ...{ ok: false, kind: 'ambiguous', reason: 'no' },
  });
});

test('treats only the given refusal as success', () => {
  const gone = { ok: false, kind: 'rejected', reason: 'messageGone' } as const;
  expect(acceptRefusal(gone, 'messageGone')).toEqual({ ok: true, value: undefined });
  expect(acceptRefusal(gone, 'alreadyCrossposted')).toBe(gone);
  const closed = { ok: false, kind: 'chatClosed', reason: 'messageGone' } as const;
  expect(acceptRefusal(closed, 'messageGone')).toBe(closed);
});

test('turns only expected errors into undefined', async () => {
  const isExpected = (error: unknown) => error === 'missing';
  expect(await undefinedIf(isExpected, async () => 1)).toBe(1);
  expect(await undefinedIf(isExpected, () => Promise.reject('missing'))).toBeUndefined();
  await expect(undefinedIf(isExpected, () => Promise.reject('down'))).rejects.toBe('down');
});
