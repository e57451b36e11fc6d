import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Interaction,
  MessageFlags,
  ModalBuilder,
  ApplicationCommandOptionType as Option,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { BotRequest } from '../../../playground/discord/index.ts';
import { findDiscordViolations } from '../../support/specifications/discord-spec.ts';
import {
  connectDiscordJs,
  type DiscordJsFixture,
  serverId,
  spanText,
  textChannelId,
  waitUntil,
} from './discordjs-fixture.ts';

const requests: BotRequest[] = [];
let open: DiscordJsFixture;

const say = (actor: string, text: string, place = textChannelId) =>
  open.discord.driver.sendMessage(actor, place, text);
const last = (actor: string, place = textChannelId) =>
  open.discord.driver.messages(actor, place).at(-1);
const answered = (actor: string, text: string, place = textChannelId) =>
  waitUntil(
    open.discord,
    () => spanText(last(actor, place)?.body) === text && last(actor, place),
    text,
  );

/** The next slash command that reaches the bot, left unanswered. */
function nextCommand(): Promise<ChatInputCommandInteraction> {
  return new Promise((resolve) =>
    open.onInteraction((interaction) => {
      if (interaction.isChatInputCommand()) resolve(interaction);
    }),
  );
}

beforeAll(async () => {
  open = await connectDiscordJs({ onRequest: (request) => requests.push(request) });
  await open.client.application.commands.set([
    {
      name: 'event',
      nameLocalizations: { vi: 'sự-kiện' },
      description: 'Events',
      options: [
        {
          type: Option.Subcommand,
          name: 'add',
          nameLocalizations: { vi: 'thêm' },
          description: 'Add one',
          options: [
            {
              type: Option.String,
              name: 'title',
              nameLocalizations: { vi: 'tên' },
              description: 'Title',
              required: true,
              maxLength: 30,
            },
            {
              type: Option.Integer,
              name: 'seats',
              description: 'Seats',
              minValue: 1,
              maxValue: 500,
            },
            { type: Option.Number, name: 'price', description: 'Price' },
            { type: Option.Boolean, name: 'public', description: 'Public' },
            { type: Option.User, name: 'host', description: 'Host' },
            { type: Option.Channel, name: 'where', description: 'Where' },
            { type: Option.Role, name: 'team', description: 'Team' },
            { type: Option.Attachment, name: 'poster', description: 'Poster' },
            {
              type: Option.String,
              name: 'level',
              description: 'Level',
              choices: [
                { name: 'Beginner', nameLocalizations: { vi: 'Cơ bản' }, value: 'b' },
                { name: 'Advanced', value: 'a' },
              ],
            },
          ],
        },
        {
          type: Option.SubcommandGroup,
          name: 'guests',
          description: 'Guests',
          options: [{ type: Option.Subcommand, name: 'list', description: 'List' }],
        },
      ],
    },
    {
      name: 'signup',
      description: 'Sign up',
      options: [
        {
          type: Option.String,
          name: 'course',
          description: 'Course',
          required: true,
          autocomplete: true,
        },
        { type: Option.String, name: 'note', description: 'Note' },
      ],
    },
    { name: 'ping', description: 'Ping' },
    { name: 'server', description: 'Only here', contexts: [0] },
    { name: 'admin', description: 'Managers', defaultMemberPermissions: '32' },
  ]);
});

beforeEach(() => {
  requests.length = 0;
  open.errors.length = 0;
});

afterAll(() => open.stop());

