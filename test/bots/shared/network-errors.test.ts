import { expect, test } from 'vitest';
import { classifyNetworkError } from '../../../bots/shared/network-errors.ts';
import { redactToken } from '../../../bots/shared/redact-token.ts';

const withCode = (code: string) => Object.assign(new Error('failed'), { code });

test.each([
  ['node:http, refused', withCode('ECONNREFUSED'), { kind: 'transient', reason: 'ECONNREFUSED' }],
  ['node:http, reset', withCode('ECONNRESET'), { kind: 'ambiguous', reason: 'ECONNRESET' }],
  [
    'fetch, refused',
    new TypeError('fetch failed', { cause: withCode('ECONNREFUSED') }),
    { kind: 'transient', reason: 'ECONNREFUSED' },
  ],
  ['a timeout', new Error('timeout'), { kind: 'ambiguous', reason: 'no answer' }],
  ['no error object', 'timeout', { kind: 'ambiguous', reason: 'no answer' }],
])('classifies %s by whether the request was certainly not sent', (_name, error, expected) => {
  expect(classifyNetworkError(error)).toEqual(expected);
});

test('replaces every occurrence of the token', () => {
  expect(redactToken('/bot1:a/getMe failed: /bot1:a/getMe', '1:a')).toBe(
    '/bot<token>/getMe failed: /bot<token>/getMe',
  );
});
