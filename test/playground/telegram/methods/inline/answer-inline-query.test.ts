import { expect, test } from 'vitest';
import { z } from 'zod';
import { LINH } from '../../telegraf-fixture.ts';
import { openGroup } from '../ephemeral/ephemeral-fixture.ts';

const queryShape = z.looseObject({
  inline_query: z.looseObject({ id: z.string(), chat_type: z.string() }),
});

const article = (changes: Record<string, unknown> = {}) => ({
  ...{ type: 'article', id: 'film', title: 'Film night' },
  input_message_content: { message_text: '<b>Film night</b>', parse_mode: 'HTML' },
  reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
  ...changes,
});

/** Linh types a query in the group; the bot's updates and answers. */
async function openQuery(query = 'film') {
  const scene = await openGroup();
  const { telegram, bot, place } = scene;
  const asked = telegram.driver.askInline?.('linh', place, query);
  // It is awaited once the bot has answered.
  asked?.catch(() => undefined);
  const { inline_query } = queryShape.parse((await bot.updates()).at(-1));
  const answer = (params: Record<string, unknown>) => ({
    inline_query_id: inline_query.id,
    ...params,
  });
  return { ...scene, asked, query: inline_query, answer };
}

test('passes a query on and offers what the bot answers, once', async () => {
  const { bot, asked, query, answer } = await openQuery();
  expect(query).toMatchObject({ query: 'film', offset: '', chat_type: 'supergroup' });
  const button = { text: 'Open', start_parameter: 'hello' };
  const given = answer({ results: [article()], next_offset: '20', button });
  expect(await bot.call('answerInlineQuery', given)).toBe(true);
  expect(await asked).toEqual({
    query: 'film',
    results: [{ id: 'film', title: 'Film night', description: '' }],
    nextOffset: '20',
    button: 'Open',
  });
  expect(await bot.refusal('answerInlineQuery', given)).toMatch(/query is too old/);
});

test('refuses an answer after ten seconds', async () => {
  const { bot, answer, advance } = await openQuery();
  advance(10_001);
  const late = answer({ results: [] });
  expect(await bot.refusal('answerInlineQuery', late)).toMatch(/query is too old/);
});

test.each([
  ['RESULTS_TOO_MUCH', { results: Array.from({ length: 51 }, (_, id) => article({ id })) }],
  ['RESULT_ID_DUPLICATE', { results: [article(), article()] }],
  ['RESULT_ID_INVALID', { results: [article({ id: 'é'.repeat(33) })] }],
  ['ARTICLE_TITLE_EMPTY', { results: [article({ title: '' })] }],
  ['NEXT_OFFSET_INVALID', { results: [], next_offset: 'x'.repeat(65) }],
  ['START_PARAM_INVALID', { results: [], button: { text: 'Open', start_parameter: 'a b' } }],
  ['SWITCH_PM_TEXT_EMPTY', { results: [], button: { text: '', start_parameter: 'a' } }],
  [
    'text must be non-empty',
    { results: [article({ input_message_content: { message_text: ' ' } })] },
  ],
  ['501', { results: [article({ type: 'photo' })] }],
])('refuses an answer with %s', async (problem, params) => {
  const { bot, answer } = await openQuery();
  expect(await bot.refusal('answerInlineQuery', answer(params))).toContain(problem);
});

test('gives the same answer again to the same person until it is too old', async () => {
  const { telegram, bot, asked, place, answer, advance } = await openQuery();
  const given = answer({ results: [article()], is_personal: true, cache_time: 10 });
  await bot.call('answerInlineQuery', given);
  await asked;
  const before = (await bot.updates()).length;
  expect((await telegram.driver.askInline?.('linh', place, 'film'))?.results).toHaveLength(1);
  expect(await bot.updates()).toHaveLength(before);
  void telegram.driver.askInline?.('minh', place, 'film').catch(() => undefined);
  advance(10_000);
  void telegram.driver.askInline?.('linh', place, 'film').catch(() => undefined);
  expect(await bot.updates()).toHaveLength(before + 2);
});

test('lets the bot edit what was sent, also where it is not, and hear of presses on it', async () => {
  const { telegram, bot, asked, place, answer, sees } = await openQuery();
  await bot.call('answerInlineQuery', answer({ results: [article()] }));
  await asked;
  await telegram.driver.changeBotAccess('hanh', place, 'remove');
  await telegram.driver.sendInline?.('linh', place, { query: 'film', resultId: 'film' });
  const { chosen_inline_result: chosen } = z
    .looseObject({ chosen_inline_result: z.looseObject({ inline_message_id: z.string() }) })
    .parse((await bot.updates()).at(-1));
  expect(chosen).toMatchObject({ result_id: 'film', query: 'film', from: { id: LINH } });
  const { inline_message_id } = chosen;
  const edit = {
    ...{ inline_message_id, text: 'Moved' },
    reply_markup: article().reply_markup,
  };
  expect(await bot.call('editMessageText', edit)).toBe(true);
  expect(sees('linh')).toContain('Moved');
  expect(await bot.refusal('editMessageText', edit)).toMatch(/message is not modified/);
  const other = { ...edit, inline_message_id: 'other' };
  expect(await bot.refusal('editMessageText', other)).toBe('400: Bad Request: MESSAGE_ID_INVALID');
  await telegram.driver.pressButton('linh', place, 'Go');
  const press = (await bot.updates()).at(-1);
  expect(press).toMatchObject({ callback_query: { inline_message_id, data: 'go' } });
  expect(JSON.stringify(press)).not.toContain('"message"');
});

test('tells nothing of what was sent without feedback, and gives no id without a keyboard', async () => {
  const { telegram, bot, asked, place, answer } = await openQuery();
  const plain = article({ reply_markup: undefined });
  await bot.call('answerInlineQuery', answer({ results: [plain] }));
  await asked;
  const choice = { query: 'film', resultId: 'film' };
  await telegram.driver.sendInline?.('linh', place, choice);
  const sent = (await bot.updates()).at(-1);
  expect(sent).toMatchObject({ chosen_inline_result: { result_id: 'film' } });
  expect(JSON.stringify(sent)).not.toContain('inline_message_id');
  telegram.setInlineMode({ hasFeedback: false });
  await telegram.driver.sendInline?.('linh', place, choice);
  expect((await bot.updates()).filter((one) => 'chosen_inline_result' in one)).toHaveLength(1);
});

test('has no inline mode where BotFather turned it off', async () => {
  const { telegram, bot, place } = await openGroup();
  expect(await bot.call('getMe')).toMatchObject({ supports_inline_queries: true });
  telegram.setInlineMode({ isOn: false });
  expect(await bot.call('getMe')).toMatchObject({ supports_inline_queries: false });
  await expect(telegram.driver.askInline?.('linh', place, 'film')).rejects.toThrow(
    /no inline mode/,
  );
});
