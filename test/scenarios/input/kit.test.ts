import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { date } from '../../../src/kit/argument-types/dates/date.ts';
import { integer } from '../../../src/kit/argument-types/integer.ts';
import { text } from '../../../src/kit/argument-types/text.ts';
import { hasPlatformPermission, inPrivate } from '../../../src/kit/define/access.ts';
import { createDefiners } from '../../../src/kit/define/command.ts';
import { form } from '../../../src/kit/define/form.ts';
import { UserError } from '../../../src/kit/define/user-error.ts';
import {
  message as buildMessage,
  button,
  paragraph,
  textMessage,
} from '../../../src/message/build.ts';
import type { Message } from '../../../src/message/message.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import {
  type BareContext,
  type KitFixture,
  openKitFixture,
} from '../../support/fixtures/kit-fixture.ts';
import { samplePlaces } from '../../support/scenario/sample-places.ts';
import { createScenarioUser, type ScenarioUser } from '../../support/scenario/scenario-user.ts';
import { createTranscript } from '../../support/scenario/transcript.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const { defineCommand, defineAction } = createDefiners<BareContext>();
const tuesday = Date.parse('2026-11-24T02:00:00Z');
const both = ['discord', 'telegram'] as const;

/** What handlers did, in order. */
const done: string[] = [];

const sheet = defineCommand({
  name: 'try sheet',
  args: {
    before: date().optional(),
    ...form({
      title: text({ max: 50 }),
      body: text({ max: 500, isMultiline: true }),
      when: date(),
      count: integer({ min: 1, max: 10 }),
      place: text().optional(),
      link: text().optional(),
      note: text().optional(),
    }),
  },
  run: ({ args }) => {
    if (args.title === 'taken') throw new UserError('kit.errors.usedButton');
    done.push('sheet');
    return textMessage(
      `written: ${args.title}, ${args.body}, ${args.when.date}, ${args.count}, ${args.note}`,
    );
  },
});

const steps = defineCommand({
  name: 'try steps',
  args: { title: text(), count: integer({ min: 1, max: 10 }) },
  run: ({ args }) => textMessage(`took ${args.count} of ${args.title}`),
});

const once = defineCommand({
  name: 'try once',
  run: () =>
    textMessage('Shall I?', {
      buttons: [
        [
          button('Do it', { command: 'try once', step: 'confirm', args: {}, once: true }),
          button('Try it', { command: 'try once', step: 'refuse', args: {}, once: true }),
        ],
      ],
    }),
  steps: {
    confirm: defineAction({
      run: () => {
        done.push('once');
        return textMessage('It is done.');
      },
    }),
    refuse: defineAction({
      run: () => {
        done.push('refused');
        throw new UserError('kit.refused.platform');
      },
    }),
  },
});

const progress = defineCommand({
  name: 'try progress',
  async run(call) {
    const said = await call.say(textMessage('0 of 3'));
    await said.update(textMessage('2 of 3'));
    await said.update(buildMessage([paragraph('3 of 3')], { tone: 'success' }));
    return undefined;
  },
});

const rest = defineCommand({
  name: 'try rest',
  cooldown: { per: 'person', seconds: 60 },
  run: () => textMessage('rested'),
});

const menu = defineCommand({
  name: 'try menu',
  run: () =>
    buildMessage([paragraph('Where to?')], {
      menus: [
        {
          placeholder: 'A city',
          options: ['Huế', 'Đà Lạt'].map((city) => ({
            label: city,
            action: { command: 'try menu', step: 'go', args: { city }, answer: 'update' as const },
          })),
        },
      ],
    }),
  steps: {
    go: defineAction({
      args: { city: text() },
      run: ({ args }) => textMessage(`off to ${args.city}`),
    }),
  },
});

const fails = defineCommand({
  name: 'try fails',
  run: () => {
    throw new Error('the secret of the database');
  },
});

const manage = defineCommand({
  name: 'try manage',
  access: hasPlatformPermission('manageChat'),
  run: () => textMessage('managed'),
});

const alone = defineCommand({
  name: 'try alone',
  access: inPrivate,
  run: () => textMessage('alone'),
});
/** A single word, so that Discord can restrict who sees it. */
const single = [
  defineCommand({ name: 'alone', access: inPrivate, run: () => textMessage('alone') }),
  defineCommand({
    name: 'manage',
    access: hasPlatformPermission('manageChat'),
    run: () => textMessage('managed'),
  }),
];

