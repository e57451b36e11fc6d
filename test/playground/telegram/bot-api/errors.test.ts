import { expect, it } from 'vitest';
import {
  CHANNEL,
  errorMessageOf,
  GROUP,
  LINH,
  startTelegram,
  telegrafClient,
  uploadFiles,
  visibleTexts,
} from '../telegraf-fixture.ts';

const inline = (...rows: unknown[][]) => ({ inline_keyboard: rows });
const button = (extra: object) => ({ text: 'A', ...extra });
const commands = (command: string, description = 'Does it') => ({
  commands: [{ command, description }],
});

it.each<[string, string, object, string]>([
  ['no chat', 'sendMessage', { text: 'x' }, 'chat_id is empty'],
  ['a strange chat', 'sendMessage', { chat_id: 42, text: 'x' }, 'chat not found'],
  ['a strange name', 'sendMessage', { chat_id: '@nobody', text: 'x' }, 'chat not found'],
  ['no text', 'sendMessage', { chat_id: LINH }, 'message text is empty'],
  ['a blank text', 'sendMessage', { chat_id: LINH, text: ' \n' }, 'text must be non-empty'],
  [
    'markup of nothing',
    'sendMessage',
    { chat_id: LINH, text: '<b></b>', parse_mode: 'HTML' },
    'text must be non-empty',
  ],
  ['a long text', 'sendMessage', { chat_id: LINH, text: 'ứ'.repeat(4097) }, 'message is too long'],
  [
    'a bad parse mode',
    'sendMessage',
    { chat_id: LINH, text: 'x', parse_mode: 'XML' },
    'unsupported parse_mode',
  ],
  [
    'an open tag',
    'sendMessage',
    { chat_id: LINH, text: '<b>x', parse_mode: 'html' },
    'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
  ],
  [
    'an unknown tag',
    'sendMessage',
    { chat_id: LINH, text: 'ứ<br>', parse_mode: 'HTML' },
    'can\'t parse entities: Unsupported start tag "br" at byte offset 3',
  ],
  [
    'Markdown, which the bot does not send',
    'sendMessage',
    { chat_id: LINH, text: 'a.', parse_mode: 'MarkdownV2' },
    'unsupported parse_mode',
  ],
  [
    'a wrong entity',
    'sendMessage',
    { chat_id: LINH, text: 'x', entities: [{ type: 'big', offset: 0, length: 1 }] },
    "can't parse MessageEntity: Unsupported type specified",
  ],
  [
    'an entity past the end',
    'sendMessage',
    { chat_id: LINH, text: 'x', entities: [{ type: 'bold', offset: 0, length: 9 }] },
    'entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9',
  ],
  [
    'a reply to nothing',
    'sendMessage',
    { chat_id: LINH, text: 'x', reply_parameters: { message_id: 99 } },
    'message to be replied not found',
  ],
  [
    'a topic of a plain group',
    'sendMessage',
    { chat_id: GROUP, text: 'x', message_thread_id: 5 },
    'message thread not found',
  ],
  [
    'markup that is no JSON',
    'sendMessage',
    { chat_id: LINH, text: 'x', reply_markup: '{' },
    "can't parse reply keyboard markup JSON object",
  ],
  [
    'markup that is no object',
    'sendMessage',
    { chat_id: LINH, text: 'x', reply_markup: [] },
    'object expected as reply markup',
  ],
  [
    'long callback data',
    'sendMessage',
    { chat_id: LINH, text: 'x', reply_markup: inline([button({ callback_data: 'ứ'.repeat(22) })]) },
    'BUTTON_DATA_INVALID',
  ],
  [
    'a button that does nothing',
    'sendMessage',
    { chat_id: LINH, text: 'x', reply_markup: inline([button({})]) },
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    'empty callback data',
    'sendMessage',
    { chat_id: LINH, text: 'x', reply_markup: inline([button({ callback_data: '' })]) },
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    'a button without a text',
    'sendMessage',
    { chat_id: LINH, text: 'x', reply_markup: inline([{ callback_data: 'a' }]) },
    'can\'t parse inline keyboard button: Can\'t find field "text"',
  ],
  [
    'a bad style',
    'sendMessage',
    {
      chat_id: LINH,
      text: 'x',
      reply_markup: inline([button({ callback_data: 'a', style: 'pink' })]),
    },
    "can't parse inline keyboard button: invalid button style specified",
  ],
  [
    'a bad link',
    'sendMessage',
    { chat_id: LINH, text: 'x', reply_markup: inline([button({ url: 'nowhere' })]) },
    "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
  ],
  [
    'nine buttons in a row',
    'sendMessage',
    {
      chat_id: LINH,
      text: 'x',
      reply_markup: inline(Array(9).fill(button({ callback_data: 'a' }))),
    },
    'reply markup is too long',
  ],
  [
    '101 buttons',
    'sendMessage',
    {
      chat_id: LINH,
      text: 'x',
      reply_markup: inline(...Array(101).fill([button({ callback_data: 'a' })])),
    },
    'reply markup is too long',
  ],
  [
    'asking for people in a group',
    'sendMessage',
    {
      chat_id: GROUP,
      text: 'x',
      reply_markup: { keyboard: [[{ text: 'A', request_users: { request_id: 1 } }]] },
    },
    'users can be requested in private chats only',
  ],
  [
    'a forced reply in a channel',
    'sendMessage',
    { chat_id: CHANNEL, text: 'x', reply_markup: { force_reply: true } },
    'inline keyboard expected',
  ],
  [
    'an unknown chat action',
    'sendChatAction',
    { chat_id: LINH, action: 'dancing' },
    'wrong parameter action in request',
  ],
  [
    'an unknown query',
    'answerCallbackQuery',
    { callback_query_id: '1' },
    'query is too old and response timeout expired or query ID is invalid',
  ],
  [
    'a long answer',
    'answerCallbackQuery',
    { callback_query_id: '1', text: 'x'.repeat(201) },
    'MESSAGE_TOO_LONG',
  ],
  ['a command in capitals', 'setMyCommands', commands('Help'), 'BOT_COMMAND_INVALID'],
  ['a command with a hyphen', 'setMyCommands', commands('my-help'), 'BOT_COMMAND_INVALID'],
  [
    'a long command',
    'setMyCommands',
    commands('a'.repeat(33)),
    'command length must not exceed 32',
  ],
  [
    'an empty description',
    'setMyCommands',
    commands('help', ' '),
    'command description must be non-empty',
  ],
  [
    'a long description',
    'setMyCommands',
    commands('help', 'x'.repeat(257)),
    'command description length must not exceed 256',
  ],
  [
    '101 commands',
    'setMyCommands',
    { commands: Array.from({ length: 101 }, (_, i) => ({ command: `c${i}`, description: 'x' })) },
    'BOT_COMMANDS_TOO_MUCH',
  ],
  [
    'a bad language',
    'setMyCommands',
    { ...commands('help'), language_code: 'vi-VN' },
    'invalid language code specified',
  ],
  [
    'a bad scope',
    'setMyCommands',
    { ...commands('help'), scope: { type: 'planet' } },
    "can't parse BotCommandScope: Unsupported type specified",
  ],
  ['an unknown file', 'getFile', { file_id: 'x' }, 'invalid file_id'],
  ['no file', 'sendDocument', { chat_id: LINH }, 'there is no document in the request'],
  [
    'a file by address',
    'sendPhoto',
    { chat_id: LINH, photo: 'https://example.org/a.png' },
    'failed to get HTTP URL content',
  ],
  [
    'an album of one',
    'sendMediaGroup',
    { chat_id: LINH, media: [{ type: 'document', media: 'x' }] },
    'media must include 2-10 items',
  ],
  [
    'administrators of a private chat',
    'getChatAdministrators',
    { chat_id: LINH },
    'there are no administrators in the private chat',
  ],
  [
    'pinning without rights',
    'pinChatMessage',
    { chat_id: GROUP, message_id: 1 },
    'not enough rights to manage pinned messages in the chat',
  ],
  [
    'a webhook over plain HTTP',
    'setWebhook',
    { url: 'http://example.org' },
    'bad webhook: An HTTPS URL must be provided for webhook',
  ],
  [
    'a secret with a space',
    'setWebhook',
    { url: 'https://example.org', secret_token: 'a b' },
    'secret token contains unallowed characters',
  ],
  [
    'editing without a message',
    'editMessageText',
    { text: 'x' },
    'message identifier is not specified',
  ],
  [
    'editing a message that is not there',
    'editMessageText',
    { chat_id: LINH, message_id: 99, text: 'x' },
    'message to edit not found',
  ],
  [
    'deleting a message that is not there',
    'deleteMessage',
    { chat_id: LINH, message_id: 99 },
    'message to delete not found',
  ],
  [
    'copying a message that is not there',
    'copyMessage',
    { chat_id: LINH, from_chat_id: GROUP, message_id: 99 },
    'message to copy not found',
  ],
])('rejects %s', async (_, method, params, description) => {
  const telegram = await startTelegram();
  telegram.openAllPrivateChats();
  const { telegram: api } = telegrafClient(telegram);
  expect(await errorMessageOf(Reflect.apply(api.callApi, api, [method, params]))).toBe(
    `400: Bad Request: ${description}`,
  );
});

