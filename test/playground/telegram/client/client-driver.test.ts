import { Markup } from 'telegraf';
import { expect, it } from 'vitest';
import {
  CHANNEL,
  errorMessageOf,
  GROUP,
  LINH,
  MINH,
  SUPERGROUP,
  startTelegram,
  telegrafClient,
  uploadFiles,
  visibleTexts,
} from '../telegraf-fixture.ts';

const updatesOf = (bot: ReturnType<typeof telegrafClient>) =>
  bot.telegram.getUpdates(0, 100, 0, undefined);

it('gives everyone a private chat and their chats and topics', async () => {
  const { driver } = await startTelegram();
  expect(driver.places('quang')).toEqual([
    { key: '500004', name: 'Callboard', kind: 'private', canWrite: true },
    { key: `${SUPERGROUP}`, name: 'Nhà sáng tạo Việt', kind: 'group', canWrite: true },
    { key: `${SUPERGROUP}/11`, name: 'Nhà sáng tạo Việt / Sự kiện', kind: 'group', canWrite: true },
    {
      key: `${SUPERGROUP}/12`,
      name: 'Nhà sáng tạo Việt / Khóa học',
      kind: 'group',
      canWrite: true,
    },
    { key: `${CHANNEL}`, name: 'Bản tin Nhà sáng tạo', kind: 'channel', canWrite: false },
  ]);
  expect(await errorMessageOf(driver.sendMessage('quang', 'Nhóm quay phim', 'hi'))).toMatch(
    /^Quang Lê has no place "Nhóm quay phim". Places: Callboard \(500004\), /,
  );
  expect(await errorMessageOf(driver.sendMessage('nobody', 'dm', 'hi'))).toBe(
    'There is no person "nobody". People: linh, minh, thao, quang, hanh',
  );
  expect(await errorMessageOf(driver.sendMessage('quang', `${CHANNEL}`, 'hi'))).toBe(
    'Quang Lê cannot write in Bản tin Nhà sáng tạo.',
  );
});

it('lets a bot write to a person only after they wrote to it', async () => {
  const telegram = await startTelegram();
  const { telegram: api } = telegrafClient(telegram);
  expect(await errorMessageOf(api.sendMessage(LINH, 'hi'))).toBe(
    "403: Forbidden: bot can't initiate conversation with a user",
  );
  await telegram.driver.sendMessage('linh', 'dm', '/start');
  await api.sendMessage(LINH, 'hi');
  expect(visibleTexts(telegram, 'linh', 'dm')).toEqual(['/start', 'hi']);
});

it('lets people join and leave while it runs', async () => {
  const telegram = await startTelegram();
  const { telegram: api } = telegrafClient(telegram);
  telegram.addPerson({
    key: 'mai',
    name: 'Mai Võ',
    role: 'subscriber',
    locale: 'vi',
    discord: { id: '1100000000000000009', username: 'mai.vo' },
    telegram: { id: 500_009 },
  });
  expect(await errorMessageOf(api.sendMessage(500_009, 'hi'))).toBe(
    "403: Forbidden: bot can't initiate conversation with a user",
  );
  await telegram.driver.sendMessage('mai', 'dm', '/start');
  await telegram.driver.sendMessage('mai', '500009', '/events');
  await api.sendMessage(500_009, 'hi');
  expect(visibleTexts(telegram, 'mai', 'dm')).toEqual(['/start', '/events', 'hi']);
  expect(telegram.driver.actors.map(({ key }) => key)).toContain('mai');

  telegram.removePerson('mai');
  expect(await errorMessageOf(api.sendMessage(500_009, 'hi'))).toBe(
    '400: Bad Request: chat not found',
  );
  expect(await errorMessageOf(telegram.driver.sendMessage('mai', 'dm', 'hi'))).toMatch(
    /^There is no person "mai"/,
  );
});

it('has no profile pictures but knows its users', async () => {
  const { telegram: api } = telegrafClient(await startTelegram());
  expect(await api.getUserProfilePhotos(LINH)).toEqual({ total_count: 0, photos: [] });
  expect(await errorMessageOf(api.getUserProfilePhotos(42))).toBe(
    '400: Bad Request: user not found',
  );
  expect(await errorMessageOf(api.getUserProfilePhotos(0))).toBe(
    '400: Bad Request: invalid user_id specified',
  );
});

