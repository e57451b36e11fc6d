import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startLocalDiscord } from '../../../playground/discord/index.ts';
import { sampleWorld } from '../../../playground/sample-world.ts';
import { startLocalTelegram } from '../../../playground/telegram/index.ts';
import { botRequests } from '../telegram/bot-requests.ts';
import { LINH, SUPERGROUP } from '../telegram/telegraf-fixture.ts';
import { chromiumPath } from './browser.ts';
import { createPageFixture } from './page-fixture.ts';

async function startPlatforms() {
  const [discord, telegram] = await Promise.all([
    startLocalDiscord({ world: sampleWorld }),
    startLocalTelegram({ world: sampleWorld }),
  ]);
  telegram.promote(SUPERGROUP, true);
  return {
    drivers: [discord.driver, telegram.driver],
    mediaOrigin: new URL(discord.url).origin,
    telegram,
    bot: botRequests(telegram),
    close: async () => void (await Promise.all([discord.stop(), telegram.stop()])),
  };
}

const group = 'Nhà sáng tạo Việt';
const chat_id = SUPERGROUP;
/** Whether the first line of a message stands within the log. */
const isInView = (message: Locator) =>
  message.evaluate((node) => {
    const log = node.closest('.log')?.getBoundingClientRect();
    const { top } = node.getBoundingClientRect();
    return log !== undefined && top >= log.top - 1 && top < log.bottom;
  });
const html = `<h2>Tuần này</h2><table bordered striped><tr><th>Khi nào</th><th>Chỗ</th></tr>
<tr><td>T7</td><td align="right"><tg-button type="callback_data" data="go">Đăng ký</tg-button></td></tr></table>
<details><summary>Thêm</summary><p>Mang theo máy</p></details>`;