it.each<[string, object]>([
  ['4096 characters, however many bytes', { text: '😀'.repeat(4096) }],
  [
    'markup beyond the limit that parses to less',
    { text: `<b>${'x'.repeat(4096)}</b>`, parse_mode: 'HTML' },
  ],
  [
    '64 bytes of callback data',
    { text: 'x', reply_markup: inline([button({ callback_data: 'x'.repeat(64) })]) },
  ],
  [
    '100 buttons',
    { text: 'x', reply_markup: inline(...Array(100).fill([button({ callback_data: 'a' })])) },
  ],
  [
    'a reply to nothing that may go without',
    { text: 'x', reply_parameters: { message_id: 9, allow_sending_without_reply: true } },
  ],
])('accepts %s', async (_, params) => {
  const telegram = await startTelegram();
  telegram.openAllPrivateChats();
  const { telegram: api } = telegrafClient(telegram);
  await Reflect.apply(api.callApi, api, ['sendMessage', { chat_id: LINH, ...params }]);
  expect(telegram.messagesIn(LINH)).toHaveLength(1);
});

it('edits only its own messages', async () => {
  const telegram = await startTelegram();
  const { telegram: api } = telegrafClient(telegram);
  await telegram.driver.sendMessage('linh', 'dm', '/start');
  const keyboard = { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] };
  const own = await api.sendMessage(LINH, 'first', { reply_markup: keyboard });
  const edit = (text: string, extra = {}) =>
    api.editMessageText(LINH, own.message_id, undefined, text, extra);
  expect(await errorMessageOf(edit('first', { reply_markup: keyboard }))).toBe(
    '400: Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  );
  const edited = await edit('<i>second</i>', { parse_mode: 'HTML' });
  expect(edited).toMatchObject({ text: 'second', entities: [{ type: 'italic' }] });
  expect(edited).not.toHaveProperty('reply_markup');
  expect(telegram.driver.messages('linh', 'dm')[1]).toMatchObject({ edited: true, buttons: [] });
  await api.editMessageReplyMarkup(LINH, own.message_id, undefined, keyboard);
  expect(telegram.messagesIn(LINH)[1]).toMatchObject({ text: 'second', reply_markup: keyboard });
  expect(await errorMessageOf(edit('x', { reply_markup: { force_reply: true } }))).toBe(
    '400: Bad Request: inline keyboard expected',
  );
  expect(await errorMessageOf(api.editMessageText(LINH, 1, undefined, 'x'))).toBe(
    "400: Bad Request: message can't be edited",
  );
  expect(await errorMessageOf(api.editMessageCaption(LINH, own.message_id, undefined, 'x'))).toBe(
    '400: Bad Request: there is no caption in the message to edit',
  );
  const asking = await api.sendMessage(LINH, 'when?', { reply_markup: { force_reply: true } });
  expect(await errorMessageOf(api.editMessageText(LINH, asking.message_id, undefined, 'x'))).toBe(
    "400: Bad Request: message can't be edited",
  );
});

