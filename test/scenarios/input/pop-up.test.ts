import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { createDefiners } from '../../../src/kit/define/command.ts';
import { button, textMessage } from '../../../src/message/build.ts';
import type { Platform } from '../../../src/platform.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import {
  type BareContext,
  type KitFixture,
  openKitFixture,
} from '../../support/fixtures/kit-fixture.ts';
import { createScenarioUser } from '../../support/scenario/scenario-user.ts';
import { createTranscript } from '../../support/scenario/transcript.ts';

const { defineAction, defineCommand } = createDefiners<BareContext>();
const action = (step: string) => ({ command: 'ask pop', step, args: {} });
const command = defineCommand({
  name: 'ask pop',
  run: () =>
    textMessage('Which?', {
      buttons: [[button('Short', action('short')), button('Long', action('long'))]],
    }),
  steps: {
    short: defineAction({ visibility: 'popUp', run: () => textMessage('Noted') }),
    long: defineAction({ visibility: 'popUp', run: () => textMessage('long '.repeat(60)) }),
  },
});

let database: OpenDatabase;
let app: KitFixture;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
  app = await openKitFixture({
    database,
    start: Date.parse('2026-11-24T02:00:00Z'),
    commands: [command],
  });
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const inGroup = (platform: Platform, place: string) =>
  createScenarioUser(
    { app, platform, transcript: createTranscript(), commands: new Set(['ask pop']) },
    'linh',
    place,
  );

describe('a button whose answer is a pop-up', () => {
  test('gets a pop-up on Telegram when it is short, and nothing is written to the chat', async () => {
    const linh = inGroup('telegram', 'Nhà sáng tạo Việt');
    await linh.says('/ask pop');
    await linh.sees('Which?');
    const before = linh.messages().length;
    await linh.presses('Short');
    await linh.seesPrivately('Noted');
    expect(linh.messages()).toHaveLength(before);
  });

  test('gets a longer answer in the private chat on Telegram', async () => {
    await linhOpensPrivateChat();
    const linh = inGroup('telegram', 'Nhà sáng tạo Việt');
    await linh.says('/ask pop');
    await linh.sees('Which?');
    await linh.presses('Long');
    await linh.seesPrivately(/long long/);
  });

  test('gets an ephemeral answer on Discord', async () => {
    const linh = inGroup('discord', 'trò-chuyện');
    await linh.says('/ask pop');
    await linh.sees('Which?');
    await linh.presses('Short');
    await linh.seesPrivately('Noted');
  });
});

async function linhOpensPrivateChat(): Promise<void> {
  const dm = inGroup('telegram', 'dm');
  await dm.says('/ask pop');
  await dm.sees('Which?');
}