const hidden = defineCommand({
  name: 'try hidden',
  visibility: 'private',
  run: () => textMessage('for you alone'),
});

const commands = [
  menu,
  sheet,
  steps,
  once,
  progress,
  rest,
  fails,
  manage,
  hidden,
  alone,
  ...single,
];
const twoWords = new Set(commands.map(({ name }) => name));
const words = {
  'commands.groups.try.name': 'try',
  'commands.groups.try.description': 'Tries something',
  'commands.alone.name': 'alone',
  'commands.alone.description': 'Works in private alone',
  'commands.manage.name': 'manage',
  'commands.manage.description': 'For those who manage the place',
};
let database: OpenDatabase;
let app: KitFixture;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
  app = await openKitFixture({ database, start: tuesday, commands, words });
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const on = (platform: (typeof both)[number], key = 'linh', place = 'dm'): ScenarioUser =>
  createScenarioUser(
    { app, platform, transcript: createTranscript(), commands: twoWords },
    key,
    place,
  );

describe('a form with seven fields', () => {
  test('has two pages on Discord and reopens with the entered values', async () => {
    const linh = on('discord');
    await linh.says('/try sheet');
    await linh.fills({ title: 'taken', body: 'two\nlines', when: '28/11', count: '99' });
    await linh.sees(/Next: page 2 of 2/);
    await linh.presses('Open page 2');
    await linh.fills({ note: 'thanks' });
    await linh.sees(/99 isn’t between 1 and 10/);
    expect(done).toEqual([]);

    await linh.presses('Open the form again');
    await expect
      .poll(() => linh.form()?.fields.map(({ value }) => value))
      .toEqual(['taken', 'two\nlines', '28/11', '99', '']);
    await linh.fills({ count: '3' });
    await linh.sees(/Next: page 2 of 2/);
    await app.restart();
    await linh.presses('Open page 2');
    await expect.poll(() => linh.form()?.fields.map(({ value }) => value)).toEqual(['', 'thanks']);
    await linh.fills({});
    await linh.sees(/is already done/);

    await linh.presses('Open the form again');
    await linh.fills({ title: 'free' });
    await linh.sees(/Next: page 2/);
    await linh.presses('Open page 2');
    await linh.fills({});
    await linh.sees(/written: free, two\nlines, 2026-11-28, 3, thanks/);
    expect(done.splice(0)).toEqual(['sheet']);
  });

  test('is a sequence of prompts on Telegram with a way back', async () => {
    const linh = on('telegram');
    await linh.says('/try sheet');
    await linh.sees(/^About title/);
    await linh.says('first');
    await linh.sees(/^About body/);
    await linh.presses('Back');
    await linh.sees(/^About title/);
    await linh.says('free');
    await linh.sees(/^About body/);
    await linh.says('two lines');
    await linh.sees(/^About when/);
    await linh.says('28/11');
    await linh.sees(/^About count/);
    await linh.says('99');
    await linh.sees(/99 isn’t between 1 and 10/);
    await linh.says('3');
    await linh.sees(/^About place/);
    await linh.presses('Skip');
    await linh.sees(/^About link/);
    await linh.presses('Skip');
    await linh.sees(/^About note/);
    await linh.says('thanks');
    await linh.sees(/written: free, two lines, 2026-11-28, 3, thanks/);
    expect(done.splice(0)).toEqual(['sheet']);
  });

  test('is opened by a button when it is too late to open by itself', async () => {
    const sent: Message[] = [];
    const hear = async (message: Message) => {
      sent.push(message);
      return { update: async () => {} };
    };
    await app.handle(
      {
        actor: {
          platform: 'discord',
          user: { platformId: '1100000000000000001', name: 'Linh Trần' },
          chat: { platformId: '1100000000000000001', threadId: '', kind: 'private', title: '' },
          roles: [],
        },
        command: 'try sheet',
        values: {},
      },
      { hasForms: true, say: hear, update: hear, openForm: async () => false },
    );
    expect(app.loggedWarnings).toEqual([]);
    expect(sent).toMatchObject([{ buttons: [[{ label: 'Open the form' }]] }]);
  });

  test('reports errors outside of the form before it opens', async () => {
    const linh = on('discord');
    await linh.says('/try sheet', { before: '31/2' });
    const { body } = await linh.sees(/31\/2/);
    expect(body.map(({ text }) => text).join('')).not.toMatch(/missing/);
    expect(linh.form()).toBeUndefined();
  });
});

