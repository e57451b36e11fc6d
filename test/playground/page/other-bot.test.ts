import {
  ActionRowBuilder,
  ChannelType,
  StringSelectMenuBuilder,
  StringSelectMenuOptionBuilder,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { connectDiscordJs, textChannelId } from '../discord/discordjs-fixture.ts';
import { chromiumPath } from './browser.ts';
import { createPageFixture } from './page-fixture.ts';

const hostile = '<img src=x onerror="window.broken=1">';

/** A local Discord with a small bot, for what Callboard’s own does not use. */
async function smallBot() {
  const bot = await connectDiscordJs();
  return {
    ...bot,
    drivers: [bot.discord.driver],
    mediaOrigin: new URL(bot.discord.url).origin,
    close: bot.stop,
  };
}

describe.skipIf(chromiumPath === undefined)('another bot on the page', () => {
  const { screen, behind, stop, startAgain } = createPageFixture(smallBot);

  test('selects from a menu whose texts stay literal', async () => {
    const { page, discord } = await screen();
    await discord.opens('trò-chuyện');
    behind().onInteraction(async (interaction) => {
      if (interaction.isStringSelectMenu())
        await interaction.update({
          content: `Chosen: ${interaction.values.join()}`,
          components: [],
        });
    });
    const channel = await behind().client.channels.fetch(textChannelId);
    if (channel?.type !== ChannelType.GuildText) throw new Error('this is no text channel');
    const menu = new StringSelectMenuBuilder()
      .setCustomId('seat')
      .setPlaceholder(hostile)
      .addOptions(
        new StringSelectMenuOptionBuilder().setLabel('Front row').setValue('front'),
        new StringSelectMenuOptionBuilder().setLabel(hostile).setValue('back'),
      );
    await channel.send({
      content: 'Where?',
      components: [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)],
    });
    const message = await discord.shows('Where?');
    const select = message.getByRole('combobox', { name: hostile });
    expect(await select.getByRole('option').allTextContents()).toEqual([
      hostile,
      'Front row',
      hostile,
    ]);
    await select.selectOption('back');
    await message.getByRole('button', { name: 'Chọn' }).click();
    await discord.shows('Chosen: back');
    await select.waitFor({ state: 'detached' });
    expect(await page.evaluate('window.broken')).toBeUndefined();
  });

  test('says that the program is away and continues when it is back', async () => {
    const { page, discord, browserErrors } = await screen();
    await discord.opens('trò-chuyện');
    await stop();
    await page.getByRole('alert').filter({ hasText: 'Chương trình không chạy' }).waitFor();
    await startAgain();
    await page.getByText('Chương trình vừa khởi động lại').waitFor();
    await page.getByRole('alert').waitFor({ state: 'hidden' });
    await discord.types('Còn đây không?');
    await discord.shows('Còn đây không?');
    for (const complaint of browserErrors.splice(0)) expect(complaint).toContain('ERR_');
  });
});
