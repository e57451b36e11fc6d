import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectDiscordJs, type DiscordJsFixture, textChannelId } from './discordjs-fixture.ts';

let open: DiscordJsFixture;
beforeAll(async () => {
  open = await connectDiscordJs();
});
afterAll(() => open.stop());

const report = { name: 'Report', name_localizations: { vi: 'Báo cáo' }, type: 3 };

it('is offered in the reader’s language and sends the message along', async () => {
  await open.client.application.commands.set([report]);
  const { driver } = open.discord;
  await driver.sendMessage('minh', textChannelId, 'look at this');
  const id = driver.messages('linh', textChannelId).at(-1)?.id ?? '';
  const told = new Promise<string>((resolve) =>
    open.onInteraction(async (one) => {
      if (!one.isMessageContextMenuCommand()) return;
      await one.reply({ content: 'thanks', flags: 64 });
      resolve(`${one.commandName} ${one.targetMessage.id} ${one.targetMessage.content}`);
    }),
  );
  expect(driver.messageCommands?.('linh', textChannelId)).toEqual(['Báo cáo']);
  await driver.useMessageCommand?.('linh', textChannelId, id, 'Báo cáo');
  expect(await told).toBe(`Report ${id} look at this`);
  expect(driver.messages('linh', textChannelId).at(-1)).toMatchObject({
    private: true,
    command: 'Report',
  });
  await expect(driver.useMessageCommand?.('linh', textChannelId, id, 'Gone')).rejects.toThrow(
    'There is no command "Gone" for a message. Commands here: Báo cáo',
  );
});

it('is registered 15 times at most, beside 15 for people', async () => {
  const some = (type: number, count: number) =>
    Array.from({ length: count }, (_, at) => ({ name: `Do ${at}`, type }));
  await open.client.application.commands.set([...some(2, 15), ...some(3, 15)]);
  await expect(open.client.application.commands.set(some(3, 16))).rejects.toMatchObject({
    code: 50035,
  });
  await expect(
    open.client.application.commands.create({ name: 'One more', type: 3 }),
  ).rejects.toMatchObject({ code: 30032 });
});