describe('a prompt in a group', () => {
  test('is answered only by the person who asked, in words and by buttons', async () => {
    const linh = on('telegram', 'linh', samplePlaces.group.telegram);
    const minh = on('telegram', 'minh', samplePlaces.group.telegram);
    await linh.says('/try steps');
    const asked = await linh.sees(/^Title: reply to/);
    await minh.presses('Cancel');
    await minh.seesNotice(/Only the person who asked/);
    const driver = app.drivers.telegram;
    const place =
      driver.places('minh').find(({ name }) => name === samplePlaces.group.telegram)?.key ?? '';
    await driver.sendMessage('minh', place, 'mine', { replyTo: asked.id });
    await minh.sees(/Only the person who asked/);
    await driver.sendMessage('linh', place, 'mine', { replyTo: asked.id });
    const next = await linh.sees(/^Count: reply to/);
    await driver.sendMessage('linh', place, '3', { replyTo: next.id });
    await linh.sees(/took 3 of mine/);
  });

  test('shortens an overlong answer in its error and stays open', async () => {
    const thao = on('telegram', 'thao');
    await thao.says('/try steps');
    await thao.sees(/^About title/);
    await thao.says('a book');
    await thao.sees(/^About count/);
    await thao.says('x'.repeat(4000));
    const again = await thao.sees(/isn’t a whole number/);
    expect(again.buttons.flat().map(({ label }) => label)).toContain('Cancel');
    await thao.presses('Cancel');
    await thao.sees(/Cancelled/);
  });

  test('counts a repeated answer once, even after a restart', async () => {
    const quang = on('telegram', 'quang');
    await quang.says('/try steps');
    await quang.sees(/^About title/);
    await quang.says('a book');
    await quang.sees(/^About count/);
    await app.restart();
    app.telegram.repeatLastUpdate();
    await quang.says('3');
    await quang.sees(/took 3 of a book/);
    expect(quang.messages().map(readableText).join()).not.toMatch(/whole number/);
  });
});

describe.each(both)('the command kit on %s', (platform) => {
  test('runs a changing button once, for simultaneous presses and after a restart', async () => {
    done.length = 0;
    const linh = on(platform);
    await linh.says('/try once');
    await linh.sees(/Shall I/);
    await Promise.all([linh.presses('Do it'), linh.presses('Do it')]);
    await linh.sees(/It is done/);
    await linh.seesNotice(/is already done/);
    await app.restart();
    await linh.presses('Do it');
    await linh.seesNotice(/is already done/);
    expect(done.splice(0)).toEqual(['once']);
    // A failed attempt may be repeated.
    await linh.presses('Try it');
    await linh.seesNotice(/administrators/);
    await linh.presses('Try it');
    await linh.seesNotice(/administrators/);
    expect(done.splice(0)).toEqual(['refused', 'refused']);
  });

  test('updates a message in place', async () => {
    const linh = on(platform, 'thao');
    await linh.says('/try progress');
    const last = await linh.sees(/3 of 3/);
    expect(last.edited).toBe(true);
    expect(linh.messages().filter((seen) => /of 3/.test(readableText(seen)))).toHaveLength(1);
  });

  test('changes the message when a menu option is chosen', async () => {
    const minh = on(platform, 'minh');
    await minh.says('/try menu');
    const asked = await minh.sees(/Where to/);
    await minh.presses('Đà Lạt');
    const after = await minh.sees(/off to Đà Lạt/);
    expect(after.id).toBe(asked.id);
  });

  test('tells how long to wait during a cooldown', async () => {
    const linh = on(platform);
    await linh.says('/try rest');
    await linh.sees(/rested/);
    await app.restart();
    await linh.says('/try rest');
    await linh.seesNotice(/Try again in \d+ seconds?/);
    await on(platform, 'minh', samplePlaces.group[platform]).says('/try rest');
    app.clock.advance(61_000);
    await linh.says('/try rest');
    await linh.sees(/rested/);
  });

  test('answers a failure with one calm sentence and the log reference', async () => {
    const linh = on(platform);
    await linh.says('/try fails');
    const said = await linh.sees(/Something went wrong.*ref12345/);
    expect(readableText(said)).not.toMatch(/secret/);
    expect(app.loggedWarnings.splice(0).join()).toMatch(/the secret of the database/);
  });
});

