import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { PageFixture } from './page-fixture.ts';
import type { PageObject } from './page-object.ts';

/** Opens the second event of a list: its button is beside it on Discord, and has its number on Telegram. */
async function openSecond(pane: PageObject['discord']): Promise<void> {
  const rows = pane.messages.last().locator('.section');
  if ((await rows.count()) === 0) await pane.presses(/^2\. /);
  else await rows.nth(1).getByRole('button').click();
}

export function conversationTests({ screen }: PageFixture): void {
  test('says in the language of the reader that it is a playground and shows both platforms', async () => {
    const { page, discord, telegram } = await screen({ locale: 'en-GB' });
    await page.getByRole('heading', { name: 'Callboard' }).waitFor();
    await page.getByText('Playground', { exact: true }).waitFor();
    await page.getByRole('banner').getByText('Not the real Discord and Telegram').waitFor();
    await discord.line.waitFor();
    await telegram.line.waitFor();
    const vietnamese = await screen({ locale: 'vi-VN' });
    await vietnamese.page.getByText('Sân thử', { exact: true }).waitFor();
    await vietnamese.page
      .getByRole('banner')
      .getByText('Không phải Discord và Telegram thật')
      .waitFor();
  });

  test('keeps the page in the language of the reader and each platform in that of the chosen person', async () => {
    const { page, discord, telegram, as } = await screen({ locale: 'vi-VN' });
    for (const name of ['Linh Trần', 'Thảo Nguyễn', 'Quang Lê', 'Hạnh Đỗ', 'Minh Phạm'])
      await as(name);
    await page.reload();
    await page.getByRole('radio', { name: 'Minh Phạm', checked: true }).waitFor();
    await page.getByRole('group', { name: 'Bạn là' }).waitFor();
    await page.getByText('Sân thử', { exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
    for (const pane of [discord, telegram]) {
      await expect.poll(() => pane.line.getAttribute('placeholder')).toContain('for commands');
      expect(await pane.element.getAttribute('lang')).toBe('en');
      await pane.types('/events this week');
      const answer = await pane.shows('Culture Heritage Week');
      // Nobody says in which language a message is: no reader is told a wrong one.
      expect(await answer.locator('.body').first().getAttribute('lang')).toBe('');
    }
  });

  test('lets a place be chosen from the list and explains where one may not write', async () => {
    const { discord, telegram } = await screen();
    await discord.opens('khóa-học');
    await discord.line.waitFor();
    await discord.opens('thông-báo');
    await discord.element.getByText('Ở đây bạn chỉ xem được.').waitFor();
    await discord.line.waitFor({ state: 'hidden' });
    await telegram.opens('Nhóm quay phim');
    await telegram.types('Chào cả nhóm');
    await telegram.shows('Chào cả nhóm');
    await telegram.opens('Nhà sáng tạo Việt');
    expect(await telegram.messages.filter({ hasText: 'Chào cả nhóm' }).count()).toBe(0);
  });

  test('offers examples in an empty conversation', async () => {
    const { discord, telegram, as } = await screen();
    await as('Quang Lê');
    await discord.presses('/events tuần này');
    expect(await discord.line.inputValue()).toBe('/events tuần này');
    await discord.line.press('Enter');
    await discord.shows('Sự kiện: T2 23/11');
    await telegram.presses('/alert_send');
    await telegram.line.press('Enter');
    await telegram.shows('Mức độ nào?');
  });

  test('offers commands after a slash on either platform and narrows them while typing', async () => {
    const { discord, telegram } = await screen();
    for (const pane of [discord, telegram]) {
      await pane.line.pressSequentially('/');
      const options = pane.suggestions.getByRole('option');
      await options.first().waitFor();
      const all = await options.count();
      expect(all).toBeGreaterThan(10);
      await pane.line.pressSequentially(pane === discord ? 'train' : 'lichh');
      await expect.poll(() => options.count()).toBeLessThan(all);
      await options.filter({ hasText: /khóa/i }).first().waitFor();
      await pane.line.press('Escape');
      await pane.suggestions.waitFor({ state: 'hidden' });
    }
  });

  test('answers what is on this week on both platforms', async () => {
    const { discord, telegram } = await screen();
    for (const pane of [discord, telegram]) {
      await pane.types('/events tuần này');
      const answer = await pane.shows('Sự kiện: T2 23/11 – CN 29/11');
      expect(await answer.textContent()).toContain('Tuần lễ Văn hóa Di sản');
    }
  });

  test('opens an event by a button, answers by another, and updates the message', async () => {
    const { discord, telegram, as } = await screen();
    await as('Hạnh Đỗ');
    const going = async (text: Promise<string | null>) =>
      Number(/Going:?\s*(\d+)/.exec((await text) ?? '')?.[1]);
    for (const pane of [discord, telegram]) {
      await pane.types('/events this week');
      await pane.shows('Culture Heritage Week');
      await openSecond(pane);
      const event = await pane.shows('Source');
      const before = await going(event.textContent());
      const messages = await pane.messages.count();
      await pane.presses('Going');
      await expect.poll(() => going(event.textContent())).toBe(before + 1);
      await event.getByText('edited').waitFor();
      expect(await pane.messages.count()).toBe(messages);
    }
  });

  test('offers an event as a calendar file', async () => {
    const { page, discord, telegram } = await screen();
    for (const pane of [discord, telegram]) {
      await pane.types('/events tuần này');
      await pane.shows('Tuần lễ Văn hóa Di sản');
      await openSecond(pane);
      await pane.shows('Nguồn tin');
      await pane.presses('Thêm vào lịch');
      const offered = pane.log.getByRole('link', { name: /^Tải .*\.ics/ }).last();
      const [download] = await Promise.all([page.waitForEvent('download'), offered.click()]);
      expect(download.suggestedFilename()).toMatch(/^[a-z0-9-]+\.ics$/);
      const text = await readFile(await download.path(), 'utf8');
      expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    }
  });

  test('marks an ephemeral answer and shows it to nobody else', async () => {
    const linh = await screen();
    await linh.discord.opens('trò-chuyện');
    await linh.discord.types('/mine');
    const answer = await linh.discord.shows('Của bạn');
    await answer.getByText('Chỉ bạn thấy tin này').waitFor();
    const minh = await screen();
    await minh.as('Minh Phạm');
    await minh.discord.opens('trò-chuyện');
    await minh.discord.types('hello');
    await minh.discord.shows('hello');
    expect(await minh.discord.messages.filter({ hasText: 'Của bạn' }).count()).toBe(0);
  });

  test('does not show a private prompt of the Telegram bot in the group', async () => {
    const { telegram, as } = await screen();
    await as('Thảo Nguyễn');
    await telegram.opens('Nhà sáng tạo Việt');
    await telegram.types('/course_new');
    await telegram.shows(/chat riêng/);
  });

  test('shows why a platform refused and keeps the typed text', async () => {
    const { page, discord, as, browserErrors } = await screen();
    await as('Quang Lê');
    await discord.types('/alert send');
    await page.getByRole('status').getByText('needs: severity, title, source').waitFor();
    expect(await discord.line.inputValue()).toBe('/alert send');
    expect(browserErrors.splice(0)).toEqual([expect.stringContaining('409')]);
  });
}
