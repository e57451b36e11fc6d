import {
  AttachmentBuilder,
  EmbedBuilder,
  Events,
  type Message,
  type SendableChannels,
} from 'discord.js';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  announcementChannelId,
  connectDiscordJs,
  type DiscordJsFixture,
  serverId,
  spanText,
  textChannelId,
  threadId,
  waitUntil,
} from '../discordjs-fixture.ts';

let open: DiscordJsFixture;
let chat: SendableChannels;

async function channel(id: string): Promise<SendableChannels> {
  const found = await open.client.channels.fetch(id);
  if (!found?.isSendable()) throw new Error('not sendable');
  return found;
}
const seen = (actor = 'minh', place = textChannelId) => open.discord.driver.messages(actor, place);
const last = (actor = 'minh', place = textChannelId) => seen(actor, place).at(-1);

beforeAll(async () => {
  open = await connectDiscordJs();
  chat = await channel(textChannelId);
});
beforeEach(() => open.discord.clearFaults());
afterAll(() => open.stop());

it('renders embeds with fields, colour and picture', async () => {
  const picture = new AttachmentBuilder(Buffer.from([137, 80]), { name: 'plan.png' });
  await chat.send({
    embeds: [
      new EmbedBuilder()
        .setTitle('Lịch *tuần*')
        .setDescription('# Top\nhello @everyone')
        .setColor(0x00ff88)
        .setURL('https://example.org/')
        .addFields({ name: 'When', value: '**Monday**', inline: true })
        .setFooter({ text: 'foot' })
        .setImage('attachment://plan.png'),
    ],
    files: [picture],
  });
  const [embed] = last()?.embeds ?? [];
  expect(embed).toMatchObject({
    colour: '#00ff88',
    title: [{ text: 'Lịch ' }, { text: 'tuần', italic: true }],
    url: 'https://example.org/',
    body: [{ text: 'Top', heading: 1 }, { text: '\nhello @everyone' }],
    fields: [{ name: [{ text: 'When' }], value: [{ text: 'Monday', bold: true }], inline: true }],
    footer: 'foot',
  });
  expect(last()?.files).toEqual([]);
  const served = await fetch(embed?.image ?? '');
  expect(new Uint8Array(await served.arrayBuffer())).toEqual(new Uint8Array([137, 80]));
});

it('stores, describes and serves files', async () => {
  const file = new AttachmentBuilder(Buffer.from('a,b\n'), {
    name: 'danh sách.csv',
    description: 'the list',
  });
  const sent = await chat.send({ content: 'list', files: [file] });
  expect(sent.attachments.first()).toMatchObject({
    name: 'danh_sách.csv',
    description: 'the list',
    size: 4,
  });
  expect(new TextDecoder().decode(last()?.files[0]?.bytes)).toBe('a,b\n');
  await sent.edit({ attachments: [] });
  expect(last()?.files).toEqual([]);
});

it('keeps unnamed fields in an edit and increases the version', async () => {
  const sent = await chat.send({ content: 'one', embeds: [{ title: 'stays' }] });
  const before = last();
  await sent.edit('two');
  expect(last()).toMatchObject({
    id: sent.id,
    edited: true,
    embeds: [{ title: [{ text: 'stays' }] }],
  });
  expect(spanText(last()?.body)).toBe('two');
  expect(last()?.version).toBeGreaterThan(before?.version ?? 0);
  await sent.delete();
  expect(seen().some((one) => one.id === sent.id)).toBe(false);
  await expect(sent.edit('three')).rejects.toMatchObject({ code: 10008 });
});

it('pings only when the mention is allowed and in the text', async () => {
  const linh = '1100000000000000001';
  const pings = (message: Message) =>
    [last()?.body.flatMap((span) => span.mention ?? []), message.mentions.everyone] as const;
  expect(pings(await chat.send(`hi <@${linh}>`))).toEqual([['@Linh Trần'], false]);
  const silent = await chat.send({ content: `hi <@${linh}>`, allowedMentions: { parse: [] } });
  expect(pings(silent)).toEqual([[], false]);
  expect(spanText(last()?.body)).toBe('hi @Linh Trần');
  expect(silent.mentions.users.size).toBe(0);
  expect(pings(await chat.send('@everyone'))).toEqual([[], false]);
  await chat.send({ content: '', embeds: [{ description: `<@${linh}>` }] });
  expect(last()?.embeds[0]?.body).toEqual([{ text: '@Linh Trần' }]);
  await open.discord.driver.sendMessage(
    'hanh',
    textChannelId,
    '@everyone @Thảo Nguyễn @Organisers',
  );
  expect(last()?.body.flatMap((span) => span.mention ?? [])).toEqual([
    '@everyone',
    '@Thảo Nguyễn',
    '@Organisers',
  ]);
  await open.discord.driver.sendMessage('linh', textChannelId, '@everyone');
  expect(last()?.body).toEqual([{ text: '@everyone' }]);
});

