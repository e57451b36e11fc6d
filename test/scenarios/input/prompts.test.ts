import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { text } from '../../../src/kit/argument-types/text.ts';
import type { AnyArgument, Command } from '../../../src/kit/define/command.ts';
import { createDefiners } from '../../../src/kit/define/command.ts';
import { textMessage } from '../../../src/message/build.ts';
import type { Platform } from '../../../src/platform.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import {
  argumentSamples,
  argumentTypeNames,
  type SampledType,
} from '../../support/fixtures/argument-samples.ts';
import {
  type BareContext,
  type KitFixture,
  openKitFixture,
} from '../../support/fixtures/kit-fixture.ts';
import { createScenarioUser, type ScenarioUser } from '../../support/scenario/scenario-user.ts';
import { createTranscript } from '../../support/scenario/transcript.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const { defineCommand } = createDefiners<BareContext>();
const tuesday = Date.parse('2026-11-24T02:00:00Z');

/** `/ask date` asks for a date and says what it got; `more` makes it another command of the same name. */
const asking = (
  kind: SampledType,
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
const runs: SampledType[] = [];

/** Something that is sent instead of typed. */
const picture = { name: 'a.png', contentType: 'image/png', bytes: new Uint8Array([1, 2, 3]) };

/** Nobody types or taps a message: the command is used on it. */
const askedTypes = argumentTypeNames.filter(
  (kind) => argumentSamples[kind].argument.type.acceptsReference !== 'message',
);
const commands = askedTypes.map((kind) => asking(kind));
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

/** Answers the open prompt by button, else by typing or sending. */
async function answers(
  who: ScenarioUser,
  kind: SampledType,
  by: 'taps' | 'words' | 'first' = 'taps',
): Promise<void> {
  const { taps, words } = argumentSamples[kind].answer;
  if (kind === 'file') {
    const driver = app.drivers.telegram;
    const own = driver.places(who.key).find((one) => one.kind === 'private')?.key ?? '';
    await driver.sendMessage(who.key, own, '', { files: [picture] });
    return;
  }
  if (by !== 'words' && taps.length > 0) {
    for (const [index, label] of (by === 'first' ? taps.slice(0, 1) : taps).entries()) {
      if (index > 0) await shows(who, label);
      await who.presses(label);
    }
  } else await who.says(words ?? '');
}

/** Waits until the newest prompt has a button. */
const shows = (who: ScenarioUser, label: string): Promise<void> =>
  expect
    .poll(() =>
      who
        .messages()
        .flatMap(({ buttons }) => buttons.flat())
        .map((button) => button.label),
    )
    .toContain(label.split(': ')[0]);

const begins = async (who: ScenarioUser, kind: SampledType): Promise<void> => {
  await who.says(`/ask ${kind}`);
  await who.sees(new RegExp(`^About ${kind}`));
  const [first] = argumentSamples[kind].answer.taps;
  if (first !== undefined) await shows(who, first);
};

describe.each(askedTypes)('an argument of type %s is given', (kind) => {
  test.skipIf(kind === 'file')('as an option on Discord', async () => {
    const place = ['person', 'role', 'grantee'].includes(kind) ? 'trò-chuyện' : 'dm';
    const linh = on('discord', 'linh', place);
    await linh.says(`/ask ${kind}`, { [kind]: argumentSamples[kind].answer.option });
    await linh.sees(argumentSamples[kind].answer.got);
  });

  test('as an answer to a prompt on Telegram, once, after a restart in between', async () => {
    const linh = on('telegram');
    const before = runs.length;
    await begins(linh, kind);
    await app.restart();
    await answers(linh, kind);
    await linh.sees(argumentSamples[kind].answer.got);
    expect(runs.slice(before)).toEqual([kind]);
    // The prompt is closed, and its keyboard removed.
    expect(linh.messages().filter((seen) => readableText(seen).startsWith(`${kind}?`))).toEqual([]);
  });

  test.skipIf(
    argumentSamples[kind].answer.words === undefined ||
      argumentSamples[kind].answer.taps.length === 0,
  )('as words in the command on Telegram', async () => {
    const linh = on('telegram');
    await begins(linh, kind);
    await answers(linh, kind, 'words');
    await linh.sees(argumentSamples[kind].answer.got);
  });

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
