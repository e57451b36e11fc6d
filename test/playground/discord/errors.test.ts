import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalDiscord, startLocalDiscord } from '../../../playground/discord/index.ts';
import { sampleWorld } from '../../../playground/sample-world.ts';
import { serverId, textChannelId, token } from './discordjs-fixture.ts';

let discord: LocalDiscord;
const bot = sampleWorld.discord.bot.id;
const x = (count: number) => 'x'.repeat(count);
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${discord.url}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

/** Where in the body the complaints are, with their codes. */
function complaints(tree: unknown, path: string[] = []): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, inner]) =>
    key === '_errors' && Array.isArray(inner)
      ? inner.map((one: { code: string }) => `${path.join('.')} ${one.code}`.trim())
      : complaints(inner, [...path, key]),
  );
}

beforeAll(async () => {
  discord = await startLocalDiscord({ world: sampleWorld });
});
afterAll(() => discord.stop());

const button = (over: object = {}) => ({ type: 2, style: 1, label: 'a', custom_id: 'a', ...over });
const rows = (...buttons: object[]) => ({ components: [{ type: 1, components: buttons }] });
const select = (over: object = {}) =>
  rows({ type: 3, custom_id: 's', options: [{ label: 'a', value: 'a' }], ...over });

it.each([
  ['content over 2000', { content: x(2001) }, 'content BASE_TYPE_MAX_LENGTH'],
  ['a nonce over 25', { content: 'a', nonce: x(26) }, 'nonce BASE_TYPE_MAX_LENGTH'],
  ['11 embeds', { embeds: times(11, () => ({ title: 'a' })) }, 'embeds BASE_TYPE_MAX_LENGTH'],
  ['a title over 256', { embeds: [{ title: x(257) }] }, 'embeds.0.title BASE_TYPE_MAX_LENGTH'],
  [
    'a description over 4096',
    { embeds: [{ description: x(4097) }] },
    'embeds.0.description BASE_TYPE_MAX_LENGTH',
  ],
  [
    '26 fields',
    { embeds: [{ fields: times(26, () => ({ name: 'a', value: 'b' })) }] },
    'embeds.0.fields BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a field name over 256',
    { embeds: [{ fields: [{ name: x(257), value: 'b' }] }] },
    'embeds.0.fields.0.name BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a field value over 1024',
    { embeds: [{ fields: [{ name: 'a', value: x(1025) }] }] },
    'embeds.0.fields.0.value BASE_TYPE_BAD_LENGTH',
  ],
  [
    'an empty field value',
    { embeds: [{ fields: [{ name: 'a', value: ' ' }] }] },
    'embeds.0.fields.0.value BASE_TYPE_REQUIRED',
  ],
  [
    'a footer over 2048',
    { embeds: [{ footer: { text: x(2049) } }] },
    'embeds.0.footer.text BASE_TYPE_BAD_LENGTH',
  ],
  [
    '6001 over all embeds',
    { embeds: [{ description: x(3000) }, { description: x(3001) }] },
    'embeds MAX_EMBED_SIZE_EXCEEDED',
  ],
  [
    'an embed link that is none',
    { embeds: [{ title: 'a', url: 'ftp://x' }] },
    'embeds.0.url URL_TYPE_INVALID_SCHEME',
  ],
  [
    '6 rows',
    { components: times(6, (n) => ({ type: 1, components: [button({ custom_id: `${n}` })] })) },
    'components BASE_TYPE_MAX_LENGTH',
  ],
  [
    '6 buttons in a row',
    rows(...times(6, (n) => button({ custom_id: `${n}` }))),
    'components.0.components BASE_TYPE_BAD_LENGTH',
  ],
  ['an empty row', rows(), 'components.0.components BASE_TYPE_BAD_LENGTH'],
  [
    'a custom_id over 100',
    rows(button({ custom_id: x(101) })),
    'components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a button without custom_id',
    rows(button({ custom_id: undefined })),
    'components.0.components.0.custom_id BASE_TYPE_REQUIRED',
  ],
  [
    'a custom_id twice',
    rows(button(), button()),
    'components.0.components.1.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
  ],
  [
    'a label over 80',
    rows(button({ label: x(81) })),
    'components.0.components.0.label BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a link button without url',
    rows({ type: 2, style: 5, label: 'a' }),
    'components.0.components.0.url BASE_TYPE_REQUIRED',
  ],
  [
    '26 select options',
    select({ options: times(26, (n) => ({ label: 'a', value: `${n}` })) }),
    'components.0.components.0.options BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a select value twice',
    select({ options: times(2, () => ({ label: 'a', value: 'a' })) }),
    'components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
  ],
  ['an unknown component', rows({ type: 99 }), 'components.0.components.0.type UNION_TYPE_CHOICES'],
  [
    'mentions parsed and listed',
    { content: 'a', allowed_mentions: { parse: ['users'], users: ['1'] } },
    'allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
  ],
  ['content that is no text', { content: ['a'] }, 'content STRING_TYPE_CONVERT'],
  [
    'a reply to nothing',
    { content: 'a', message_reference: { message_id: '12345' } },
    'message_reference MESSAGE_REFERENCE_UNKNOWN_MESSAGE',
  ],
])('rejects a message with %s as invalid form', async (_what, body, complaint) => {
  const before = discord.messagesIn(textChannelId).length;
  const answer = await call('POST', `/channels/${textChannelId}/messages`, body);
  expect([answer.status, answer.body.code]).toEqual([400, 50035]);
  expect(complaints(answer.body.errors)).toContain(complaint);
  expect(discord.messagesIn(textChannelId)).toHaveLength(before);
});

