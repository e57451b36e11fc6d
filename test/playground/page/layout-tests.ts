import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { PageFixture } from './page-fixture.ts';
import type { PageObject, Pane } from './page-object.ts';

const hostile = [
  '<img src=x onerror="window.broken=1">',
  '"><script>window.broken=1</script><svg onload=window.broken=1>',
  '[click](javascript:window.broken=1) <a href="javascript:window.broken=1">x</a>',
  '<style>body{display:none}</style>{{constructor.constructor("window.broken=1")()}}',
];

const narrow = { viewport: { width: 360, height: 740 } };

/** How many pixels the page is wider than its window. */
const overhang = ({ page }: PageObject) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** How many pixels of a log stand below what one sees of it. */
const below = ({ log }: Pane) =>
  log.evaluate((box: { scrollHeight: number; scrollTop: number; clientHeight: number }) =>
    Math.round(box.scrollHeight - box.scrollTop - box.clientHeight),
  );

/** The newest message is seen to its end, and there is more above it than fits. */
async function isAtNewest(pane: Pane): Promise<void> {
  await expect.poll(() => below(pane)).toBeLessThanOrEqual(1);
  const height = (box: { scrollHeight: number; clientHeight: number }) =>
    box.scrollHeight - box.clientHeight;
  expect(await pane.log.evaluate(height)).toBeGreaterThan(0);
}

/** Presses Tab until somebody who uses no mouse is there. */
async function tabTo({ page }: PageObject, { line }: Pane): Promise<void> {
  for (let pressed = 0; pressed < 40; pressed += 1) {
    if ((await line.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the line cannot be reached by Tab');
}

/** Goes down the suggestions to one of them. */
async function arrowTo(options: Locator, label: string, page: Page): Promise<void> {
  const labels = await options.allTextContents();
  const wanted = labels.findIndex((text) => text.startsWith(label));
  expect(await options.first().getAttribute('aria-selected')).toBe('true');
  for (let step = 0; step < wanted + labels.length; step += 1)
    await page.keyboard.press('ArrowDown');
  expect(await options.nth(wanted).getAttribute('aria-selected')).toBe('true');
}

export function layoutTests({ screen }: PageFixture): void {
  test('is fully usable by keyboard', async () => {
    const stage = await screen();
    const { page, discord, telegram } = stage;
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('radio', { name: 'Minh Phạm', checked: true }).waitFor();
    for (const pane of [discord, telegram]) {
      await tabTo(stage, pane);
      await page.keyboard.type('/event');
      const options = pane.suggestions.getByRole('option');
      await options.filter({ hasText: '/events' }).waitFor();
      await arrowTo(options, '/events', page);
      await page.keyboard.press('Tab');
      await expect.poll(() => pane.line.inputValue()).toBe('/events ');
      await page.keyboard.type('this week');
      await page.keyboard.press('Enter');
      await pane.shows('Culture Heritage Week');
      // Back over the button for a picture and “Going”.
      for (let steps = 0; steps < 3; steps += 1) await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      await pane.shows('Source');
    }
  });

  test('shows one platform at a time at 360 pixels without horizontal overflow', async () => {
    const phone = await screen(narrow);
    const { page, discord, telegram } = phone;
    await discord.line.waitFor();
    await telegram.line.waitFor({ state: 'hidden' });
    for (const name of ['Linh Trần', 'Minh Phạm', 'Thảo Nguyễn', 'Quang Lê', 'Hạnh Đỗ'])
      await page.getByRole('radio', { name }).waitFor();
    await discord.types('/events tuần này');
    await discord.shows('Tuần lễ Văn hóa Di sản');
    await discord.line.pressSequentially('/');
    await discord.suggestions.waitFor();
    expect(await overhang(phone)).toBe(0);
    await page.getByRole('tab', { name: 'Telegram' }).click();
    await telegram.line.waitFor();
    await discord.line.waitFor({ state: 'hidden' });
    await telegram.types('/training');
    await telegram.shows('Khóa học đang mở');
    await telegram.element.getByRole('button', { name: 'Hiện danh sách' }).click();
    expect(await overhang(phone)).toBe(0);
    await telegram.opens('Nhóm quay phim');
    await telegram.element.getByRole('navigation').waitFor({ state: 'hidden' });
    await page.keyboard.press('Shift+Tab');
    await page.getByRole('tab', { name: 'Telegram' }).press('ArrowLeft');
    await discord.line.waitFor();
  });

  test('opens a chat on a phone at its newest message and stays there for any person and tab', async () => {
    const { page, discord, telegram, as } = await screen(narrow);
    const tab = (name: string) => page.getByRole('tab', { name }).click();
    await discord.types('/training');
    await discord.shows('đang mở');
    await isAtNewest(discord);
    await tab('Telegram');
    await telegram.types('/events');
    await telegram.shows('sắp tới');
    await telegram.types('/training');
    await telegram.shows('đang mở');
    await isAtNewest(telegram);
    await as('Minh Phạm');
    await as('Linh Trần');
    await telegram.shows('đang mở');
    await isAtNewest(telegram);
    await tab('Discord');
    await isAtNewest(discord);
    await page.reload();
    await tab('Telegram');
    await telegram.shows('đang mở');
    await isAtNewest(telegram);
  });

  test('keeps the scroll position of a reader until they write', async () => {
    const { telegram, page } = await screen(narrow);
    await page.getByRole('tab', { name: 'Telegram' }).click();
    for (const line of ['/events', '/training']) await telegram.types(line);
    await telegram.shows('đang mở');
    await isAtNewest(telegram);
    await telegram.log.evaluate((box: { scrollTop: number }) => {
      box.scrollTop = 0;
    });
    await expect.poll(() => below(telegram)).toBeGreaterThan(100);
    await page.getByRole('tab', { name: 'Discord' }).click();
    await page.getByRole('tab', { name: 'Telegram' }).click();
    expect(await below(telegram)).toBeGreaterThan(100);
    await telegram.types('/mine');
    await isAtNewest(telegram);
  });

  test('uses at most a tenth of a phone screen for the header', async () => {
    const { page } = await screen(narrow);
    const tabs = page.getByRole('tablist');
    await tabs.waitFor();
    const box = await tabs.boundingBox();
    expect((box?.y ?? Number.NaN) + (box?.height ?? 0)).toBeLessThanOrEqual(
      narrow.viewport.height / 10,
    );
  });

  test('shows typed text literally', async () => {
    const { page, discord, telegram } = await screen();
    await discord.opens('trò-chuyện');
    await telegram.opens('Nhóm quay phim');
    for (const [index, text] of hostile.entries()) {
      for (const pane of [discord, telegram]) {
        await pane.types(`${index} ${text}`);
        const said = await pane.shows(`${index} ${text.slice(0, 10)}`);
        expect(await said.locator('img, script, svg, style, iframe').count()).toBe(0);
        expect(await said.locator('a[href^="javascript"]').count()).toBe(0);
      }
    }
    expect(await page.evaluate('window.broken')).toBeUndefined();
    await discord.line.waitFor();
  });
}
