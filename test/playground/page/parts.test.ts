import { ChannelType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { connectDiscordJs, textChannelId } from '../discord/discordjs-fixture.ts';
import { chromiumPath } from './browser.ts';
import { createPageFixture } from './page-fixture.ts';
import type { PageObject } from './page-object.ts';

async function smallBot() {
  const bot = await connectDiscordJs();
  await bot.client.application.commands.set([
    { name: 'ping', description: 'Ping' },
    { name: 'Report', type: 3 },
  ]);
  return {
    ...bot,
    drivers: [bot.discord.driver],
    mediaOrigin: new URL(bot.discord.url).origin,
    close: bot.stop,
  };
}

const label = (name: string, component: object) => ({
  type: 18,
  label: name,
  description: `About ${name.toLowerCase()}`,
  component: { custom_id: name, ...component },
});
const options = ['Morning', 'Noon', 'Evening'].map((name) => ({ label: name, value: name }));

const modal = {
  custom_id: 'm',
  title: 'Plan a shoot',
  components: [
    { type: 10, content: 'All of it can be **changed** later.' },
    label('When', { type: 21, options }),
    label('Helpers', { type: 22, options, required: false, max_values: 2 }),
    label('Outdoors', { type: 23 }),
    label('Plan', { type: 19, file_types: ['.csv'], required: false }),
  ],
};

const second = {
  custom_id: 'm2',
  title: 'Who and where',
  components: [
    label('Name', { type: 4, style: 1, placeholder: 'A short name' }),
    label('Notes', { type: 4, style: 2, required: false }),
    label('Person', { type: 5 }),
    label('Role', { type: 6, required: false }),
    label('Channel', { type: 8, required: false }),
  ],
};

/** A picture of one orange pixel. */
const orangePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mN8UC//HwAF/gK+NGJ+hwAAAABJRU5ErkJggg==',
  'base64',
);

const text = (content: string) => ({ type: 10, content });
const laidOut = {
  flags: 1 << 15,
  components: [
    {
      type: 17,
      accent_color: 0xe07a1f,
      components: [
        text('## This week'),
        {
          type: 9,
          components: [text('**Open stage**\nFriday, 19:30, Hà Nội')],
          accessory: { type: 2, style: 1, label: 'Going', custom_id: 'going' },
        },
        { type: 14 },
        {
          type: 9,
          components: [text('**Poster night**'), text('Saturday')],
          accessory: {
            type: 11,
            media: { url: 'attachment://a.png' },
            description: 'A poster',
          },
        },
        { type: 12, items: [1, 2].map(() => ({ media: { url: 'attachment://a.png' } })) },
        { type: 13, file: { url: 'attachment://plan.csv' } },
        { type: 1, components: [{ type: 2, style: 2, label: 'More', custom_id: 'more' }] },
      ],
    },
  ],
};

const keep = async ({ page }: PageObject, name: string) =>
  process.env.SHOTS
    ? void (await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }))
    : undefined;

/** On a phone the places are behind a button. */
async function goThere({ page, discord }: PageObject): Promise<void> {
  if ((page.viewportSize()?.width ?? 0) < 500)
    await discord.element.getByRole('button', { name: 'Hiện danh sách' }).click();
  await discord.opens('trò-chuyện');
}

describe.skipIf(chromiumPath === undefined)('the parts of Discord on the page', () => {
  const { screen, behind } = createPageFixture(smallBot);
  const phone = { viewport: { width: 360, height: 740 } };

  test.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' as const, ...phone }],
  ])('a form is filled by keyboard and its answers arrive: %s', async (name, options) => {
    const stage = await screen(options);
    const { page, discord } = stage;
    await goThere(stage);
    const read = Promise.withResolvers<unknown[]>();
    behind().onInteraction(async (one) => {
      if (one.isChatInputCommand()) await one.showModal(modal as never);
      if (!one.isModalSubmit()) return;
      await one.reply('done');
      read.resolve([
        one.fields.getRadioGroup('When'),
        one.fields.getCheckboxGroup('Helpers'),
        one.fields.getCheckbox('Outdoors'),
        one.fields.getUploadedFiles('Plan')?.map((file) => file.name),
      ]);
    });
    await discord.types('/ping');
    const form = page.getByRole('dialog', { name: 'Plan a shoot' });
    await form.waitFor();
    await form.getByRole('button', { name: 'Gửi' }).click();
    await form.getByRole('alert').filter({ hasText: '"When" must be chosen.' }).waitFor();
    for (const complaint of stage.browserErrors.splice(0)) expect(complaint).toContain('409');
    await form.getByRole('radio', { name: 'Morning' }).focus();
    await page.keyboard.press('ArrowDown');
    await form.getByRole('group', { name: 'Helpers' }).getByRole('checkbox').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await form.getByRole('checkbox', { name: 'Evening' }).isDisabled()).toBe(true);
    await form.getByRole('checkbox', { name: 'Outdoors' }).focus();
    await page.keyboard.press('Space');
    await form.locator('input[type=file]').setInputFiles({
      name: 'plan.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('a,b'),
    });
    await keep(stage, `form-${name}`);
    await form.getByRole('button', { name: 'Gửi' }).click();
    expect(await read.promise).toEqual(['Noon', ['Morning', 'Noon'], true, ['plan.csv']]);
    await form.waitFor({ state: 'detached' });
    behind().onInteraction(async (one) => {
      if (one.isChatInputCommand()) await one.showModal(second as never);
    });
    await discord.types('/ping');
    const other = page.getByRole('dialog', { name: 'Who and where' });
    await other.getByRole('combobox', { name: /Person/ }).selectOption('Minh Phạm');
    await keep(stage, `lists-${name}`);
    await other.getByRole('button', { name: 'Hủy' }).click();
  });

  test.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' as const, ...phone }],
  ])('a laid out message shows its parts and its buttons work: %s', async (name, options) => {
    const stage = await screen(options);
    const { discord } = stage;
    await goThere(stage);
    const channel = await behind().client.channels.fetch(textChannelId);
    if (channel?.type !== ChannelType.GuildText) throw new Error('this is no text channel');
    await channel.send({
      ...(laidOut as object),
      files: [
        { attachment: orangePixel, name: 'a.png' },
        { attachment: Buffer.from('a,b'), name: 'plan.csv' },
      ],
    });
    behind().onInteraction(async (one) => {
      // The answers to the same test in another colour still stand in the channel.
      if (one.isButton())
        await one.reply({ content: `pressed ${one.customId} in ${name}`, flags: 64 });
      if (one.isMessageContextMenuCommand())
        await one.reply({ content: `reported ${one.targetMessage.id} in ${name}`, flags: 64 });
    });
    const message = await discord.shows('This week');
    await message.getByText('plan.csv').waitFor();
    expect(await message.getByRole('img').count()).toBe(1);
    await message.getByRole('button', { name: 'Going' }).click();
    await discord.shows(`pressed going in ${name}`);
    await keep(stage, `layout-${name}`);
    await message.getByRole('button', { name: 'Thêm' }).focus();
    await stage.page.keyboard.press('Enter');
    const report = stage.page.getByRole('menuitem', { name: 'Report' });
    await report.and(stage.page.locator(':focus')).waitFor();
    await keep(stage, `menu-${name}`);
    await stage.page.keyboard.press('Enter');
    await discord.shows(new RegExp(`reported \\d+ in ${name}`));
  });
});