it('hides group messages from a bot under privacy mode', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  const { driver } = telegram;
  const own = await bot.telegram.sendMessage(GROUP, 'hello all');
  const at = `${GROUP}`;
  for (const text of ['talk', '/one', '/two@callboard_bot', '/three@other_bot', 'say /four']) {
    await driver.sendMessage('linh', at, text);
  }
  await driver.sendMessage('linh', at, 'a reply', { replyTo: `${own.message_id}` });
  const texts = (await updatesOf(bot)).map((update) =>
    'message' in update && 'text' in update.message ? update.message.text : undefined,
  );
  expect(texts).toEqual(['/one', '/two@callboard_bot', 'a reply']);
});

it('lets a bot that is an administrator read everything', async () => {
  const telegram = await startTelegram();
  telegram.promote(GROUP, true);
  await telegram.driver.sendMessage('linh', `${GROUP}`, 'talk');
  expect(await updatesOf(telegrafClient(telegram))).toMatchObject([
    { my_chat_member: { new_chat_member: { status: 'administrator' } } },
    { message: { text: 'talk' } },
  ]);
});

it('marks messages in topics, and keeps replies in the topic', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  await telegram.driver.sendMessage('linh', 'Khóa học', '/courses');
  const [update] = await updatesOf(bot);
  expect(update).toMatchObject({ message: { message_thread_id: 12, is_topic_message: true } });
  await bot.telegram.sendMessage(SUPERGROUP, 'in reply', { reply_parameters: { message_id: 1 } });
  await bot.telegram.sendMessage(SUPERGROUP, 'named', { message_thread_id: 12 });
  await bot.telegram.sendMessage(SUPERGROUP, 'general');
  expect(visibleTexts(telegram, 'linh', `${SUPERGROUP}/12`)).toEqual([
    '/courses',
    'in reply',
    'named',
  ]);
  expect(visibleTexts(telegram, 'linh', `${SUPERGROUP}`)).toEqual(['general']);
  expect(
    await errorMessageOf(bot.telegram.sendMessage(SUPERGROUP, 'x', { message_thread_id: 99 })),
  ).toBe('400: Bad Request: message thread not found');
});

it('hides anonymous administrators behind the group', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  await telegram.driver.sendMessage('hanh', `${SUPERGROUP}`, '/alert', { anonymously: true });
  const [update] = await updatesOf(bot);
  expect(update).toMatchObject({
    message: {
      from: { id: 1087968824, is_bot: true, username: 'GroupAnonymousBot' },
      sender_chat: { id: SUPERGROUP, type: 'supergroup' },
    },
  });
  expect(telegram.driver.messages('linh', `${SUPERGROUP}`)[0]?.from).toEqual({
    name: 'Nhà sáng tạo Việt',
    bot: false,
  });
  expect(
    await errorMessageOf(
      telegram.driver.sendMessage('linh', `${SUPERGROUP}`, 'x', { anonymously: true }),
    ),
  ).toBe('Linh Trần is no administrator of Nhà sáng tạo Việt and cannot be anonymous.');
});

it('sends channel posts without a sender', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  await telegram.driver.sendMessage('hanh', `${CHANNEL}`, '/news');
  const [update] = await updatesOf(bot);
  expect(update).toMatchObject({
    channel_post: { sender_chat: { id: CHANNEL }, chat: { id: CHANNEL, type: 'channel' } },
  });
  expect(JSON.stringify(update)).not.toContain('"from"');
});

it('answers button presses to the presser only, and accepts each answer once', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  const { driver } = telegram;
  await bot.telegram.sendMessage(
    GROUP,
    'Coming?',
    Markup.inlineKeyboard([
      [Markup.button.callback('Going', 'go:1'), Markup.button.callback('Not going', 'no:1')],
      [Markup.button.url('Site', 'https://example.org/a')],
    ]),
  );
  expect(await errorMessageOf(driver.pressButton('linh', `${GROUP}`, 'Goin'))).toBe(
    'There is no button "Goin". Buttons here: Going, Not going, Site',
  );
  expect(await errorMessageOf(driver.pressButton('linh', `${GROUP}`, 'Site'))).toBe(
    'The button opens https://example.org/a',
  );
  await driver.pressButton('linh', `${GROUP}`, 'Going');
  const [update] = await updatesOf(bot);
  expect(update).toMatchObject({
    callback_query: { data: 'go:1', from: { id: LINH }, message: { text: 'Coming?' } },
  });
  const id = update && 'callback_query' in update ? update.callback_query.id : '';
  await bot.telegram.answerCbQuery(id, 'See you there');
  expect(driver.notices('linh')).toEqual([{ message: 'See you there' }]);
  expect(driver.notices('minh')).toEqual([]);
  expect(await errorMessageOf(bot.telegram.answerCbQuery(id))).toBe(
    '400: Bad Request: query is too old and response timeout expired or query ID is invalid',
  );
});