test.each(both)('shows a private answer in a group to one person only on %s', async (platform) => {
  const linh = on(platform, 'linh', samplePlaces.group[platform]);
  await linh.says('/try hidden');
  expect((await linh.sees(/for you alone/)).private).toBe(true);
  const others = on(platform, 'minh', samplePlaces.group[platform]).messages();
  expect(others.map(readableText).join()).not.toMatch(/for you alone/);
});

test('suggests allowed commands for a misspelt one, in private only', async () => {
  const linh = on('telegram');
  await linh.says('/try_hiden');
  await linh.sees(/Did you mean \/try_hidden/);
  await linh.says('/try_manag');
  await linh.sees(/I don’t know that command. See \/help/);
  const group = on('telegram', 'linh', samplePlaces.group.telegram);
  const before = group.messages().length;
  await group.says('/try_hiden');
  await group.says('/try_once@other_bot');
  await group.says('/try_progress@callboard_bot');
  await group.sees(/3 of 3/);
  expect(group.messages().length).toBe(before + 4);
});

describe('command menus', () => {
  const registering = () =>
    app.requests.filter((one) => /setMyCommands|PUT .*\/commands/.test(one));

  test('are sent only when they changed', async () => {
    app.requests.length = 0;
    await app.restart();
    expect(registering()).toEqual([]);
    await app.restart(commands.filter(({ name }) => name !== 'try once'));
    // Three scopes in two languages, and one list.
    await expect.poll(registering).toHaveLength(7);
    await app.restart();
    await expect.poll(registering).toHaveLength(14);
  });

  test('are reported when a platform rejects them, without stopping anything', async () => {
    app.telegram.failNext('setMyCommands', 400, 'Bad Request: BOT_COMMAND_INVALID');
    app.discord.injectFault({
      method: 'PUT',
      path: /commands$/,
      effect: { status: 400, body: { code: 50035, message: 'Invalid Form Body' } },
    });
    await app.restart(commands.filter(({ name }) => name !== 'try rest'));
    const health = () => JSON.stringify(app.health());
    await expect.poll(health).toMatch(/Invalid Form Body/);
    await expect.poll(health).toMatch(/BOT_COMMAND_INVALID/);
    for (const platform of both) {
      const linh = on(platform);
      await linh.says('/try progress');
      await linh.sees(/3 of 3/);
    }
    expect(app.loggedWarnings.splice(0).join()).toMatch(
      /telegram\.menus_rejected[\s\S]*discord\.commands_rejected|discord\.commands_rejected[\s\S]*telegram\.menus_rejected/,
    );
    await app.restart();
    expect(JSON.stringify(app.health())).not.toMatch(/registration/);
  });

  test('show on Telegram what fits the chat and the reader', async () => {
    const offered = async (key: string, place: string) => {
      const driver = app.drivers.telegram;
      const where = driver.places(key).find((one) => one.name === place || one.kind === place);
      return (await driver.completions(key, where?.key ?? '', '/')).map(({ label }) => label);
    };
    expect(await offered('linh', samplePlaces.group.telegram)).not.toContain('/try_manage');
    expect(await offered('hanh', samplePlaces.group.telegram)).toContain('/try_manage');
    expect(await offered('linh', samplePlaces.group.telegram)).not.toContain('/try_alone');
    expect(await offered('linh', 'private')).toContain('/try_alone');
  });

  test('show on Discord what fits the chat and the reader', async () => {
    const offered = async (key: string, place: string) => {
      const driver = app.drivers.discord;
      const where = driver
        .places(key)
        .find((one) => one.name.replace('#', '') === place || one.kind === place);
      return (await driver.completions(key, where?.key ?? '', '/')).map(({ label }) => label);
    };
    expect(await offered('linh', samplePlaces.group.discord)).not.toContain('/alone');
    expect(await offered('linh', 'private')).toContain('/alone');
    expect(await offered('linh', samplePlaces.group.discord)).not.toContain('/manage');
    expect(await offered('hanh', samplePlaces.group.discord)).toContain('/manage');
  });
});

test('sent only requests that the platform specifications allow', () => {
  expect(app.specViolations).toEqual([]);
  expect(app.loggedWarnings).toEqual([]);
});

test('lists commands that begin with a word when only the first word is typed', async () => {
  const linh = on('telegram');
  await linh.says('/try');
  const text = readableText(await linh.sees(/Type one of these: \/try_/));
  expect(text).toContain('/try_hidden');
  expect(text).not.toContain('/try_manage');
});
