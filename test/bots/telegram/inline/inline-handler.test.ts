import { TelegramError } from 'telegraf';
import { expect, test } from 'vitest';
import { noFeatures } from '../../../../bots/shared/platform-features.ts';
import { createInlineEditor } from '../../../../bots/telegram/inline/edit-inline-message.ts';
import { createInlineHandler } from '../../../../bots/telegram/inline/inline-handler.ts';
import type { InlineSource } from '../../../../src/context/modules/inline-source.ts';
import { linkButton, message, paragraph } from '../../../../src/message/build.ts';

const from = { id: 4711, is_bot: false, first_name: 'Linh', language_code: 'vi' };
const reader = { locale: 'vi', zone: 'UTC' } as const;
const card = message([paragraph('Phim & kịch')], {
  buttons: [[linkButton('Mở', 'https://t.me/our_bot?start=e1')]],
});

/** A handler whose requests and notes are recorded. */
function setUp(source: Partial<InlineSource>, answer: () => unknown = () => true) {
  const calls: [string, unknown][] = [];
  const sent: unknown[] = [];
  const warned: unknown[] = [];
  const call = async (method: string, params: unknown) => {
    calls.push([method, params]);
    return answer();
  };
  const handler = createInlineHandler(
    { call },
    () => noFeatures,
    {
      inline: {
        search: async () => ({ results: [], nextOffset: '' }),
        sent: async (...given) => void sent.push(given),
        ...source,
      },
      log: { warn: (details: unknown) => void warned.push(details) },
    },
    String,
  );
  return { handler, calls, sent, warned, edit: createInlineEditor({ call }, () => noFeatures) };
}

const ask = (query = 'phim') => ({ id: 'q1', from, query, offset: '' });

test('answers with articles, for this person alone and not for long', async () => {
  const result = { id: 'a.vi', title: 'Phim', description: 'Huế', message: card, reader };
  const { handler, calls } = setUp({
    search: async ({ user }, query) => {
      expect([user, query]).toEqual([{ platformId: '4711', locale: 'vi' }, 'phim']);
      return { results: [result], nextOffset: '20' };
    },
  });
  await handler.onQuery(ask());
  expect(calls).toEqual([
    [
      'answerInlineQuery',
      {
        inline_query_id: 'q1',
        results: [
          {
            ...{ type: 'article', id: 'a.vi', title: 'Phim', description: 'Huế' },
            input_message_content: {
              message_text: 'Phim &amp; kịch',
              parse_mode: 'HTML',
              link_preview_options: { is_disabled: true },
            },
            reply_markup: {
              inline_keyboard: [[{ text: 'Mở', url: 'https://t.me/our_bot?start=e1' }]],
            },
          },
        ],
        is_personal: true,
        cache_time: 10,
        next_offset: '20',
      },
    ],
  ]);
});

test('leads to the private chat where there is nothing to send', async () => {
  const { handler, calls } = setUp({
    search: async () => ({ results: [], nextOffset: '', hint: 'Mở bot' }),
  });
  await handler.onQuery(ask());
  expect(calls[0]?.[1]).toMatchObject({
    results: [],
    button: { text: 'Mở bot', start_parameter: 'hello' },
  });
});

test('does not repeat an answer that failed: it would come too late', async () => {
  const { handler, warned } = setUp({ search: () => Promise.reject(new Error('no database')) });
  await handler.onQuery(ask());
  expect(warned).toMatchObject([{ event: 'telegram.inline_query_failed' }]);
});

test('notes what was sent if it can be edited', async () => {
  const { handler, sent } = setUp({});
  await handler.onChosen({ from, result_id: 'a.vi', query: 'phim' });
  await handler.onChosen({ from, result_id: 'a.vi', query: 'phim', inline_message_id: 'm1' });
  expect(sent).toEqual([
    [{ platform: 'telegram', user: { platformId: '4711', locale: 'vi' } }, 'a.vi', 'm1'],
  ]);
});

const refusal = (error_code: number, description: string) => () => {
  throw new TelegramError({ error_code, description });
};

test.each([
  ['takes an unchanged message for edited', 'message is not modified', { ok: true }],
  [
    'says that a message is gone',
    'MESSAGE_ID_INVALID',
    { kind: 'rejected', reason: 'messageGone' },
  ],
])('%s', async (_title, description, expected) => {
  const { edit, calls } = setUp({}, refusal(400, `Bad Request: ${description}`));
  expect(await edit('m1', card, reader)).toMatchObject(expected);
  expect(calls).toMatchObject([
    ['editMessageText', { inline_message_id: 'm1', text: 'Phim &amp; kịch', parse_mode: 'HTML' }],
  ]);
});