it('accepts the answer to a press only within its time', async () => {
  let now = Date.UTC(2026, 10, 20);
  const telegram = await startTelegram({ now: () => now });
  const bot = telegrafClient(telegram);
  const keyboard = Markup.inlineKeyboard([Markup.button.callback('A', 'a')]);
  await bot.telegram.sendMessage(GROUP, 'x', keyboard);
  await telegram.driver.pressButton('linh', `${GROUP}`, 'A');
  const [update] = await updatesOf(bot);
  now += 60_000;
  const id = update && 'callback_query' in update ? update.callback_query.id : '';
  expect(await errorMessageOf(bot.telegram.answerCbQuery(id))).toMatch(/query is too old/);
});

it('opens the private chat through a start link', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  await bot.telegram.sendMessage(
    GROUP,
    'Continue in private',
    Markup.inlineKeyboard([Markup.button.url('Open', 'https://t.me/callboard_bot?start=signup-7')]),
  );
  await telegram.driver.pressButton('minh', `${GROUP}`, 'Open');
  expect(visibleTexts(telegram, 'minh', 'dm')).toEqual(['/start signup-7']);
});

it('turns the next message into a reply after a forced reply, for its addressees only', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  const { driver } = telegram;
  const question = await bot.telegram.sendMessage(GROUP, '@linhtran which date?', {
    reply_markup: { force_reply: true, selective: true, input_field_placeholder: 'a date' },
  });
  await driver.sendMessage('minh', `${GROUP}`, 'not for me');
  await driver.sendMessage('linh', `${GROUP}`, '20 November');
  await driver.sendMessage('linh', `${GROUP}`, 'and more');
  const replies = driver.messages('linh', `${GROUP}`).map(({ replyTo }) => replyTo);
  expect(replies).toEqual([undefined, undefined, `${question.message_id}`, undefined]);
  const [update, ...rest] = await updatesOf(bot);
  expect(update).toMatchObject({
    message: { text: '20 November', reply_to_message: { message_id: question.message_id } },
  });
  expect(rest).toEqual([]);
});

it('shows reply keyboards as buttons that send their label, once if one-time', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  const { driver } = telegram;
  telegram.openAllPrivateChats();
  await bot.telegram.sendMessage(LINH, 'Pick', Markup.keyboard([['A', 'B']]).oneTime());
  expect(driver.messages('linh', 'dm')[0]?.buttons[0]?.map(({ label }) => label)).toEqual([
    'A',
    'B',
  ]);
  await driver.pressButton('linh', 'dm', 'B');
  expect(visibleTexts(telegram, 'linh', 'dm')).toEqual(['Pick', 'B']);
  expect(driver.messages('linh', 'dm')[0]?.buttons).toEqual([]);
  await bot.telegram.sendMessage(LINH, 'Pick', Markup.keyboard([['C']]));
  await bot.telegram.sendMessage(LINH, 'Gone', Markup.removeKeyboard());
  expect(await errorMessageOf(driver.pressButton('linh', 'dm', 'C'))).toBe(
    'There is no button "C". There are no buttons here.',
  );
});

it('shares users that a button requests', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  const { driver } = telegram;
  telegram.openAllPrivateChats();
  const request_users = { request_id: 3, max_quantity: 2, request_username: true };
  await bot.telegram.sendMessage(LINH, 'Who?', {
    reply_markup: { keyboard: [[{ text: 'Choose', request_users }]], resize_keyboard: true },
  });
  expect(await errorMessageOf(driver.pressButton('linh', 'dm', 'Choose'))).toBe(
    'The button "Choose" asks for people. Press "Choose: NAME"; people: linh, minh, thao, quang, hanh',
  );
  await driver.pressButton('linh', 'dm', 'Choose: minh, quang');
  expect(await updatesOf(bot)).toMatchObject([
    {
      message: {
        users_shared: {
          request_id: 3,
          users: [{ user_id: MINH, username: 'minhpham' }, { user_id: 500004 }],
        },
      },
    },
  ]);
  expect(
    await errorMessageOf(driver.selectOptions('linh', 'dm', 'Choose', ['minh', 'thao', 'hanh'])),
  ).toBe('The button "Choose" takes 2 at most.');
});

