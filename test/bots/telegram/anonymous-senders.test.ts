import { expect, test } from 'vitest';
import {
  SUPERGROUP,
  startTelegram,
  visibleTexts,
  waitUntil,
} from '../../playground/telegram/telegraf-fixture.ts';
import { startBotFixture } from './bot-fixture.ts';

const answer = 'You’re posting as a group';

test('answers someone who writes as a group only for our own commands', async () => {
  const telegram = await startTelegram();
  telegram.promote(SUPERGROUP, true);
  await startBotFixture(telegram, undefined, { webhook: false });
  const at = `${SUPERGROUP}`;
  const say = (text: string) =>
    telegram.driver.sendMessage('hanh', at, text, { anonymously: true });
  const answers = () =>
    visibleTexts(telegram, 'hanh', at).filter((text) => /Callboard|kênh/.test(text));
  const strange = [
    'xin chào',
    '/ban @linh',
    '/ban@callboard_bot',
    '/help@other_bot',
    '/',
    'https://example.org/help',
  ];
  for (const text of strange) await say(text);
  await say('/help');
  await waitUntil(telegram, () => visibleTexts(telegram, 'hanh', at).length > strange.length + 1);
  await say('/help@callboard_bot');
  await waitUntil(telegram, () => visibleTexts(telegram, 'hanh', at).length > strange.length + 3);
  const texts = visibleTexts(telegram, 'hanh', at).filter((text) => text.includes(answer));
  expect(texts).toHaveLength(2);
  expect(answers().length).toBeLessThanOrEqual(2);
});
