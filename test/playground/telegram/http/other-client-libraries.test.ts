import { describe, expect, it, test } from 'vitest';
import { sampleWorld } from '../../../../playground/sample-world.ts';
import { knownMethods } from '../../../../playground/telegram/methods/known/known-methods.ts';
import { telegramSpec } from '../../../support/specifications/telegram-spec.ts';
import { errorMessageOf, GROUP, startTelegram, telegrafClient } from '../telegraf-fixture.ts';

const { token } = sampleWorld.telegram.bot;

describe('the port of the webhook', () => {
  it.each([
    'https://example.org',
    'https://example.org:443/hook',
    'https://example.org:88/',
    'https://example.org:8443/',
  ])('accepts %s', async (url) => {
    const telegram = await startTelegram({ anyWebhookPort: false });
    expect(await telegrafClient(telegram).telegram.setWebhook(url)).toBe(true);
  });

  it.each(['https://example.org:3000/hook', 'https://example.org:8080/', 'http://127.0.0.1:3000/'])(
    'rejects %s',
    async (url) => {
      const telegram = await startTelegram({ anyWebhookPort: false });
      expect(await errorMessageOf(telegrafClient(telegram).telegram.setWebhook(url))).toContain(
        'bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443',
      );
    },
  );
});

describe('unsupported methods of Telegram', () => {
  const call = async (url: string, method: string) =>
    (await fetch(`${url}/bot${token}/${method}`, { method: 'POST' })).json();

  test('are answered by 501 with the reason, in any case', async () => {
    const { url } = await startTelegram();
    for (const name of ['sendPoll', 'SENDPOLL'])
      expect(await call(url, name)).toEqual({
        ok: false,
        error_code: 501,
        description: 'Not Implemented: sendPoll is not built in the playground',
      });
  });

  test('are told apart from methods that Telegram does not have', async () => {
    const { url } = await startTelegram();
    expect(await call(url, 'sendTea')).toMatchObject({ error_code: 404 });
  });

  test('include every method of the specification', () => {
    expect(knownMethods).toEqual(expect.arrayContaining(Object.keys(telegramSpec.methods)));
  });
});

it.each([
  ['a.txt', 'words', '', 'text/plain'],
  ['list.csv', 'a,b', 'application/octet-stream', 'text/csv'],
  ['plan', '%PDF-1.7', 'text/csv', 'application/pdf'],
])(
  'detects the type of an upload %s by its bytes and name',
  async (name, bytes, claimed, wanted) => {
    const { url } = await startTelegram();
    const form = new FormData();
    form.append('chat_id', String(GROUP));
    form.append('document', new File([bytes], name, { type: claimed }));
    const answer = await fetch(`${url}/bot${token}/sendDocument`, { method: 'POST', body: form });
    expect(await answer.json()).toMatchObject({ result: { document: { mime_type: wanted } } });
  },
);