it('renders messages of the bot as each reader sees them', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  const when = '<tg-time unix="1795258800" format="wDt">soon</tg-time>';
  await bot.telegram.sendMessage(
    GROUP,
    `<b>Call &amp; <i>rest</i></b> ${when} <a href="https://example.org">site</a> @linhtran <code>x</code>`,
    { parse_mode: 'HTML' },
  );
  const spans = (actor: string) => telegram.driver.messages(actor, `${GROUP}`)[0]?.body;
  expect(spans('minh')).toEqual([
    { text: 'Call & ', bold: true },
    { text: 'rest', bold: true, italic: true },
    { text: ' ' },
    { text: 'Saturday, November 21, 2026 at 18:00', time: 1795258800 },
    { text: ' ' },
    { text: 'site', link: 'https://example.org/' },
    { text: ' ' },
    { text: '@linhtran', mention: '@linhtran' },
    { text: ' ' },
    { text: 'x', code: true },
  ]);
  expect(spans('linh')?.[3]?.text).toMatch(/^(?:lúc )?18:00.*Thứ Bảy, 21 tháng 11, 2026$/i);
});

it('completes commands from the menu of the chat, person and language', async () => {
  const telegram = await startTelegram();
  const { telegram: api } = telegrafClient(telegram);
  const { driver } = telegram;
  telegram.openAllPrivateChats();
  const set = (description: string, extra?: Parameters<typeof api.setMyCommands>[1]) =>
    api.setMyCommands([{ command: 'help', description }], extra);
  await set('default');
  await set('mặc định', { language_code: 'vi' });
  await set('groups', { scope: { type: 'all_group_chats' } });
  await set('admins', { scope: { type: 'all_chat_administrators' } });
  await set('this chat', { scope: { type: 'chat', chat_id: GROUP } });
  await set('one person', { scope: { type: 'chat_member', chat_id: GROUP, user_id: MINH } });
  const described = async (actor: string, place: string) =>
    (await driver.completions(actor, place, '/he'))[0]?.description;
  expect(await described('minh', 'dm')).toBe('default');
  expect(await described('linh', 'dm')).toBe('mặc định');
  expect(await described('linh', `${SUPERGROUP}`)).toBe('groups');
  expect(await described('hanh', `${SUPERGROUP}`)).toBe('admins');
  expect(await described('linh', `${GROUP}`)).toBe('this chat');
  expect(await described('minh', `${GROUP}`)).toBe('one person');
  expect(await driver.completions('minh', `${GROUP}`, '/')).toEqual([
    { insert: '/help@callboard_bot', label: '/help', description: 'one person' },
  ]);
  expect(await api.getMyCommands({ language_code: 'vi' })).toEqual([
    { command: 'help', description: 'mặc định' },
  ]);
  await api.deleteMyCommands({ language_code: 'vi' });
  expect(await described('linh', 'dm')).toBe('default');
});

it('tells the bot when it is blocked, removed or added, and rejects its messages meanwhile', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  const { driver } = telegram;
  telegram.openAllPrivateChats();
  await driver.changeBotAccess('linh', 'dm', 'block');
  expect(await errorMessageOf(bot.telegram.sendMessage(LINH, 'x'))).toBe(
    '403: Forbidden: bot was blocked by the user',
  );
  expect(await errorMessageOf(driver.sendMessage('linh', 'dm', 'hi'))).toMatch(
    /has blocked the bot/,
  );
  await driver.changeBotAccess('linh', 'dm', 'unblock');
  await bot.telegram.sendMessage(LINH, 'back');
  await driver.changeBotAccess('hanh', `${SUPERGROUP}`, 'remove');
  expect(await errorMessageOf(bot.telegram.sendMessage(SUPERGROUP, 'x'))).toBe(
    '403: Forbidden: bot was kicked from the supergroup chat',
  );
  await driver.changeBotAccess('hanh', `${SUPERGROUP}`, 'add');
  expect(await errorMessageOf(driver.changeBotAccess('linh', `${SUPERGROUP}`, 'remove'))).toBe(
    'Linh Trần is no administrator of Nhà sáng tạo Việt and cannot remove the bot.',
  );
  const changes = (await updatesOf(bot)).flatMap((update) =>
    'my_chat_member' in update
      ? [
          [
            update.my_chat_member.old_chat_member.status,
            update.my_chat_member.new_chat_member.status,
          ],
        ]
      : [],
  );
  expect(changes).toEqual([
    ['member', 'kicked'],
    ['kicked', 'member'],
    ['member', 'kicked'],
    ['kicked', 'member'],
  ]);
});

it('lets an administrator make the bot one, and tells it', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  const { driver } = telegram;
  const change = (who: string, place: string, to: 'promote' | 'demote') =>
    errorMessageOf(driver.changeBotAccess(who, place, to));
  expect(await change('linh', `${SUPERGROUP}`, 'promote')).toMatch(/is no administrator/);
  expect(await change('linh', 'dm', 'promote')).toMatch(/in a group only/);
  expect(await change('hanh', `${SUPERGROUP}`, 'demote')).toBe('The bot is already a member.');
  await driver.changeBotAccess('hanh', `${SUPERGROUP}`, 'promote');
  expect(await updatesOf(bot)).toMatchObject([
    { my_chat_member: { new_chat_member: { status: 'administrator', can_pin_messages: true } } },
  ]);
});

