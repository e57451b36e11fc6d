import { Collection } from 'discord.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { modalBody } from '../../../playground/discord/schemas/modal.ts';
import {
  connectDiscordJs,
  type DiscordJsFixture,
  spanText,
  textChannelId,
  waitUntil,
} from './discordjs-fixture.ts';

let open: DiscordJsFixture;
beforeAll(async () => {
  open = await connectDiscordJs();
  await open.client.application.commands.set([{ name: 'ping', description: 'Ping' }]);
});
afterAll(() => open.stop());

const options = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ label: `Label ${at}`, value: `v${at}` }));
const label = (name: string, component: object) => ({
  type: 18,
  label: name,
  description: `About ${name}`,
  component: { custom_id: name, ...component },
});
const modal = (...components: object[]) => ({ custom_id: 'm', title: 'A form', components });

const pages = [
  modal(
    { type: 10, content: '**Read** this' },
    label('text', { type: 4, style: 1, value: 'before' }),
    label('radio', { type: 21, options: options(2) }),
    label('boxes', { type: 22, options: options(3), required: false }),
    label('box', { type: 23 }),
  ),
  modal(
    label('list', { type: 3, options: options(3), max_values: 2 }),
    label('user', { type: 5 }),
    label('role', { type: 6, required: false }),
    label('channel', { type: 8, channel_types: [5] }),
    label('file', { type: 19, file_types: ['.csv'] }),
  ),
];

/** Opens a form and resolves to what discord.js reads of the answer. */
async function fill(body: object, values: Parameters<typeof open.discord.driver.submitForm>[1]) {
  const { driver } = open.discord;
  const read = new Promise<Record<string, unknown>>((resolve) =>
    open.onInteraction(async (one) => {
      if (one.isChatInputCommand()) await one.showModal(body as never);
      if (!one.isModalSubmit()) return;
      await one.deferReply();
      resolve(
        Object.fromEntries(
          one.fields.fields.map((field) => [
            field.customId,
            Object.entries(field)
              .filter(([key]) => !['type', 'id', 'customId'].includes(key))
              .flatMap(([key, value]) => [
                key,
                value instanceof Collection ? [...value.keys()] : value,
              ]),
          ]),
        ),
      );
    }),
  );
  await driver.sendMessage('linh', textChannelId, '/ping');
  await waitUntil(open.discord, () => driver.openForm('linh'));
  const form = driver.openForm('linh');
  await driver.submitForm('linh', values);
  return { form, read: await read };
}

it('shows and sends text, options, boxes and a tick', async () => {
  const [page] = pages;
  const { form, read } = await fill(page ?? {}, {
    radio: 'Label 1',
    boxes: ['v0', 'v2'],
    box: true,
  });
  expect(spanText(form?.texts[0]?.body)).toBe('Read this');
  expect(form?.fields.map(({ kind, description }) => `${kind}: ${description}`)).toEqual([
    'text: About text',
    'radio: About radio',
    'checkboxes: About boxes',
    'checkbox: About box',
  ]);
  expect(read).toEqual({
    text: ['value', 'before'],
    radio: ['value', 'v1'],
    boxes: ['values', ['v0', 'v2']],
    box: ['value', true],
  });
});

it('shows and sends lists, people, roles, channels and files', async () => {
  const file = { name: 'a.csv', contentType: 'text/csv', bytes: new Uint8Array([1, 2]) };
  const [, page] = pages;
  const { form, read } = await fill(page ?? {}, {
    list: 'Label 0, Label 2',
    user: 'Minh Phạm',
    channel: '1400000000000000001',
    file: [file],
  });
  expect(form?.fields[3]?.options).toHaveLength(1);
  expect(read.list).toEqual(expect.arrayContaining(['values', ['v0', 'v2']]));
  expect(read.user).toEqual(
    expect.arrayContaining(['users', ['1100000000000000002'], 'members', ['1100000000000000002']]),
  );
  expect(read.role).toEqual(expect.arrayContaining(['values', []]));
  expect(read.channel).toEqual(expect.arrayContaining(['channels', ['1400000000000000001']]));
  expect(read.file).toEqual(expect.arrayContaining(['attachments', [expect.any(String)]]));
});