it('passes typed options as typed values', async () => {
  const coming = nextCommand();
  const poster = { name: 'poster.png', contentType: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
  await open.discord.driver.sendMessage(
    'linh',
    textChannelId,
    '/event add title:Gặp mặt tháng 12 seats:40 price:1.5 public:True host:@Thảo Nguyễn where:#khóa podcast team:@Organisers level:beginner',
    { files: [poster] },
  );
  const { options, locale, guildLocale, memberPermissions } = await coming;
  expect(options.getSubcommand()).toBe('add');
  expect(options.getString('title')).toBe('Gặp mặt tháng 12');
  expect(options.getInteger('seats')).toBe(40);
  expect(options.getNumber('price')).toBe(1.5);
  expect(options.getBoolean('public')).toBe(true);
  expect(options.getUser('host')?.globalName).toBe('Thảo Nguyễn');
  expect(options.getChannel('where')?.name).toBe('khóa podcast');
  expect(options.getRole('team')?.name).toBe('Organisers');
  expect(options.getString('level')).toBe('b');
  const attachment = options.getAttachment('poster');
  expect(attachment?.name).toBe('poster.png');
  const served = await fetch(attachment?.url ?? '');
  expect(new Uint8Array(await served.arrayBuffer())).toEqual(poster.bytes);
  expect([locale, guildLocale]).toEqual(['vi', 'vi']);
  expect(memberPermissions?.has('ManageGuild')).toBe(false);
});

it('accepts localized names and positional options, the last text taking the rest', async () => {
  const coming = nextCommand();
  await say('linh', '/sự-kiện thêm Buổi gặp đầu năm mới');
  expect((await coming).options.getString('title')).toBe('Buổi gặp đầu năm mới');
  const group = nextCommand();
  await say('minh', '/event guests list');
  expect((await group).options.getSubcommandGroup()).toBe('guests');
});

it.each([
  ['/event add seats:3', '/event add needs: title.'],
  ['/event add title:x seats:many', '"seats" takes a whole number, not "many".'],
  ['/event add title:x seats:501', '"seats" must be 500 or less.'],
  [`/event add title:${'x'.repeat(31)}`, '"title" must have at most 30 characters.'],
  [
    '/event add title:x level:expert',
    '"level" has no value "expert". Values here: Beginner, Advanced',
  ],
  ['/event add title:x host:@nobody', /"host" has no value "@nobody"\. Values here: .*@Linh Trần/],
  ['/event', '"/event" needs a subcommand. There are: /event add, /event guests list'],
  ['/nothing', /There is no command "\/nothing" for Minh Phạm here\. Commands here: .*\/ping/],
  ['/ping extra', '"extra" fits no option. There are no options here.'],
])('rejects %s as the client does', async (line, message) => {
  await expect(say('minh', line)).rejects.toThrow(message);
});

it('hides commands by default member permissions and by contexts', async () => {
  await expect(say('linh', '/admin')).rejects.toThrow('There is no command "/admin"');
  await expect(say('linh', '/server', 'dm')).rejects.toThrow('There is no command "/server"');
  const coming = nextCommand();
  await say('hanh', '/admin');
  expect((await coming).memberPermissions?.has('ManageGuild')).toBe(true);
});

it('runs a global command in a private chat', async () => {
  open.onInteraction(
    (one) => one.isChatInputCommand() && one.reply(`dm ${one.guildId} ${one.user.globalName}`),
  );
  await say('linh', '/ping', 'dm');
  const seen = await answered('linh', 'dm null Linh Trần', 'dm');
  expect(seen.command).toBe('/ping');
  expect(open.errors).toEqual([]);
});

it('lets people join and leave while it runs', async () => {
  open.onInteraction((one) => one.isChatInputCommand() && one.reply(`hello ${one.user.username}`));
  const mai = {
    key: 'mai',
    name: 'Mai Võ',
    role: 'subscriber',
    locale: 'vi' as const,
    discord: { id: '1100000000000000009', username: 'mai.vo' },
    telegram: { id: 500_009 },
  };
  open.discord.addPerson(mai);
  await say('mai', '/ping', 'dm');
  await answered('mai', 'hello mai.vo', 'dm');
  await expect(say('mai', '/ping')).rejects.toThrow('Mai Võ has no place');
  expect(open.discord.driver.actors).toContain(mai);

  open.discord.removePerson('mai');
  await expect(say('mai', '/ping', 'dm')).rejects.toThrow('There is nobody called "mai"');
  expect(open.errors).toEqual([]);
});

it('completes options by exact label, else first suggestion, else as typed', async () => {
  const asked: string[] = [];
  open.onInteraction(async (one: Interaction) => {
    if (one.isAutocomplete()) {
      const typed = one.options.getFocused();
      asked.push(typed);
      const all = [
        { name: 'Podcast for all', value: 'c1' },
        { name: 'Podcast', value: 'c2' },
      ];
      await one.respond(
        all.filter(({ name }) => name.toLowerCase().startsWith(typed.toLowerCase())),
      );
    } else if (one.isChatInputCommand()) {
      await one.reply(`${one.options.getString('course')}/${one.options.getString('note')}`);
    }
  });
  await say('linh', '/signup course:podcast note:hai chỗ');
  await answered('minh', 'c2/hai chỗ');
  await say('linh', '/signup pod');
  await answered('minh', 'c1/null');
  await say('linh', '/signup course:Juggling');
  await answered('minh', 'Juggling/null');
  expect(asked).toEqual(['podcast', 'pod', 'Juggling']);
  expect(await open.discord.driver.completions('linh', textChannelId, '/signup course:po')).toEqual(
    [
      { insert: '/signup course:Podcast for all', label: 'Podcast for all' },
      { insert: '/signup course:Podcast', label: 'Podcast' },
    ],
  );
});

it('completes commands in the language of the person and options by name', async () => {
  const { driver } = open.discord;
  const labels = async (actor: string, line: string) =>
    (await driver.completions(actor, textChannelId, line)).map((one) => one.label);
  expect(await labels('linh', '/s')).toEqual([
    '/sự-kiện thêm',
    '/sự-kiện guests list',
    '/signup',
    '/server',
  ]);
  expect(await labels('minh', '/ev')).toEqual(['/event add', '/event guests list']);
  expect(await labels('linh', '/sự-kiện thêm t')).toEqual(['tên', 'team']);
  expect(await labels('minh', '/event add title:x level:be')).toEqual(['Beginner']);
  expect(await labels('linh', 'hello')).toEqual([]);
});

it('shows an ephemeral response and its follow-ups to its person only', async () => {
  open.onInteraction(async (one) => {
    if (!one.isChatInputCommand()) return;
    await one.reply({ content: 'psst', flags: MessageFlags.Ephemeral });
    await one.followUp({ content: 'and more', flags: MessageFlags.Ephemeral });
    await one.editReply('psst!');
  });
  const before = open.discord.driver.messages('minh', textChannelId).length;
  await say('linh', '/ping');
  await waitUntil(open.discord, () =>
    open.discord.driver
      .messages('linh', textChannelId)
      .some((one) => spanText(one.body) === 'psst!'),
  );
  const [first, second] = open.discord.driver.messages('linh', textChannelId).slice(-2);
  expect(first).toMatchObject({ private: true, edited: true, command: '/ping' });
  expect(spanText(second?.body)).toBe('and more');
  expect(open.discord.driver.messages('minh', textChannelId)).toHaveLength(before);
  expect(open.errors).toEqual([]);
});

it('keeps a deferred response pending until the first follow-up or edit', async () => {
  const coming = nextCommand();
  await say('linh', '/ping');
  const one = await coming;
  await one.deferReply({ flags: MessageFlags.Ephemeral });
  expect(last('linh')).toMatchObject({ pending: true, private: true, body: [] });
  const placed = await one.followUp('here it is');
  expect(last('linh')).toMatchObject({
    pending: false,
    private: true,
    edited: false,
    id: placed.id,
  });
  await one.deleteReply();
  await expect(one.fetchReply()).rejects.toMatchObject({ code: 10008 });
});

it('rejects a second response and a form after a deferral', async () => {
  const coming = nextCommand();
  await say('linh', '/ping');
  const one = await coming;
  await one.deferReply();
  const again = (type: number, data: object) =>
    open.client.rest.post(`/interactions/${one.id}/${one.token}/callback`, {
      auth: false,
      body: { type, data },
    });
  await expect(again(4, { content: 'x' })).rejects.toMatchObject({ code: 40060, status: 400 });
  await expect(again(9, { title: 'x', custom_id: 'x', components: [] })).rejects.toMatchObject({
    code: 40060,
  });
  await one.editReply('done');
});

const row = (...buttons: ButtonBuilder[]) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(buttons);
const button = (id: string, label: string) =>
  new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(ButtonStyle.Primary);

it('updates the message of a button and explains links and missing buttons', async () => {
  open.onInteraction(async (one) => {
    if (one.isChatInputCommand())
      await one.reply({
        content: 'Going?',
        components: [
          row(
            button('go:1', 'Going').setEmoji('✅'),
            button('no:1', 'Not going'),
            button('off', 'Full').setDisabled(true),
            new ButtonBuilder()
              .setURL('https://example.org/')
              .setLabel('Map')
              .setStyle(ButtonStyle.Link),
          ),
        ],
      });
    else if (one.isButton())
      await one.update({ content: `${one.user.username}: ${one.customId}`, components: [] });
  });
  await say('linh', '/ping');
  const seen = await answered('minh', 'Going?');
  expect(seen.buttons[0]?.map((one) => one.label)).toEqual([
    '✅ Going',
    'Not going',
    'Full',
    'Map',
  ]);
  const press = (label: string) => open.discord.driver.pressButton('minh', textChannelId, label);
  await expect(press('Goin')).rejects.toThrow(
    'There is no button "Goin". Buttons here: ✅ Going, Not going, Full, Map',
  );
  await expect(press('Full')).rejects.toThrow('switched off');
  await expect(press('Map')).rejects.toThrow('https://example.org/');
  await press('going');
  const updated = await answered('linh', 'minhpham: go:1');
  expect(updated).toMatchObject({ id: seen.id, edited: true, buttons: [] });
  expect(updated.version).toBeGreaterThan(seen.version);
});

it('sends the chosen values of a menu', async () => {
  open.onInteraction(async (one) => {
    if (one.isChatInputCommand())
      await one.reply({
        content: 'Which?',
        components: [
          new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
            new StringSelectMenuBuilder()
              .setCustomId('pick')
              .setPlaceholder('Choose a day')
              .setMaxValues(2)
              .addOptions(
                { label: 'Monday', value: '1' },
                { label: 'Tuesday', value: '2', description: 'evening' },
                { label: 'Friday', value: '5' },
              ),
          ),
        ],
      });
    else if (one.isStringSelectMenu()) await one.reply(one.values.join('+'));
  });
  await say('linh', '/ping');
  await answered('linh', 'Which?');
  const choose = (...values: string[]) =>
    open.discord.driver.selectOptions('linh', textChannelId, 'choose a day', values);
  await expect(choose('Sunday')).rejects.toThrow(
    'There is no option "Sunday". Options here: Monday, Tuesday, Friday',
  );
  await expect(choose('1', '2', '5')).rejects.toThrow('takes 1 to 2, not 3');
  await choose('Tuesday', '5');
  await answered('linh', '2+5');
});

