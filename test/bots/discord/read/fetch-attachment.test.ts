import { expect, test } from 'vitest';
import { attachmentUrl, fetchAttachment } from '../../../../bots/discord/read/fetch-attachment.ts';

const discord = 'https://discord.com/api';
const local = 'http://127.0.0.1:4000/api';
const path = '/attachments/1/2/a.png?ex=1&is=2&hm=3';

test.each([
  [`https://cdn.discordapp.com${path}`, discord],
  [`https://cdn.discordapp.com/ephemeral-attachments/1/2/a.png`, discord],
  [`https://media.discordapp.net${path}`, discord],
  [`http://127.0.0.1:4000${path}`, local],
])('reads an attachment from %s', (url, apiUrl) => {
  expect(attachmentUrl(url, apiUrl)?.href).toBe(url);
});

test.each([
  [`http://cdn.discordapp.com${path}`, discord],
  [`https://cdn.discordapp.com:8443${path}`, discord],
  [`https://cdn.discordapp.com.example.org${path}`, discord],
  [`https://cdn.discordapp.com@example.org${path}`, discord],
  [`https://example.org/?https://cdn.discordapp.com${path}`, discord],
  [`https://discord.com${path}`, discord],
  [`http://127.0.0.1:4001${path}`, local],
  ['http://169.254.169.254/latest/meta-data', local],
  ['file:///etc/passwd', discord],
  ['/etc/passwd', discord],
  ['', discord],
])('reads nothing from %s', async (url, apiUrl) => {
  expect(attachmentUrl(url, apiUrl)).toBeUndefined();
  const file = { kind: 'file', name: 'a', contentType: 'image/png', size: 1 } as const;
  expect(await fetchAttachment({ ...file, platformId: url }, 100, apiUrl)).toBe('unavailable');
});