it('lists channels, the thread and one private chat with a stable id', async () => {
  const places = open.discord.driver.places('linh');
  expect(places.map(({ name, kind, canWrite }) => [name, kind, canWrite])).toEqual([
    ['thông-báo', 'channel', false],
    ['trò-chuyện', 'group', true],
    ['khóa-học', 'group', true],
    ['khóa podcast', 'group', true],
    ['Callboard', 'private', true],
  ]);
  expect(places[0]?.server).toBe('Mạng lưới Nhà sáng tạo');
  const user = await open.client.users.fetch('1100000000000000001');
  const direct = await user.createDM();
  expect(places.at(-1)?.key).toBe(direct.id);
  await direct.send('private');
  expect(spanText(last('linh', 'dm')?.body)).toBe('private');
  expect(open.discord.driver.places('minh').at(-1)?.key).not.toBe(direct.id);
  await expect(open.discord.driver.sendMessage('linh', 'thông-báo', 'x')).rejects.toThrow(
    'Linh Trần may not write in thông-báo.',
  );
  await expect(open.discord.driver.sendMessage('linh', 'attic', 'x')).rejects.toThrow(
    /has no place "attic"\. Places: .*, dm/,
  );
  expect(() => open.discord.driver.messages('nobody', 'dm')).toThrow(
    'There is nobody called "nobody". People here: linh',
  );
});

it('crossposts in announcement channels once and posts in threads', async () => {
  const news = await channel(announcementChannelId);
  const sent = await news.send('news');
  await sent.crosspost();
  await expect(sent.crosspost()).rejects.toMatchObject({ code: 40033 });
  await (await channel(threadId)).send('in the thread');
  expect(spanText(last('minh', 'khóa podcast')?.body)).toBe('in the thread');
  await expect((await chat.send('x')).crosspost()).rejects.toMatchObject({ code: 50024 });
});

it('starts a thread and reads its history back', async () => {
  const sent = await chat.send('topic');
  const thread = await sent.startThread({ name: 'about it' });
  await thread.send('first');
  expect(spanText(last('linh', 'about it')?.body)).toBe('first');
  const page = await chat.messages.fetch({ limit: 2, before: sent.id });
  expect(page.size).toBe(2);
  expect([...page.values()].every((one) => BigInt(one.id) < BigInt(sent.id))).toBe(true);
});

it('tells the bot when it is removed, added or its message is deleted', async () => {
  const heard: string[] = [];
  const { client, discord } = open;
  client.on(Events.GuildDelete, (guild) => heard.push(`out ${guild.id}`));
  client.on(Events.GuildCreate, (guild) => heard.push(`in ${guild.id}`));
  const removed = new Promise((resolve) =>
    client.once(Events.MessageDelete, (one) => resolve(one.id)),
  );
  const back = new Promise((resolve) => client.once(Events.GuildCreate, resolve));
  const sent = await chat.send('soon gone');
  discord.moderator.deleteMessage(textChannelId, sent.id);
  expect(await removed).toBe(sent.id);
  await discord.driver.changeBotAccess('hanh', textChannelId, 'remove');
  await discord.driver.changeBotAccess('hanh', textChannelId, 'add');
  await back;
  expect(heard).toEqual([`out ${serverId}`, `in ${serverId}`]);
  chat = await channel(textChannelId);
});

it('keeps the message of a lost response, not of a dropped request, and answers 503 while down', async () => {
  const before = seen().length;
  const path = /\/messages$/;
  open.discord.injectFault({ method: 'POST', path, effect: 'lose' });
  await expect(chat.send('lost')).rejects.toThrow();
  expect(seen()).toHaveLength(before + 1);
  open.discord.injectFault({ method: 'POST', path, effect: 'drop' });
  await expect(chat.send('dropped')).rejects.toThrow();
  expect(seen()).toHaveLength(before + 1);
  open.discord.injectFault({ path, effect: { status: 500 } });
  await expect(chat.send('broken')).rejects.toMatchObject({ status: 500 });
  open.discord.setDown(true);
  await expect(chat.send('down')).rejects.toMatchObject({ status: 503 });
  open.discord.setDown(false);
  await chat.send('up again');
  await waitUntil(open.discord, () => spanText(last()?.body) === 'up again');
  expect(open.discord.counters().byStatus[500]).toBe(1);
});