it('opens a form, fills it in and submits it', async () => {
  const input = (id: string, label: string) =>
    new TextInputBuilder().setCustomId(id).setLabel(label).setStyle(TextInputStyle.Short);
  open.onInteraction(async (one) => {
    if (one.isChatInputCommand())
      await one.showModal(
        new ModalBuilder()
          .setCustomId('form:1')
          .setTitle('New event')
          .addComponents(
            new ActionRowBuilder<TextInputBuilder>().addComponents(
              input('title', 'Title').setMinLength(3).setMaxLength(20),
            ),
            new ActionRowBuilder<TextInputBuilder>().addComponents(
              input('where', 'Place').setRequired(false).setValue('online'),
            ),
          ),
      );
    else if (one.isModalSubmit()) {
      await expect(
        open.client.rest.post(`/interactions/${one.id}/${one.token}/callback`, {
          auth: false,
          body: { type: 9, data: { title: 'again', custom_id: 'x', components: [] } },
        }),
      ).rejects.toMatchObject({ code: 50035 });
      await one.reply(
        `${one.customId} ${one.fields.getTextInputValue('title')} ${one.fields.getTextInputValue('where')}`,
      );
    }
  });
  const { driver } = open.discord;
  await expect(driver.submitForm('linh', {})).rejects.toThrow('No form is open for Linh Trần.');
  await say('linh', '/ping');
  const form = await waitUntil(open.discord, () => driver.openForm('linh'));
  expect(form).toMatchObject({
    title: 'New event',
    fields: [
      { id: 'title', label: 'Title', value: '', required: true, minLength: 3, maxLength: 20 },
      { id: 'where', label: 'Place', value: 'online', required: false },
    ],
  });
  await expect(driver.submitForm('linh', { Title: 'x' })).rejects.toThrow(
    '"Title" must have at least 3 characters.',
  );
  await expect(driver.submitForm('linh', { Name: 'x' })).rejects.toThrow(
    'There is no field "Name". Fields here: Title, Place',
  );
  await driver.submitForm('linh', { Title: 'Tiệc cuối năm' });
  await answered('minh', 'form:1 Tiệc cuối năm online');
  expect(driver.openForm('linh')).toBeUndefined();
  expect(open.errors).toEqual([]);
});

it('receives only what the specification accepts from discord.js', async () => {
  await open.client.application.commands.fetch({ withLocalizations: true });
  await open.client.application.commands.create({ name: 'here', description: 'x' }, serverId);
  const coming = nextCommand();
  await say('linh', '/here');
  await (await coming).reply('ok');
  expect(requests.length).toBeGreaterThan(2);
  expect(requests.flatMap(findDiscordViolations)).toEqual([]);
});
