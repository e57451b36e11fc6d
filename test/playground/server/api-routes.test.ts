import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { responseSchemas } from '../../../playground/server/api-schema.ts';
import { startPlaygroundServer } from '../playground-fixture.ts';
import { errorSentence, sendRawRequest } from '../raw-request.ts';

let open: Awaited<ReturnType<typeof startPlaygroundServer>>;
beforeAll(async () => {
  open = await startPlaygroundServer();
});
afterAll(() => open.close());

const chat = { discord: '1400000000000000002', telegram: '-1001000000001' };
const platforms = ['discord', 'telegram'] as const;

const get = (path: string) => sendRawRequest(open.url, `/playground/api/${path}`);
const send = (path: string, body: string) =>
  sendRawRequest(open.url, `/playground/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
const post = (path: string, input: unknown) => send(path, JSON.stringify(input));

test('lists the people and both platforms', async () => {
  const { status, text } = await get('world');
  expect(status).toBe(200);
  const world = responseSchemas.world.parse(JSON.parse(text));
  expect(world.run).toBe(7);
  expect(world.platforms).toEqual(platforms);
  expect(world.actors.map(({ role }) => role)).toEqual([
    'creator',
    'subscriber',
    'organiser',
    'moderator',
    'admin',
  ]);
});

describe.each(platforms)('the playground API on %s', (platform) => {
  const here = { actor: 'linh', place: chat[platform] };
  const screen = async () => {
    const { text } = await get(`${platform}/screen?actor=minh&place=${here.place}`);
    return responseSchemas.screen.parse(JSON.parse(text)).messages;
  };

  test('shows others what someone sends', async () => {
    const { status, text } = await post(`${platform}/say`, { ...here, text: 'Chào cả nhà' });
    expect([status, text]).toEqual([200, '{}']);
    expect((await screen()).at(-1)).toMatchObject({
      from: { name: 'Linh Trần', bot: false, actor: 'linh' },
      body: [{ text: 'Chào cả nhà' }],
    });
    const { places } = responseSchemas.places.parse(
      JSON.parse((await get(`${platform}/places?actor=minh`)).text),
    );
    expect(places.find(({ key }) => key === here.place)?.latest).toBeGreaterThan(0);
  });

  test('answers a waiting poll as soon as there is an event', async () => {
    const news = async (query: string) =>
      responseSchemas.news.parse(
        JSON.parse((await get(`${platform}/news?actor=minh${query}`)).text),
      );
    const { version } = await news('');
    const waiting = news(`&after=${version}&wait=5000`);
    await post(`${platform}/say`, { ...here, text: 'Có tin mới' });
    expect((await waiting).messages).toMatchObject([
      { place: here.place, message: { body: [{ text: 'Có tin mới' }] } },
    ]);
  });

  test.each([
    ['say', { actor: 'nobody', place: chat[platform], text: 'x' }, /nobody/],
    ['say', { ...here, place: '99', text: 'x' }, /no (place|chat)|99/],
    ['say', { ...here, text: '' }, /text|nothing to send/],
    ['press', { ...here, button: 'Gone' }, /no button/],
    ['choose', { ...here, menu: 'gone', values: ['x'] }, /no (menu|button)/],
    ['submit', { actor: 'linh', values: {} }, /form/i],
    ['complete', { ...here, actor: '__proto__', typed: '/' }, /__proto__/],
    ['relate', { ...here, change: 'remove' }, /./],
  ])('rejects %s %j with a sentence', async (act, input, sentence) => {
    const before = await screen();
    const { status, text } = await post(`${platform}/${act}`, input);
    expect(status).toBe(409);
    expect(errorSentence(text)).toMatch(sentence);
    expect(await screen()).toEqual(before);
  });

  test.each([
    ['no JSON', 'actor=linh', 400, /no JSON/],
    ['half of it', '{"actor":"linh"', 400, /no JSON/],
    ['nothing', '', 400, /no JSON/],
    ['a list', '[]', 400, /expected object/],
    [
      'a number for a text',
      JSON.stringify({ ...here, text: 5 }),
      400,
      /expected string[\s\S]*text/,
    ],
    ['too little', JSON.stringify({ actor: 'linh' }), 400, /place/],
    ['a word too many', JSON.stringify({ ...here, text: 'x', admin: true }), 400, /admin/],
    ['a text too long', JSON.stringify({ ...here, text: 'x'.repeat(20_001) }), 400, /20000/],
  ])('rejects %s as a body and says why', async (_name, body, code, sentence) => {
    const before = await screen();
    const { status, text } = await send(`${platform}/say`, body);
    expect(status).toBe(code);
    expect(errorSentence(text)).toMatch(sentence);
    expect(await screen()).toEqual(before);
  });

  test.each([
    ['places', 400, /actor/],
    ['places?actor=nobody', 409, /nobody/],
    [`screen?actor=linh`, 400, /place/],
    ['screen?actor=linh&place=99', 409, /99/],
    [`file?actor=linh&place=${chat[platform]}&message=0&index=0`, 404, /no such file/],
    [`file?actor=linh&place=${chat[platform]}&message=0&index=-1`, 400, /index/],
    ['news?actor=linh&wait=600000', 400, /60000/],
    ['nothing', 404, /nothing here/],
  ])('refuses %s with the reason', async (path, code, sentence) => {
    const { status, text } = await get(`${platform}/${path}`);
    expect(status).toBe(code);
    expect(errorSentence(text)).toMatch(sentence);
  });
});

test('rejects a body that is announced as too large without reading it', async () => {
  const { status, text } = await sendRawRequest(open.url, '/playground/api/discord/say', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': '20000000' },
  });
  expect(status).toBe(413);
  expect(errorSentence(text)).toContain('too much');
});

test('has no third platform', async () => {
  const { status, text } = await get('matrix/places?actor=linh');
  expect(status).toBe(400);
  expect(errorSentence(text)).toContain('telegram');
});

test.each([
  'media/attachments/1/2/x.png',
  'media/attachments/..%2f..%2fapi%2fv10%2fusers',
  'media/attachments/../../api/v10/gateway',
  'media/http://example.org/attachments/x.png',
  'media/x',
])('rejects %s as a picture', async (path) => {
  const { status, text } = await get(path);
  expect(status).toBe(404);
  expect(errorSentence(text)).toMatch(/no such picture|nothing here/);
});

test('changes the server and the app of a person on Telegram alone', async () => {
  const settings = async (platform: string) =>
    responseSchemas.settings.parse(JSON.parse((await get(`${platform}/settings?actor=linh`)).text));
  expect(await settings('discord')).toEqual({ serverVersions: [] });
  expect(await settings('telegram')).toMatchObject({
    serverVersion: '10.5',
    app: { isOnline: true, isOld: false },
  });
  const change = { actor: 'linh', serverVersion: '10.1', app: { isOld: true } };
  expect((await post('telegram/settings', change)).status).toBe(200);
  expect(await settings('telegram')).toMatchObject({
    serverVersion: '10.1',
    app: { isOnline: true, isOld: true },
  });
  const unknown = await post('telegram/settings', { actor: 'linh', serverVersion: '11.0' });
  expect(errorSentence(unknown.text)).toMatch('There is no Bot API 11.0 here.');
  expect(errorSentence((await post('discord/settings', change)).text)).toBe(
    'Nothing can be set on discord.',
  );
  const back = { actor: 'linh', serverVersion: '10.5', app: { isOld: false }, restartApp: true };
  expect((await post('telegram/settings', back)).status).toBe(200);
});