describe.skipIf(chromiumPath === undefined)('Telegram on the page', () => {
  const stand = createPageFixture(startPlatforms);
  const bot = () => stand.behind().bot;

  test('shows an ephemeral question to one person and opens their reply field', async () => {
    const { telegram, as } = await stand.screen();
    await as('Linh Trần');
    await telegram.opens(group);
    await telegram.line.focus();
    await bot().call('sendMessage', {
      chat_id,
      text: 'Cho ai?',
      ephemeral_message_parameters: { receiver_user_id: LINH },
      reply_markup: {
        inline_keyboard: [[{ text: 'Cho tôi', callback_data: 'me' }]],
        force_reply: true,
      },
    });
    const asked = await telegram.shows('Cho ai?');
    await asked.getByText('Chỉ bạn thấy tin này').waitFor();
    await telegram.element.getByText('↩ Callboard: Cho ai?').waitFor();
    await telegram.types('cho em tôi');
    await (await telegram.shows('cho em tôi')).getByText('Chỉ bạn thấy tin này').waitFor();
    await telegram.element.getByText('↩ Callboard: Cho ai?').waitFor({ state: 'hidden' });
    const published = stand.behind().telegram.publishedIn(SUPERGROUP);
    expect(published.map(({ text }) => text)).not.toContain('cho em tôi');
    await as('Quang Lê');
    await telegram.opens(group);
    expect(await telegram.messages.filter({ hasText: 'cho em tôi' }).count()).toBe(0);
  });

  test.each([
    { colorScheme: 'light', viewport: { width: 390, height: 800 } },
    { colorScheme: 'dark', viewport: { width: 1200, height: 900 } },
  ] as const)('draws a rich message within its place, $colorScheme', async (options) => {
    const { page, telegram, as } = await stand.screen(options);
    await as('Linh Trần');
    if (options.viewport.width < 600) {
      await page.getByRole('tab', { name: 'Telegram' }).click();
      await telegram.element.locator('.toggle').click();
    }
    await telegram.opens(group);
    await bot().call('sendRichMessage', { chat_id, rich_message: { html } });
    const shown = await telegram.shows('Tuần này');
    await shown.getByRole('columnheader', { name: 'Khi nào' }).waitFor();
    const [left, right] = await Promise.all(
      ['T7', 'Đăng ký'].map((name) => shown.getByRole('cell', { name }).boundingBox()),
    );
    // Cells of a row stand beside each other.
    expect(left?.y).toBe(right?.y);
    expect(await shown.getByText('Mang theo máy').isVisible()).toBe(false);
    await shown.getByText('Thêm', { exact: true }).click();
    await shown.getByText('Mang theo máy').waitFor();
    const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect(wide).toBe(false);
    await telegram.presses('Đăng ký');
  });

  test('folds a long quote until it is opened', async () => {
    const { telegram, as } = await stand.screen();
    await as('Linh Trần');
    await telegram.opens(group);
    const folded = `<blockquote expandable>${'Mang theo máy quay. '.repeat(40)}</blockquote>`;
    await bot().call('sendMessage', { chat_id, text: `Tin dài\n${folded}`, parse_mode: 'HTML' });
    const shown = await telegram.shows('Tin dài');
    const quote = shown.locator('blockquote');
    const heightNow = async () => (await quote.boundingBox())?.height ?? 0;
    const before = await heightNow();
    await shown.getByRole('button', { name: 'Hiện hết phần trích', expanded: false }).click();
    await shown.getByRole('button', { name: 'Hiện hết phần trích', expanded: true }).waitFor();
    expect(await heightNow()).toBeGreaterThan(2 * before);
  });

  test('lets one choose which message to reply to, and think better of it', async () => {
    const { page, telegram, as } = await stand.screen();
    await as('Linh Trần');
    await telegram.opens(group);
    for (const text of ['Ai mang máy quay?', 'Ai mang đèn?'])
      await bot().call('sendMessage', { chat_id, text });
    const choose = async (words: string) => {
      const message = await telegram.shows(words);
      await message.getByRole('button', { name: 'Thêm', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Trả lời' }).click();
      await telegram.element.getByText(`↩ Callboard: ${words}`).waitFor();
    };
    await choose('Ai mang đèn?');
    await telegram.element.getByRole('button', { name: 'Bỏ trả lời' }).click();
    await choose('Ai mang đèn?');
    await telegram.line.press('Escape');
    await choose('Ai mang máy quay?');
    await telegram.types('Em mang');
    const answer = await telegram.shows('Em mang');
    await answer.getByText('↩ Callboard: Ai mang máy quay?').waitFor();
    const last = stand.behind().telegram.messagesIn(SUPERGROUP).at(-1);
    expect(last?.reply_to_message?.text).toBe('Ai mang máy quay?');
    await telegram.types('Còn ai nữa?');
    await telegram.shows('Còn ai nữa?');
    expect(stand.behind().telegram.messagesIn(SUPERGROUP).at(-1)).not.toHaveProperty(
      'reply_to_message',
    );
  });

  test('leaves a chosen picture behind with the place it was chosen for', async () => {
    const { telegram, as } = await stand.screen();
    await as('Linh Trần');
    await telegram.opens(group);
    const file = { name: 'anh.png', mimeType: 'image/png', buffer: Buffer.from('png') };
    const chosen = telegram.element.getByRole('button', { name: /anh\.png/ });
    const choose = () => telegram.element.locator('input[type="file"]').setInputFiles(file);
    await choose();
    await chosen.waitFor();
    await telegram.opens('Khóa học');
    await chosen.waitFor({ state: 'hidden' });
    await choose();
    await chosen.waitFor();
    await as('Minh Phạm');
    await chosen.waitFor({ state: 'hidden' });
  });

  test('goes to the pinned message from the bar over the talk', async () => {
    const { telegram, as } = await stand.screen();
    await as('Linh Trần');
    await telegram.opens('Khóa học');
    const there = { chat_id, message_thread_id: 12 };
    const board = z
      .object({ message_id: z.number() })
      .parse(await bot().call('sendMessage', { ...there, text: 'Bảng thông báo' }));
    await bot().call('pinChatMessage', { chat_id, ...board });
    for (let line = 0; line < 30; line += 1)
      await bot().call('sendMessage', { ...there, text: `Tin ${line}` });
    await telegram.shows('Tin 29');
    const pinned = await telegram.shows('Bảng thông báo');
    await pinned.getByRole('img', { name: 'đã ghim' }).waitFor();
    expect(await isInView(pinned)).toBe(false);
    await telegram.element.getByRole('button', { name: 'đã ghim Bảng thông báo' }).click();
    await expect.poll(() => isInView(pinned)).toBe(true);
    await telegram.log.getByText('Callboard đã ghim một tin nhắn').waitFor();
  });

  test('disables, colours and copies by buttons', async () => {
    const { page, telegram, as } = await stand.screen();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await as('Linh Trần');
    await telegram.opens(group);
    await bot().call('sendMessage', {
      chat_id,
      text: 'Lớp quay phim',
      reply_markup: {
        inline_keyboard: [
          [
            { text: 'Hết chỗ', disabled: {} },
            { text: 'Hủy', callback_data: 'x', style: 'danger' },
            { text: 'Chép mã', copy_text: { text: 'CB-2311' } },
          ],
        ],
      },
    });
    const shown = await telegram.shows('Lớp quay phim');
    expect(await shown.getByRole('button', { name: 'Hết chỗ' }).isDisabled()).toBe(true);
    expect(await shown.getByRole('button', { name: 'Hủy' }).getAttribute('class')).toContain(
      'danger',
    );
    await telegram.presses('Chép mã');
    await page.getByText('Đã sao chép: CB-2311').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('CB-2311');
  });

  test('changes the release of the server and the person’s app', async () => {
    const { telegram, discord, as } = await stand.screen();
    const local = stand.behind().telegram;
    const settings = local.driver.settings;
    await as('Linh Trần');
    await telegram.opens(group);
    const menu = telegram.element.getByLabel('Máy chủ và ứng dụng');
    await menu.click();
    await telegram.element.getByLabel('Bot API của máy chủ').selectOption('10.1');
    await expect.poll(() => settings?.serverVersion()).toBe('10.1');
    await telegram.element.getByLabel('Ứng dụng cũ').check();
    await expect.poll(() => settings?.app('linh').isOld).toBe(true);
    await telegram.element.getByLabel('Bot API của máy chủ').selectOption('10.5');
    await telegram.element.getByLabel('Ứng dụng cũ').uncheck();
    await expect.poll(() => settings?.app('linh').isOld).toBe(false);
    expect(local.ephemeralsIn(SUPERGROUP, 'linh')).not.toEqual([]);
    await telegram.element.getByRole('button', { name: 'Mở lại ứng dụng' }).click();
    await expect.poll(() => local.ephemeralsIn(SUPERGROUP, 'linh')).toEqual([]);
    expect(await discord.element.locator('.settings').isVisible()).toBe(false);
  });
});
