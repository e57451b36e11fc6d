import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import {
  connectDiscordJs,
  type DiscordJsFixture,
  textChannelId,
  waitUntil,
} from './discordjs-fixture.ts';

let open: DiscordJsFixture;

beforeAll(async () => {
  open = await connectDiscordJs();
  await open.client.application.commands.set([
    {
      name: 'ping',
      description: 'Ping',
      options: [{ type: 3, name: 'what', description: 'What', autocomplete: true }],
    },
  ]);
});
afterAll(() => open.stop());

const refusal = z.object({ code: z.number(), errors: z.unknown() });

interface Refused {
  status: number;
  code: number;
  errors: string;
}

/** Answers the next interaction with this and tells how that was taken. */
function answerNext(body: object): Promise<Refused | undefined> {
  return new Promise((resolve) =>
    open.onInteraction(async (one) => {
      const response = await fetch(
        `${open.discord.url}/v10/interactions/${one.id}/${one.token}/callback`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
      );
      if (response.ok) return resolve(undefined);
      const { code, errors } = refusal.parse(await response.json());
      resolve({ status: response.status, code, errors: JSON.stringify(errors) });
    }),
  );
}

const x = (count: number) => 'x'.repeat(count);
const input = (over: object = {}) => ({ type: 4, custom_id: 'i', style: 1, label: 'l', ...over });
const form = (over: object = {}, ...inputs: object[]) => ({
  type: 9,
  data: {
    title: 't',
    custom_id: 'c',
    components: inputs.map((one) => ({ type: 1, components: [one] })),
    ...over,
  },
});

it.each([
  ['a title over 45', form({ title: x(46) }, input()), '"title"'],
  ['a label over 45', form({}, input({ label: x(46) })), '"label"'],
  ['no label', form({}, input({ label: undefined })), '"label"'],
  ['a custom_id over 100', form({ custom_id: x(101) }, input()), '"custom_id"'],
  ['no field', form({}), '"components"'],
  [
    'six fields',
    form({}, ...[1, 2, 3, 4, 5, 6].map((n) => input({ custom_id: `${n}` }))),
    '"components"',
  ],
  ['a field twice', form({}, input(), input()), 'COMPONENT_CUSTOM_ID_DUPLICATED'],
  ['a placeholder over 100', form({}, input({ placeholder: x(101) })), '"placeholder"'],
  ['a value over 4000', form({}, input({ value: x(4001) })), '"value"'],
  ['a type that no command takes', { type: 6 }, '"type"'],
  ['content over 2000', { type: 4, data: { content: x(2001) } }, '"data":{"content"'],
])(
  'rejects a response with %s as invalid form and accepts a valid one afterwards',
  async (_what, body, where) => {
    const taken = answerNext(body);
    await open.discord.driver.sendMessage('linh', textChannelId, '/ping');
    const refused = await taken;
    expect(refused).toMatchObject({ status: 400, code: 50035 });
    expect(refused?.errors).toContain(where);
    expect(open.discord.driver.openForm('linh')).toBeUndefined();
  },
);

it.each([
  ['26 suggestions', Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` }))],
  ['a name over 100', [{ name: x(101), value: 'a' }]],
  ['a value over 100', [{ name: 'a', value: x(101) }]],
])('rejects autocomplete with %s as invalid form', async (_what, choices) => {
  const taken = answerNext({ type: 8, data: { choices } });
  // It would wait its three seconds for a good answer; nobody here does.
  open.discord.driver.completions('linh', textChannelId, '/ping what:a').catch(expect.unreachable);
  expect(await taken).toMatchObject({ status: 400, code: 50035 });
});

it('reopens a form with labels with the entered values', async () => {
  const label = (text: string, component: object) => ({ type: 18, label: text, component });
  const taken = answerNext(
    form({
      components: [
        label('Name', input({ label: undefined, custom_id: 'name' })),
        label('Day', {
          type: 3,
          custom_id: 'day',
          options: [
            { label: 'Monday', value: '1' },
            { label: 'Friday', value: '5' },
          ],
        }),
      ],
    }),
  );
  const { driver } = open.discord;
  await driver.sendMessage('linh', textChannelId, '/ping');
  expect(await taken).toBeUndefined();
  const filled = new Promise<string>((resolve) =>
    open.onInteraction(async (one) => {
      if (!one.isModalSubmit()) return;
      await one.deferReply();
      resolve(`${one.fields.getTextInputValue('name')} ${one.fields.getStringSelectValues('day')}`);
    }),
  );
  await expect(driver.submitForm('linh', { Name: 'x' })).rejects.toThrow('"Day" must be chosen.');
  await driver.submitForm('linh', { Name: 'Gặp', Day: 'friday' });
  expect(await filled).toBe('Gặp 5');
});

it('offers buttons on an ephemeral message to its person only', async () => {
  const row = {
    type: 1,
    components: [{ type: 2, style: 3, custom_id: 'secret', label: 'Secret' }],
  };
  const taken = answerNext({ type: 4, data: { content: 'psst', flags: 64, components: [row] } });
  const { driver } = open.discord;
  await driver.sendMessage('linh', textChannelId, '/ping');
  await taken;
  const id = driver.messages('linh', textChannelId).at(-1)?.id ?? '';
  const channel = await open.client.channels.fetch(textChannelId);
  if (!channel?.isTextBased()) throw new Error('no text');
  await expect(channel.messages.fetch(id)).rejects.toMatchObject({ code: 10008 });
  await expect(driver.pressButton('minh', textChannelId, 'Secret')).rejects.toThrow(
    'There is no button "Secret".',
  );
  const updated = answerNext({ type: 7, data: { content: 'done', components: [] } });
  await driver.pressButton('linh', textChannelId, 'secret');
  await updated;
  await waitUntil(
    open.discord,
    () => driver.messages('linh', textChannelId).at(-1)?.body[0]?.text === 'done',
  );
  expect(driver.messages('linh', textChannelId).at(-1)).toMatchObject({
    id,
    private: true,
    buttons: [],
  });
});
