import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServerVersion } from '../../../../playground/telegram/versions.ts';
import { behaviours, groupId, type PrivateBot, secret, startPrivateBot } from './private-bot.ts';

const place = String(groupId);

/** What everybody in the group could ever read. */
const published = ({ telegram }: PrivateBot): string =>
  JSON.stringify(telegram.publishedIn(groupId));
const textsFor = ({ telegram }: PrivateBot, key: string): string[] =>
  telegram
    .ephemeralsIn(groupId, key)
    .flatMap(({ from, text }) => (from?.is_bot ? [text ?? ''] : []));
const inPrivateChat = ({ telegram }: PrivateBot, key: string): string => {
  const own = telegram.driver.places(key).find(({ kind }) => kind === 'private');
  return JSON.stringify(own ? telegram.driver.messages(key, own.key) : []);
};
const types = (bot: PrivateBot, text: string, key = 'linh') =>
  bot.act(() => bot.telegram.driver.sendMessage(key, place, text));
const presses = (bot: PrivateBot, label: string, key = 'linh') =>
  bot.act(() => bot.telegram.driver.pressButton(key, place, label));

describe('a private answer in a group', () => {
  test('is seen by its reader alone, after the ephemeral command of the menu', async () => {
    const bot = await startPrivateBot('10.5');
    await types(bot, '/cuatoi short');
    await expect.poll(() => textsFor(bot, 'linh')).toEqual([expect.stringContaining(secret)]);
    expect(textsFor(bot, 'minh')).toEqual([]);
    expect(published(bot)).not.toContain('cuatoi');
    expect(inPrivateChat(bot, 'linh')).not.toContain(secret);
  });

  test('answers a press and replaces what was pressed only for its reader', async () => {
    const bot = await startPrivateBot('10.5');
    await types(bot, '/cuatoi short');
    await presses(bot, 'Again');
    await expect.poll(() => textsFor(bot, 'linh')).toHaveLength(2);
  });

  test('is sent unprompted by an administrator to an ordinary command', async () => {
    const bot = await startPrivateBot('10.5');
    bot.telegram.promote(groupId, true);
    bot.telegram.changeApp('linh', { isOld: true });
    bot.wait(60_000);
    await types(bot, '/cuatoi short');
    await expect.poll(() => textsFor(bot, 'linh')).toEqual([expect.stringContaining(secret)]);
  });

  test('goes to the private chat after an ordinary command if the bot is no administrator', async () => {
    const bot = await startPrivateBot('10.5');
    bot.telegram.openAllPrivateChats();
    bot.telegram.promote(groupId, false);
    bot.telegram.changeApp('linh', { isOld: true });
    await types(bot, '/cuatoi short');
    await expect.poll(() => inPrivateChat(bot, 'linh')).toContain(secret);
    expect(published(bot)).toMatch(/in our private chat|chat riêng/);
  });

  test('goes to the private chat when the person acted too long ago', async () => {
    const bot = await startPrivateBot('10.5');
    bot.telegram.openAllPrivateChats();
    bot.telegram.promote(groupId, false);
    bot.beforeAnswer(() => bot.wait(20_000));
    await types(bot, '/cuatoi short');
    await expect.poll(() => inPrivateChat(bot, 'linh')).toContain(secret);
    expect(textsFor(bot, 'linh')).toEqual([]);
  });

  test('goes to the private chat when it is long, and the ephemeral message points there', async () => {
    const bot = await startPrivateBot('10.5');
    bot.telegram.openAllPrivateChats();
    await types(bot, '/cuatoi long');
    await expect.poll(() => inPrivateChat(bot, 'linh')).toContain(secret);
    await expect.poll(() => textsFor(bot, 'linh').join()).toMatch(/private chat|chat riêng/);
  });

  test('says in an ephemeral message how to open the private chat, if a long one cannot be sent', async () => {
    const bot = await startPrivateBot('10.5');
    await types(bot, '/cuatoi long', 'quang');
    await expect.poll(() => textsFor(bot, 'quang').join()).toMatch(/press Start|bấm Bắt đầu/);
  });

  test('asks and is answered without anybody else seeing a word', async () => {
    const bot = await startPrivateBot('10.5');
    bot.telegram.promote(groupId, false);
    await types(bot, '/cuatoi ask');
    await expect.poll(() => textsFor(bot, 'linh')).toEqual([expect.stringContaining('question')]);
    // The reply field is open: what is typed is itself seen by the bot alone.
    await types(bot, 'short answer');
    await expect.poll(() => textsFor(bot, 'linh').join()).toContain('short');
    expect(published(bot)).not.toMatch(/answer|cuatoi/);
  });
});

