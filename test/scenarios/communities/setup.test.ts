import { expect } from 'vitest';
import { sampleWorld } from '../../../playground/sample-world.ts';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const groupId = sampleWorld.telegram.chats[0]?.id ?? 0;
const groupTitle = 'Nhà sáng tạo Việt';

scenario(
  'An admin sees what the bot can do in each chat, and posts a test',
  async ({ hanh, app }) => {
    await hanh.says('/start');
    await hanh.sees(/Callboard/);
    await hanh.says('/setup');
    const shown = readableText(await hanh.sees(/Make the bot an administrator/));
    expect(shown).toContain(`${groupTitle} · Telegram`);
    expect(shown).toMatch(/· Discord\n+\W*Missing permission: Pin Messages\. With it/);
    expect(shown).toContain('Let the bot pin messages');
    expect(shown).toContain('Give the bot these rights');
    for (const { id } of app.world.discord.servers.flatMap(({ channels }) => channels))
      app.discord.moderator.grant(id, 'pin');
    app.telegram.promote(groupId, true);
    app.telegram.setServerVersion('10.5');
    await hanh.says('/setup');
    const ready = readableText(await hanh.sees(/Telegram/));
    expect(ready).not.toMatch(/Make the bot|Missing permission|pin messages/);
    expect(ready).toMatch(/· Discord\n+Everything is in place/);
    await hanh.presses(`Post test: ${groupTitle}`);
    await hanh.sees(/A test is on its way to Nhà sáng tạo Việt/);
    await expect
      .poll(() => JSON.stringify(app.telegram.messagesIn(groupId)))
      .toContain('Tin thử: Callboard đăng được ở đây.');
  },
);

scenario('Setup names the permission that is missing', async ({ hanh, app }) => {
  app.telegram.setReadOnly(groupId, true);
  await hanh.says('/start');
  await hanh.sees(/Callboard/);
  await hanh.says('/setup');
  await hanh.sees(/Missing permission: permission to send messages/);
});

scenario(
  'On an older Telegram server, setup says what a newer one would bring',
  async ({ hanh }) => {
    await hanh.says('/start');
    await hanh.sees(/Callboard/);
    await hanh.says('/setup');
    await hanh.sees(/Update your own Telegram server to 10\.3/);
  },
  { telegramServer: '10.2' },
);

scenario('Only an admin sees the setup', async ({ linh }) => {
  await linh.says('/start');
  await linh.sees(/Callboard/);
  await linh.says('/setup');
  await linh.seesNotice(/vai trò “quản trị viên”/);
});
