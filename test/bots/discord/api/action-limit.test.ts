import { expect, test } from 'vitest';
import { ActionLimitError, throwOnActionLimit } from '../../../../bots/discord/api/action-limit.ts';
import { countsAsInvalid } from '../../../../bots/discord/api/invalid-requests.ts';

const response = (status: number, body: unknown, scope = 'user') =>
  Response.json(body, { status, headers: { 'X-RateLimit-Scope': scope } });

test('throws the wait in the body of a 429 that limits an action', async () => {
  const limited = throwOnActionLimit(response(429, { code: 20028, retry_after: 1163.5 }, 'shared'));
  const error = await limited.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ActionLimitError);
  expect(error).toMatchObject({ code: 20028, seconds: 1163.5, isShared: true });
});

test.each([
  ['a success', response(200, { id: '1' })],
  ['a 429 of the request rate', response(429, { message: 'You are being rate limited.' })],
  ['a 429 with an unknown code', response(429, { code: 50035, retry_after: 1 })],
  ['a 429 without JSON', new Response('<html>', { status: 429 })],
])('passes %s on', async (_name, passed) => {
  expect(await throwOnActionLimit(passed)).toBe(passed);
});

test('counts rejections towards a ban unless other bots share the limit', () => {
  expect([401, 403, 404, 429].filter((status) => countsAsInvalid(status))).toEqual([401, 403, 429]);
  expect(countsAsInvalid(429, 'shared')).toBe(false);
});
