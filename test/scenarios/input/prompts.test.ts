import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { text } from '../../../src/kit/argument-types/text.ts';
import { type ArgumentTypeName, argumentTypeNames } from '../../../src/kit/define/argument-type.ts';
import type { AnyArgument, Command } from '../../../src/kit/define/command.ts';
import { createDefiners } from '../../../src/kit/define/command.ts';
import { textMessage } from '../../../src/message/build.ts';
import type { Platform } from '../../../src/platform.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { argumentSamples } from '../../support/fixtures/argument-samples.ts';
import {
  type BareContext,
  type KitFixture,
  openKitFixture,
} from '../../support/fixtures/kit-fixture.ts';
import {
  createScenarioUser,
  createTranscript,
  readableText,
  type ScenarioUser,
} from '../../support/scenario/scenario-user.ts';

const { defineCommand } = createDefiners<BareContext>();
const tuesday = Date.parse('2026-11-24T02:00:00Z');

/** `/ask date` asks for a date and says what it got; `more` makes it another command of the same name. */
const asking = (
  kind: ArgumentTypeName,
  more: Record<string, AnyArgument<BareContext>> = {},
): Command<BareContext> =>
  defineCommand({
    name: `ask ${kind}`,
    args: { [kind]: argumentSamples[kind].argument as AnyArgument<BareContext>, ...more },
    run: ({ args }) => {
      runs.push(kind);
      return textMessage(`got ${JSON.stringify(Reflect.get(args, kind))}`);
    },
  });

/** What was run, in order. */
const runs: ArgumentTypeName[] = [];

/** Something that is sent instead of typed. */
const picture = { name: 'a.png', contentType: 'image/png', bytes: new Uint8Array([1, 2, 3]) };

interface Way {
  /** What is typed behind the option on Discord. */
  option: string;
  /** What is tapped on Telegram, one after the other. */
  taps: string[];
  /** What is typed instead. */
  words?: string;
  got: RegExp;
}

/** How each kind is answered, and what comes of it. */
const ways: Readonly<Record<ArgumentTypeName, Way>> = {
  text: { option: 'xin chào', taps: [], words: 'xin chào', got: /got "xin chào"/ },
  integer: { option: '42', taps: [], words: '42', got: /got 42/ },
  number: { option: '2.5', taps: [], words: '2,5', got: /got 2\.5/ },
  boolean: { option: 'true', taps: ['Yes'], words: 'có', got: /got true/ },
  choice: { option: 'Events', taps: ['Events'], words: 'events', got: /got "events"/ },
  choices: {
    option: 'events, alerts',
    taps: ['☐ Events', '☐ Alerts', 'Done'],
    words: 'events, alerts',
    got: /got \["alerts","events"\]/,
  },
  date: {
    option: '28/11 9:30',
    taps: ['28', '09', '09:30'],
    words: '9h30 28/11',
    got: /got \{"date":"2026-11-28","time":"09:30:00"\}/,
  },
  time: { option: '7pm', taps: ['19', '19:00'], words: '7h tối', got: /got "19:00:00"/ },
  period: {
    option: 'this weekend',
    taps: ['This weekend'],
    words: 'cuối tuần này',
    got: /got \{"from":"2026-11-28","until":"2026-11-30"\}/,
  },
  duration: { option: '1h30', taps: [], words: '90 phút', got: /got 90/ },
  zone: { option: 'Tokyo', taps: [], words: 'tokyo', got: /got "Asia\/Tokyo"/ },
  language: { option: 'English', taps: ['English'], words: 'english', got: /got "en"/ },
  person: { option: '@minhpham', taps: ['Choose a person: Minh Phạm'], got: /Minh Phạm/ },
  grantee: { option: '@minhpham', taps: ['Choose a person: Minh Phạm'], got: /Minh Phạm/ },
  role: { option: '@Moderators', taps: [], words: 'Điều phối', got: /"kind":"role"/ },
  chat: { option: 'Huế', taps: ['Huế'], words: 'huế', got: /"name":"Huế"/ },
  file: { option: '', taps: [], got: /"name":"(a|photo)\.(png|jpg)"/ },
  pick: { option: 'Huế', taps: ['Huế'], words: 'huế', got: /"name":"Huế"/ },
};

