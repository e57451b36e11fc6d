import { expect, test } from 'vitest';
import { z } from 'zod';
import { readJsonBody, validate } from '../../../playground/server/api-request.ts';

const schema = z.object({ text: z.string() });

function read(body: string, type = 'application/json') {
  const headers = { 'content-type': type };
  const raw = new Request('http://localhost/', { method: 'POST', body, headers });
  return readJsonBody({ raw }, schema);
}

test.each(['application/json', 'Application/JSON; charset=utf-8'])(
  'reads a body announced as %s',
  async (type) => {
    expect(await read('{"text":"xin chào"}', type)).toEqual({ text: 'xin chào' });
  },
);

test.each([
  ['{"text":"hi"}', 'text/plain', 415],
  ['{"text":', 'application/json', 400],
  ['{"text":1}', 'application/json', 400],
])('refuses the body %s announced as %s with %i', async (body, type, status) => {
  await expect(read(body, type)).rejects.toMatchObject({ status });
});

test('names the field of a value that is wrong', () => {
  expect(() => validate(schema, { text: 1 })).toThrow(/text/);
});
