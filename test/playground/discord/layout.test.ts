import * as spec from 'discord-api-spec/zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type LocalDiscord, startLocalDiscord } from '../../../playground/discord/index.ts';
import { sampleWorld } from '../../../playground/sample-world.ts';
import { tinyPng } from '../../support/fixtures/arbitrary-messages.ts';
import {
  findDiscordViolations,
  findSchemaViolations,
} from '../../support/specifications/discord-spec.ts';
import { spanText, textChannelId, token } from './discordjs-fixture.ts';

let discord: LocalDiscord;
beforeAll(async () => {
  discord = await startLocalDiscord({
    world: sampleWorld,
    onRequest: (request) => {
      if (request.status < 400) expect(findDiscordViolations(request)).toEqual([]);
    },
  });
});
afterAll(() => discord.stop());

const path = `/channels/${textChannelId}/messages`;
const answer = z.looseObject({ id: z.string(), errors: z.unknown(), code: z.number() }).partial();

async function send(
  method: string,
  to: string,
  body: object,
  files: Record<string, Uint8Array> = {},
) {
  const form = new FormData();
  form.append('payload_json', JSON.stringify(body));
  for (const [at, [name, bytes]] of Object.entries(files).entries())
    form.append(`files[${at}]`, new File([new Uint8Array(bytes)], name, { type: 'image/png' }));
  const response = await fetch(`${discord.url}/v10${to}`, {
    method,
    headers: { authorization: `Bot ${token}` },
    body: form,
  });
  return { status: response.status, body: answer.parse(await response.json()) };
}

const layout = 1 << 15;
const text = (content: string) => ({ type: 10, content });
const button = (label: string) => ({ type: 2, style: 1, label, custom_id: label });
const section = (content: string, accessory: object) => ({
  type: 9,
  components: [text(content)],
  accessory,
});
const laid = (...components: object[]) => ({ flags: layout, components });
const media = (url: string) => ({ media: { url }, description: 'Poster' });

/** The path of each complaint with its code. */
const codes = (tree: unknown, at: string[] = []): string[] =>
  typeof tree !== 'object' || tree === null
    ? []
    : Object.entries(tree).flatMap(([key, inner]) =>
        key === '_errors'
          ? z
              .array(z.object({ code: z.string() }))
              .parse(inner)
              .map(({ code }) => [...at, code].join('.'))
          : codes(inner, [...at, key]),
      );

it('takes every part of a laid out message and shows it', async () => {
  const { status, body } = await send(
    'POST',
    path,
    laid(text('# Events'), {
      type: 17,
      accent_color: 0xff8800,
      components: [
        section('Open **stage**', button('Going')),
        { type: 14, spacing: 2 },
        section('With a poster', { type: 11, ...media('attachment://poster.png') }),
        { type: 12, items: [media('attachment://poster.png'), media('https://example.org/a.png')] },
        { type: 13, file: { url: 'attachment://list.png' } },
        { type: 1, components: [button('Details')] },
      ],
    }),
    { 'poster.png': tinyPng(), 'list.png': tinyPng() },
  );
  expect(status).toBe(200);
  expect(findSchemaViolations(spec.MessageResponseSchema, body)).toEqual([]);
  const [seen] = discord.driver.messages('linh', textChannelId).slice(-1);
  expect(spanText(seen?.body)).toBe('Events\nOpen stage\nWith a poster');
  expect(seen?.buttons.map((row) => row.map(({ label }) => label))).toEqual([
    ['Going'],
    ['Details'],
  ]);
  expect(seen?.files.map(({ name }) => name)).toEqual(['list.png']);
  expect(seen?.layout).toMatchObject([
    { kind: 'text' },
    {
      kind: 'container',
      colour: '#ff8800',
      parts: [
        { kind: 'section', button: { label: 'Going' } },
        { kind: 'separator', hasLine: true, isLarge: true },
        { kind: 'section', picture: { description: 'Poster' } },
        { kind: 'gallery' },
        { kind: 'file', index: 0 },
        { kind: 'row' },
      ],
    },
  ]);
  await discord.driver.pressButton('linh', textChannelId, 'Going');
});

describe('refuses', () => {
  it.each([
    [
      'content beside the layout',
      { ...laid(text('a')), content: 'b' },
      'content.MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      'embeds beside it',
      { ...laid(text('a')), embeds: [{ title: 'b' }] },
      'embeds.MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      'the new parts without the flag',
      { components: [text('a')] },
      'components.0.UNION_TYPE_CHOICES',
    ],
    [
      '41 components',
      laid(...Array.from({ length: 14 }, (_, at) => section('a', button(`b${at}`)))),
      'components.COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
    ],
    [
      '4,001 characters over all texts',
      laid(text('a'.repeat(2000)), text('b'.repeat(2001))),
      'components.COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
    ],
    [
      'a section of four texts',
      laid({ type: 9, components: [1, 2, 3, 4].map(() => text('a')), accessory: button('a') }),
      'components.0.components.BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a section without accessory',
      laid({ type: 9, components: [text('a')] }),
      'components.0.accessory',
    ],
    [
      'eleven pictures',
      laid({
        type: 12,
        items: Array.from({ length: 11 }, () => media('https://example.org/a.png')),
      }),
      'components.0.items.BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a file that did not come along',
      laid({ type: 13, file: { url: 'attachment://gone.pdf' } }),
      'components.0.file.url.UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
    ],
    [
      'a custom id twice in sections',
      laid(section('a', button('x')), section('b', button('x'))),
      'components.1.accessory.custom_id.COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    [
      'a container in a container',
      laid({ type: 17, components: [{ type: 17, components: [text('a')] }] }),
      'components.0.components.0',
    ],
  ])('%s', async (_what, body, complaint) => {
    const refused = await send('POST', path, body);
    expect(refused).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(codes(refused.body.errors).join()).toContain(complaint);
  });
});

it('turns a plain message into a laid out one only when its text goes, and never back', async () => {
  const { body: plain } = await send('POST', path, { content: 'plain' });
  const one = `${path}/${plain.id}`;
  expect((await send('PATCH', one, laid(text('new')))).status).toBe(400);
  expect(
    (await send('PATCH', one, { ...laid(text('new')), content: null, embeds: [] })).status,
  ).toBe(200);
  expect((await send('PATCH', one, { flags: 0, content: 'back', components: [] })).status).toBe(
    400,
  );
  expect((await send('PATCH', one, { flags: 0, components: [text('newer')] })).status).toBe(200);
});

it('changes the description of an attachment without a new upload', async () => {
  const { body } = await send('POST', path, { content: 'x' }, { 'a.png': tinyPng() });
  const [file] = z.array(z.object({ id: z.string() })).parse(body.attachments);
  const attachments = [{ id: file?.id, description: 'Better words' }];
  const edited = await send('PATCH', `${path}/${body.id}`, { attachments });
  expect(edited.body.attachments).toMatchObject([{ id: file?.id, description: 'Better words' }]);
});
