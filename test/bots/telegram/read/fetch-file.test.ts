import { TelegramError } from 'telegraf';
import { expect, test } from 'vitest';
import { fetchTelegramFile, servedFileUrl } from '../../../../bots/telegram/read/fetch-file.ts';

const server = { token: '123:abc', apiUrl: 'https://bots.example.org/telegram/' };
const file = {
  kind: 'file',
  platformId: 'f',
  name: 'a',
  contentType: 'image/png',
  size: 1,
} as const;

test('reads a file under the address of the configured server', () => {
  expect(servedFileUrl('photos/file_0.jpg', server)?.href).toBe(
    'https://bots.example.org/telegram/file/bot123:abc/photos/file_0.jpg',
  );
});

test.each([
  '/var/lib/telegram-bot-api/123/photos/file_0.jpg',
  '../secrets',
  'photos/../../file',
  'https://example.org/a.jpg',
  '//example.org/a.jpg',
  'a?b=c',
  '',
])('reads nothing for the path “%s”', async (path) => {
  expect(servedFileUrl(path, server)).toBeUndefined();
  const telegram = { call: async () => ({ file_path: path }) };
  expect(await fetchTelegramFile(telegram, file, 100, server)).toBe('unavailable');
});

test.each([
  [{ file_path: 'photos/a.jpg', file_size: 101 }, 'tooBig'],
  [{}, 'unavailable'],
  [new TelegramError({ error_code: 400, description: 'Bad Request: file is too big' }), 'tooBig'],
  [
    new TelegramError({ error_code: 400, description: 'Bad Request: wrong file_id' }),
    'unavailable',
  ],
])('takes the answer %j for “%s”', async (answer, result) => {
  const telegram = {
    call: async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  expect(await fetchTelegramFile(telegram, file, 100, server)).toBe(result);
});