it.each([
  ['2000 characters of content', { content: x(2000) }],
  ['2000 emoji', { content: '😀'.repeat(2000) }],
  ['6000 over all embeds', { embeds: [{ description: x(3000) }, { description: x(3000) }] }],
  [
    '5 rows of 5 buttons',
    {
      components: times(5, (r) => ({
        type: 1,
        components: times(5, (n) => button({ custom_id: `${r}${n}`, label: x(80) })),
      })),
    },
  ],
  ['25 options', select({ options: times(25, (n) => ({ label: x(100), value: `${n}` })) })],
])('accepts a message with %s', async (_what, body) => {
  expect((await call('POST', `/channels/${textChannelId}/messages`, body)).status).toBe(200);
});

const command = (over: object = {}) => ({ name: 'a', description: 'b', ...over });
const option = (over: object = {}) => ({ type: 3, name: 'o', description: 'b', ...over });

it.each([
  ['101 commands', times(101, (n) => command({ name: `c${n}` })), 'BASE_TYPE_MAX_LENGTH'],
  ['a name over 32', [command({ name: x(33) })], '0.name BASE_TYPE_BAD_LENGTH'],
  ['a name with a blank', [command({ name: 'a b' })], '0.name STRING_TYPE_REGEX'],
  ['a name with capitals', [command({ name: 'Ab' })], '0.name APPLICATION_COMMAND_INVALID_NAME'],
  [
    'a localised name with capitals',
    [command({ name_localizations: { vi: 'Sự' } })],
    '0.name_localizations.vi APPLICATION_COMMAND_INVALID_NAME',
  ],
  [
    'an unknown locale',
    [command({ name_localizations: { xx: 'a' } })],
    '0.name_localizations.xx BASE_TYPE_CHOICES',
  ],
  [
    'a description over 100',
    [command({ description: x(101) })],
    '0.description BASE_TYPE_BAD_LENGTH',
  ],
  ['no description', [{ name: 'a' }], '0.description BASE_TYPE_REQUIRED'],
  [
    'a localised description over 100',
    [command({ description_localizations: { vi: x(101) } })],
    '0.description_localizations.vi BASE_TYPE_BAD_LENGTH',
  ],
  [
    '26 options',
    [command({ options: times(26, (n) => option({ name: `o${n}` })) })],
    '0.options BASE_TYPE_MAX_LENGTH',
  ],
  [
    '26 choices',
    [
      command({
        options: [option({ choices: times(26, (n) => ({ name: `${n}`, value: `${n}` })) })],
      }),
    ],
    '0.options.0.choices BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a required option after an optional one',
    [command({ options: [option(), option({ name: 'p', required: true })] })],
    '0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
  ],
  [
    'an option name twice',
    [command({ options: [option(), option()] })],
    '0.options.1.name APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
  ],
  [
    'subcommands beside options',
    [command({ options: [option(), { type: 1, name: 's', description: 'd' }] })],
    '0.options.0 APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
  ],
  [
    'choices and autocomplete',
    [command({ options: [option({ autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] })],
    '0.options.0.autocomplete APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE_EXCLUSIVE',
  ],
  ['a command twice', [command(), command()], '1.name APPLICATION_COMMANDS_DUPLICATE_NAME'],
  [
    'over 8000 characters',
    [
      command({
        options: times(9, (n) =>
          option({
            name: `o${n}`,
            choices: times(25, (m) => ({
              name: `${m}`.padEnd(20, 'x'),
              value: `${m}`.padEnd(20, 'x'),
            })),
          }),
        ),
      }),
    ],
    '0 APPLICATION_COMMAND_TOO_LARGE',
  ],
])('rejects commands with %s as invalid form', async (_what, body, complaint) => {
  const answer = await call('PUT', `/applications/${bot}/commands`, body);
  expect([answer.status, answer.body.code]).toEqual([400, 50035]);
  expect(complaints(answer.body.errors)).toContain(complaint);
});

it('rejects the 101st command with its own code', async () => {
  await call(
    'PUT',
    `/applications/${bot}/commands`,
    times(100, (n) => command({ name: `c${n}` })),
  );
  expect(await call('POST', `/applications/${bot}/commands`, command())).toMatchObject({
    status: 400,
    body: { code: 30032 },
  });
  expect(
    (await call('POST', `/applications/${bot}/commands`, command({ name: 'c1' }))).status,
  ).toBe(200);
});

it.each([
  ['POST', `/channels/${textChannelId}/messages`, { content: '  \n ' }, 400, 50006],
  ['POST', `/channels/${textChannelId}/messages`, { embeds: [{}] }, 400, 50006],
  ['POST', '/channels/999999/messages', { content: 'a' }, 404, 10003],
  ['GET', `/channels/${textChannelId}/messages/999999`, undefined, 404, 10008],
  ['GET', '/guilds/999999', undefined, 404, 10004],
  ['GET', `/guilds/${serverId}/members/999999`, undefined, 404, 10013],
  ['POST', '/users/@me/channels', { recipient_id: '999999' }, 404, 10013],
  ['POST', '/interactions/1/nothing/callback', { type: 5 }, 404, 10062],
  ['POST', `/webhooks/${bot}/nothing`, { content: 'a' }, 404, 10015],
  ['GET', `/applications/${bot}/commands/999999`, undefined, 404, 10063],
  ['POST', `/channels/${textChannelId}/messages`, '{not json', 400, 50109],
  ['GET', '/no/such/route', undefined, 404, 0],
])('%s %s rejects %s with %i and code %i', async (method, path, body, status, code) => {
  expect(await call(method, path, body)).toMatchObject({ status, body: { code } });
});

it('answers 401 without a token', async () => {
  expect(await call('GET', '/users/@me', undefined, { authorization: 'Bot wrong' })).toEqual({
    status: 401,
    body: { message: '401: Unauthorized', code: 0 },
  });
});

it('rejects an edit of a message of someone else', async () => {
  await discord.driver.sendMessage('linh', textChannelId, 'mine');
  const id = discord.messagesIn(textChannelId).at(-1)?.id;
  const path = `/channels/${textChannelId}/messages/${id}`;
  expect(await call('PATCH', path, { content: 'yours' })).toMatchObject({
    status: 403,
    body: { code: 50005 },
  });
  expect((await call('DELETE', path)).status).toBe(204);
});

it('answers 50013 and 50001 after permissions were removed', async () => {
  const send = async () =>
    (await call('POST', `/channels/${textChannelId}/messages`, { content: 'a' })).body.code;
  discord.moderator.deny(textChannelId, 'send');
  expect(await send()).toBe(50013);
  discord.moderator.deny(textChannelId, 'view');
  expect(await send()).toBe(50001);
  discord.moderator.allow(textChannelId);
  expect(await send()).toBeUndefined();
});

it('refuses messages to people who blocked the bot or left its last server', async () => {
  const { body } = await call('POST', '/users/@me/channels', {
    recipient_id: sampleWorld.actors[0]?.discord.id,
  });
  const send = async () =>
    (await call('POST', `/channels/${body.id}/messages`, { content: 'a' })).body.code;
  await discord.driver.changeBotAccess('linh', 'dm', 'block');
  expect(await send()).toBe(50007);
  await expect(discord.driver.sendMessage('linh', 'dm', '/c1')).rejects.toThrow(
    'has blocked Callboard',
  );
  await discord.driver.changeBotAccess('linh', 'dm', 'unblock');
  expect(await send()).toBeUndefined();
  await expect(discord.driver.changeBotAccess('linh', textChannelId, 'remove')).rejects.toThrow(
    'may not remove',
  );
  await discord.driver.changeBotAccess('hanh', textChannelId, 'remove');
  expect(await send()).toBe(50278);
  expect((await call('GET', `/channels/${textChannelId}`)).body.code).toBe(50001);
  await discord.driver.changeBotAccess('hanh', textChannelId, 'add');
  expect(await send()).toBeUndefined();
});