it('deletes own messages within two days and those of others only with permission', async () => {
  let now = Date.UTC(2026, 10, 20);
  const telegram = await startTelegram({ now: () => now });
  const { telegram: api } = telegrafClient(telegram);
  const first = await api.sendMessage(GROUP, 'first');
  await telegram.driver.sendMessage('linh', `${GROUP}`, 'hers');
  expect(await errorMessageOf(api.deleteMessage(GROUP, first.message_id + 1))).toBe(
    "400: Bad Request: message can't be deleted",
  );
  await api.deleteMessage(GROUP, first.message_id);
  expect(visibleTexts(telegram, 'linh', `${GROUP}`)).toEqual(['hers']);
  const second = await api.sendMessage(GROUP, 'second');
  now += 49 * 3_600_000;
  expect(await errorMessageOf(api.deleteMessage(GROUP, second.message_id))).toBe(
    "400: Bad Request: message can't be deleted for everyone",
  );
});

it('does not post in a channel without being administrator', async () => {
  const telegram = await startTelegram();
  const { telegram: api } = telegrafClient(telegram);
  const post = await api.sendMessage(CHANNEL, 'news');
  expect(post).toMatchObject({ sender_chat: { id: CHANNEL } });
  expect(post).not.toHaveProperty('from');
  await telegram.driver.changeBotAccess('hanh', `${CHANNEL}`, 'remove');
  expect(await errorMessageOf(api.sendMessage(CHANNEL, 'x'))).toBe(
    '403: Forbidden: bot was kicked from the channel chat',
  );
});