describe('a server that turns out to be older', () => {
  test.each([
    ['between the probe and the answer', 'short', (bot: PrivateBot) => bot.setServerVersion('9.6')],
    [
      'between the opening and its content',
      'short',
      (bot: PrivateBot) => bot.afterRequest(1, () => bot.setServerVersion('9.6')),
    ],
    [
      'between two versions of an answer',
      'updates',
      (bot: PrivateBot) => bot.afterRequest(2, () => bot.setServerVersion('10.1')),
    ],
    ['before a question', 'ask', (bot: PrivateBot) => bot.setServerVersion('10.2')],
  ])('publishes nothing private when it is replaced %s', async (_when, line, replace) => {
    const bot = await startPrivateBot('10.5');
    bot.telegram.openAllPrivateChats();
    // An administrator may send at any time, so that nothing is refused.
    bot.telegram.promote(groupId, true);
    bot.telegram.changeApp('linh', { isOld: true });
    bot.beforeAnswer(() => replace(bot));
    await types(bot, `/cuatoi ${line}`);
    expect(published(bot)).not.toContain(secret);
    await expect.poll(() => inPrivateChat(bot, 'linh')).toContain(secret);
  });

  test('takes back the opening that everybody saw, and sends no other', async () => {
    const bot = await startPrivateBot('10.5');
    bot.telegram.openAllPrivateChats();
    bot.telegram.promote(groupId, true);
    bot.telegram.changeApp('linh', { isOld: true });
    bot.setServerVersion('10.1');
    await types(bot, '/cuatoi short');
    await types(bot, '/cuatoi short');
    const openings = bot.telegram
      .publishedIn(groupId)
      .filter(({ text }) => /One moment|Chờ một chút/.test(text ?? ''));
    expect(openings).toHaveLength(1);
    expect(JSON.stringify(bot.telegram.messagesIn(groupId))).not.toMatch(/One moment|Chờ một/);
    const events = bot.logged.map((line) => JSON.parse(line).event);
    expect(events).toContain('telegram.ephemeral_latched');
  });
});

const version = fc.constantFrom<ServerVersion>(
  '7.10',
  '9.3',
  '9.6',
  '10.1',
  '10.2',
  '10.3',
  '10.5',
);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('command' as const),
      who: fc.constantFrom('linh', 'minh'),
      line: fc.constantFrom(...behaviours),
      isOldApp: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      who: fc.constantFrom('linh', 'minh'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('server' as const),
      version,
      after: fc.integer({ min: 0, max: 4 }),
    }),
  },
  fc.record({ kind: fc.constant('rights' as const), isAdministrator: fc.boolean() }),
  fc.record({
    kind: fc.constant('time' as const),
    ms: fc.integer({ min: 0, max: 30_000 }),
    isDuringAnswer: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('restart' as const), who: fc.constantFrom('linh', 'minh') }),
);

async function play(
  bot: PrivateBot,
  one: typeof step extends fc.Arbitrary<infer Step> ? Step : never,
) {
  const { telegram } = bot;
  switch (one.kind) {
    case 'command':
      // A server without ephemeral messages delivers no ephemeral command, and no reply to an ephemeral question.
      if (!bot.hasEphemeralCommands()) telegram.restartApp(one.who);
      telegram.changeApp(one.who, { isOld: one.isOldApp || !bot.hasEphemeralCommands() });
      await types(bot, `/cuatoi ${one.line}`, one.who);
      return;
    case 'press': {
      const pressable = telegram.driver
        .messages(one.who, place)
        .findLast(({ buttons }) => buttons.flat().some(({ label }) => label === 'Again'));
      // A server without ephemeral messages delivers no press on one.
      if (pressable && (bot.hasEphemeralCommands() || !pressable.private))
        await presses(bot, 'Again', one.who);
      return;
    }
    case 'server':
      if (one.after === 0) bot.setServerVersion(one.version);
      else bot.afterRequest(one.after, () => bot.setServerVersion(one.version));
      return;
    case 'rights':
      telegram.promote(groupId, one.isAdministrator);
      return;
    case 'time':
      if (one.isDuringAnswer) {
        let isLeft = true;
        bot.beforeAnswer(() => {
          if (isLeft) bot.wait(one.ms);
          isLeft = false;
        });
      } else bot.wait(one.ms);
      return;
    case 'restart':
      telegram.restartApp(one.who);
  }
}

test('no word of a private answer is ever in a public message', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      version,
      fc.array(step, { minLength: 3, maxLength: 12 }),
      async (first, steps) => {
        const bot = await startPrivateBot(first);
        try {
          bot.telegram.openAllPrivateChats();
          for (const one of steps) await play(bot, one);
          expect(published(bot)).not.toContain(secret);
        } finally {
          await bot.stop();
        }
      },
    ),
    { numRuns: 40, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
  );
});