it('notes a pinned message in its topic, in the language of whoever reads it', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  telegram.promote(SUPERGROUP, true);
  const { message_id } = await bot.telegram.sendMessage(SUPERGROUP, 'Lịch', {
    message_thread_id: 11,
  });
  await bot.telegram.pinChatMessage(SUPERGROUP, message_id);
  expect(visibleTexts(telegram, 'linh', `${SUPERGROUP}/11`)).toEqual([
    'Lịch',
    'Callboard đã ghim một tin nhắn',
  ]);
  expect(visibleTexts(telegram, 'minh', `${SUPERGROUP}/11`)).toContain(
    'Callboard pinned a message',
  );
  expect(visibleTexts(telegram, 'linh', `${SUPERGROUP}`)).toEqual([]);
});

it('migrates a group to a supergroup and answers with the new id', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  const id = telegram.migrate(GROUP);
  await expect(bot.telegram.sendMessage(GROUP, 'x')).rejects.toMatchObject({
    message: '400: Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: id },
  });
  expect(await updatesOf(bot)).toMatchObject([
    { message: { chat: { id: GROUP }, migrate_to_chat_id: id } },
    { message: { chat: { id }, migrate_from_chat_id: GROUP } },
  ]);
  await bot.telegram.sendMessage(id, 'hello again');
  expect(visibleTexts(telegram, 'linh', 'Nhóm quay phim').at(-1)).toBe('hello again');
});

it('sends files in both directions', async () => {
  const telegram = await startTelegram();
  const bot = telegrafClient(telegram);
  const { driver: stage } = telegram;
  const bytes = new TextEncoder().encode('name,time\n');
  await stage.sendMessage('linh', 'dm', '/import', {
    files: [{ name: 'events.csv', contentType: 'text/csv', bytes }],
  });
  const [update] = await updatesOf(bot);
  expect(update).toMatchObject({
    message: { caption: '/import', document: { file_name: 'events.csv', file_size: 10 } },
  });
  const document =
    update && 'message' in update && 'document' in update.message
      ? update.message.document
      : undefined;
  const link = await bot.telegram.getFileLink(document?.file_id ?? '');
  expect(await (await fetch(link)).text()).toBe('name,time\n');
  await uploadFiles(telegram, 'sendDocument', {
    chat_id: LINH,
    caption: '<b>Calendar</b>',
    parse_mode: 'HTML',
    document: new File(['BEGIN:VCALENDAR'], 'lịch.ics', { type: 'text/calendar' }),
  });
  const seen = stage.messages('linh', 'dm').at(-1);
  expect(seen?.body).toEqual([{ text: 'Calendar', bold: true }]);
  expect(seen?.files[0]).toMatchObject({ name: 'lịch.ics', contentType: 'text/calendar' });
  expect(Buffer.from(seen?.files[0]?.bytes ?? []).toString()).toBe('BEGIN:VCALENDAR');
  const known = telegram.messagesIn(LINH).at(-1)?.document?.file_id ?? '';
  await bot.telegram.sendDocument(LINH, known);
  expect(stage.messages('linh', 'dm').at(-1)?.files[0]?.name).toBe('lịch.ics');
});

it('sends albums of one kind of file', async () => {
  const telegram = await startTelegram();
  telegram.openAllPrivateChats();
  await uploadFiles(telegram, 'sendMediaGroup', {
    chat_id: LINH,
    media: JSON.stringify([
      { type: 'document', media: 'attach://one', caption: 'two files' },
      { type: 'document', media: 'attach://two' },
    ]),
    one: new File(['a'], 'a.txt'),
    two: new File(['b'], 'b.txt'),
  });
  const messages = telegram.messagesIn(LINH);
  expect(messages.map(({ document }) => document?.file_name)).toEqual(['a.txt', 'b.txt']);
  expect(new Set(messages.map(({ media_group_id }) => media_group_id)).size).toBe(1);
  expect(visibleTexts(telegram, 'linh', 'dm')).toEqual(['two files', '']);
});

it('reports that Telegram has no forms and menus', async () => {
  const { driver: stage } = await startTelegram();
  expect(stage.openForm('linh')).toBeUndefined();
  expect(await errorMessageOf(stage.submitForm('linh', {}))).toBe(
    'Telegram has no forms: say the answer instead.',
  );
});