it('copies and forwards messages', async () => {
  const telegram = await startTelegram();
  const { telegram: api } = telegrafClient(telegram);
  telegram.openAllPrivateChats();
  const news = await api.sendMessage(CHANNEL, '<b>News</b>', { parse_mode: 'HTML' });
  expect(await api.copyMessage(LINH, CHANNEL, news.message_id)).toEqual({ message_id: 1 });
  const forwarded = await api.forwardMessage(LINH, CHANNEL, news.message_id);
  expect(forwarded).toMatchObject({
    text: 'News',
    entities: [{ type: 'bold' }],
    forward_origin: { type: 'channel', chat: { id: CHANNEL }, message_id: news.message_id },
  });
  expect(telegram.messagesIn(LINH)[0]).not.toHaveProperty('forward_origin');
});

it('accepts only photos of a size and ratio that Telegram shows', async () => {
  const telegram = await startTelegram();
  telegram.openAllPrivateChats();
  const png = (width: number, height: number) => {
    const bytes = new DataView(new ArrayBuffer(32));
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].forEach((byte, i) => {
      bytes.setUint8(i, byte);
    });
    bytes.setUint32(16, width);
    bytes.setUint32(20, height);
    return new File([bytes], 'a.png', { type: 'image/png' });
  };
  const photo = (file: File) => uploadFiles(telegram, 'sendPhoto', { chat_id: LINH, photo: file });
  expect((await photo(png(8000, 3000))).description).toBe('Bad Request: PHOTO_INVALID_DIMENSIONS');
  expect((await photo(png(2100, 100))).description).toBe('Bad Request: PHOTO_INVALID_DIMENSIONS');
  expect((await photo(new File(['text'], 'a.png'))).description).toBe(
    'Bad Request: IMAGE_PROCESS_FAILED',
  );
  expect(await photo(png(800, 600))).toMatchObject({
    ok: true,
    result: { photo: [{ width: 800, height: 600 }] },
  });
});

it('reports members, administrators and itself', async () => {
  const telegram = await startTelegram();
  const { telegram: api } = telegrafClient(telegram);
  expect(await api.getChatMember(GROUP, 500003)).toMatchObject({ status: 'creator' });
  expect(await api.getChatMember(GROUP, LINH)).toMatchObject({ status: 'member' });
  expect(await api.getChatMember(GROUP, 500004)).toMatchObject({ status: 'left' });
  expect(await api.getChatMember(GROUP, 700001)).toMatchObject({ status: 'member' });
  expect(await errorMessageOf(api.getChatMember(GROUP, 1))).toBe(
    '400: Bad Request: PARTICIPANT_ID_INVALID',
  );
  expect(await api.getChatMembersCount(GROUP)).toBe(4);
  const admins = await api.getChatAdministrators(CHANNEL);
  expect(admins.map(({ status, user }) => [status, user.id])).toEqual([
    ['creator', 500005],
    ['administrator', 700001],
  ]);
  expect(await api.getChat(-1001000000001)).toMatchObject({ type: 'supergroup', is_forum: true });
  expect(await errorMessageOf(api.getChat(LINH))).toBe('400: Bad Request: chat not found');
});

it('rejects what is sent too fast with the time to wait when limits are on', async () => {
  let now = Date.UTC(2026, 10, 20);
  const telegram = await startTelegram({ now: () => now, limits: 'real' });
  const { telegram: api } = telegrafClient(telegram);
  telegram.openAllPrivateChats();
  await api.sendMessage(LINH, '1');
  await expect(api.sendMessage(LINH, '2')).rejects.toMatchObject({
    message: '429: Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  });
  for (let i = 0; i < 20; i++) {
    now += 1_000;
    await api.sendMessage(GROUP, `${i}`);
  }
  now += 1_000;
  await expect(api.sendMessage(GROUP, 'x')).rejects.toMatchObject({
    parameters: { retry_after: 40 },
  });
  now += 40_000;
  await api.sendMessage(GROUP, 'again');
});