const commands = argumentTypeNames.map((kind) => asking(kind));
let database: OpenDatabase;
let app: KitFixture;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
  app = await openKitFixture({ database, start: tuesday, commands });
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const twoWords = new Set(commands.map(({ name }) => name));
const on = (platform: Platform, key = 'linh', place = 'dm'): ScenarioUser =>
  createScenarioUser(
    { app, platform, transcript: createTranscript(), commands: twoWords },
    key,
    place,
  );

/** Answers the question that stands, by tapping, else by typing or sending. */
async function answers(
  who: ScenarioUser,
  kind: ArgumentTypeName,
  by: 'taps' | 'words' | 'first' = 'taps',
): Promise<void> {
  const { taps, words } = ways[kind];
  if (kind === 'file') {
    const stage = app.drivers.telegram;
    const own = stage.places(who.key).find((one) => one.kind === 'private')?.key ?? '';
    await stage.sendMessage(who.key, own, '', { files: [picture] });
    return;
  }
  if (by !== 'words' && taps.length > 0) {
    for (const [index, label] of (by === 'first' ? taps.slice(0, 1) : taps).entries()) {
      if (index > 0) await shows(who, label);
      await who.presses(label);
    }
  } else await who.says(words ?? '');
}

/** Waits until a button stands in the newest question. */
const shows = (who: ScenarioUser, label: string): Promise<void> =>
  expect
    .poll(() =>
      who
        .messages()
        .flatMap(({ buttons }) => buttons.flat())
        .map((button) => button.label),
    )
    .toContain(label.split(': ')[0]);

const begins = async (who: ScenarioUser, kind: ArgumentTypeName): Promise<void> => {
  await who.says(`/ask ${kind}`);
  await who.sees(new RegExp(`^About ${kind}`));
  const [first] = ways[kind].taps;
  if (first !== undefined) await shows(who, first);
};

describe.each(argumentTypeNames)('an argument of type %s is given', (kind) => {
  test.skipIf(kind === 'file')('as an option on Discord', async () => {
    const place = ['person', 'role', 'grantee'].includes(kind) ? 'trò-chuyện' : 'dm';
    const linh = on('discord', 'linh', place);
    await linh.says(`/ask ${kind}`, { [kind]: ways[kind].option });
    await linh.sees(ways[kind].got);
  });

  test('as an answer to a prompt on Telegram, once, after a restart in between', async () => {
    const linh = on('telegram');
    const before = runs.length;
    await begins(linh, kind);
    await app.restart();
    await answers(linh, kind);
    await linh.sees(ways[kind].got);
    expect(runs.slice(before)).toEqual([kind]);
    // The question is gone, and with it the keyboard.
    expect(linh.messages().filter((seen) => readableText(seen).startsWith(`${kind}?`))).toEqual([]);
  });

  test.skipIf(ways[kind].words === undefined || ways[kind].taps.length === 0)(
    'as words in the command on Telegram',
    async () => {
      const linh = on('telegram');
      await begins(linh, kind);
      await answers(linh, kind, 'words');
      await linh.sees(ways[kind].got);
    },
  );

  test('only by the same person, in time, and to an unchanged command', async () => {
    const linh = on('telegram');
    const before = runs.length;
    await begins(linh, kind);
    app.clock.advance(16 * 60_000);
    await answers(linh, kind, 'first');
    await linh.sees(/has expired/);
    await begins(linh, kind);
    await app.restart(commands.map((one) => (one.name === `ask ${kind}` ? changed : one)));
    await answers(linh, kind, 'first');
    await linh.sees(/has changed since/);
    await app.restart();
    expect(runs.slice(before)).toEqual([]);
  });
  const changed = asking(kind, { extra: text().optional() });
});

test('asks for a person by name in a group because there is no list', async () => {
  const linh = on('telegram', 'linh', 'Nhà sáng tạo Việt');
  await linh.says('/ask person');
  await linh.sees(/reply with @name/);
  expect(linh.messages().map(readableText).join('\n')).not.toMatch(/choose a contact/);
  await linh.presses('Cancel');
});

test('sent only requests that the platform specifications allow', () => {
  expect(app.specViolations).toEqual([]);
  expect(app.loggedWarnings).toEqual([]);
});
