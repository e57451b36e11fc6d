import { expect, test } from 'vitest';
import { SUPERGROUP, startTelegram, textsIn, until } from '../../playground/telegram/local.ts';
import { startBot } from './stand.ts';

const answer = 'You’re posting as a group';

test('whoever writes as a group is answered for our own commands alone', async () => {
  const telegram = await startTelegram();
  telegram.promote(SUPERGROUP, true);
  await startBot(telegram, undefined, { webhook: false });
  const at = `${SUPERGROUP}`;
  const say = (text: string) => telegram.stage.say('hanh', at, text, { anonymously: true });
  const answers = () => textsIn(telegram, 'hanh', at).filter((text) => /Callboard|kênh/.test(text));
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
  await until(telegram, () => textsIn(telegram, 'hanh', at).length > strange.length + 1);
  await say('/help@callboard_bot');
  await until(telegram, () => textsIn(telegram, 'hanh', at).length > strange.length + 3);
  const said = textsIn(telegram, 'hanh', at).filter((text) => text.includes(answer));
  expect(said).toHaveLength(2);
  expect(answers().length).toBeLessThanOrEqual(2);
});