it('is refused by the client while something is missing or of the wrong kind', async () => {
  const { driver } = open.discord;
  open.onInteraction(async (one) => {
    if (one.isChatInputCommand()) await one.showModal(pages[1] as never);
  });
  await driver.sendMessage('linh', textChannelId, '/ping');
  await waitUntil(open.discord, () => driver.openForm('linh'));
  const file = { name: 'a.png', contentType: 'image/png', bytes: new Uint8Array() };
  const given = { list: 'v0', user: 'Minh Phạm', channel: '1400000000000000001' };
  for (const [values, problem] of [
    [{}, '"list" must be chosen.'],
    [{ ...given, list: ['v0', 'v1', 'v2'] }, '"list" takes 1 to 2, not 3.'],
    [{ ...given, user: 'Nobody' }, 'There is no option "Nobody".'],
    [given, '"file" must be chosen.'],
    [{ ...given, file: [file] }, '"file" takes .csv, not a.png.'],
  ] as const)
    await expect(driver.submitForm('linh', values)).rejects.toThrow(problem);
  driver.dismissForm('linh');
});

it.each([
  ['one radio button', { type: 21, options: options(1) }],
  ['eleven radio buttons', { type: 21, options: options(11) }],
  [
    'two chosen radio buttons',
    { type: 21, options: options(2).map((one) => ({ ...one, default: true })) },
  ],
  ['no box', { type: 22, options: [] }],
  ['eleven boxes', { type: 22, options: options(11) }],
  ['equal values', { type: 22, options: [...options(1), ...options(1)] }],
  ['26 options', { type: 3, options: options(26) }],
  ['a required list that takes nothing', { type: 5, min_values: 0 }],
  ['a required upload that takes nothing', { type: 19, min_values: 0 }],
  ['eleven files', { type: 19, max_values: 11 }],
  ['an unknown kind of file', { type: 19, file_types: ['pdf'] }],
  ['a disabled list', { type: 6, disabled: true }],
  ['a role where a person is chosen', { type: 5, default_values: [{ id: '1', type: 'role' }] }],
  ['a text input with a label of its own', { type: 4, style: 1, label: 'x' }],
  ['a button', { type: 2, style: 1, label: 'x' }],
])('Discord takes no label around %s', (_what, component) => {
  expect(modalBody.safeParse(modal(label('a', component))).success).toBe(false);
});

it('refuses an empty label of a text input for its length', () => {
  const { error } = modalBody.safeParse(modal(label('a', { type: 4, style: 1, label: '' })));
  expect(error?.issues.map(({ message, path }) => [message, path.join('.')])).toEqual([
    ['Must be between 1 and 45 in length.', 'components.0.component.label'],
  ]);
});

it.each([
  ['46 characters of a label', modal({ ...label('a', { type: 23 }), label: 'x'.repeat(46) })],
  ['101 of a description', modal({ ...label('a', { type: 23 }), description: 'x'.repeat(101) })],
  ['six parts', modal(...[1, 2, 3, 4, 5, 6].map((at) => label(`${at}`, { type: 23 })))],
  ['a checkbox without a label', modal({ type: 23, custom_id: 'a' })],
  ['a checkbox in a row', modal({ type: 1, components: [{ type: 23, custom_id: 'a' }] })],
])('Discord takes no form with %s', (_what, body) => {
  expect(modalBody.safeParse(body).success).toBe(false);
});

it('still takes the deprecated rows with text inputs', () => {
  const row = { type: 1, components: [{ type: 4, custom_id: 'a', style: 1, label: 'A' }] };
  expect(modalBody.safeParse(modal(row)).success).toBe(true);
});
