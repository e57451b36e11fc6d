import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { startWebServer, type WebServer } from '../../../src/web/server.ts';
import { chromiumPath } from '../../playground/page/browser.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { type FeedFixture, openFeedFixture } from '../served/feed-fixture.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const narrow = { width: 360, height: 740 };
const wide = { width: 1280, height: 800 };

let database: OpenDatabase;
let fixture: FeedFixture;
let server: WebServer;
let browser: Browser;
let eventId = '';

const paths = () => ({
  list: `/calendar/${fixture.communityId}`,
  month: `/calendar/${fixture.communityId}/2026-11`,
  event: `/calendar/${fixture.communityId}/${eventId}`,
  nothing: '/calendar/nothing',
});

async function open<Value>(
  path: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<Value>,
): Promise<Value> {
  const page = await browser.newPage(options);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`${error}`));
  page.on('console', (said) => {
    // A page that is not there is one that the browser complains of.
    if (['error', 'warning'].includes(said.type()) && !said.text().includes('404'))
      complaints.push(said.text());
  });
  try {
    await page.goto(server.url + path);
    const value = await use(page);
    expect(complaints, 'what the browser complained of').toEqual([]);
    return value;
  } finally {
    await page.close();
  }
}

/** What axe finds wrong, and what it could not decide but colours over nothing. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations, incomplete }: AxeResults = await page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
  );
  return [...violations, ...incomplete].flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html}`),
  );
}

describe.skipIf(chromiumPath === undefined)('the public pages in a browser', () => {
  beforeAll(async () => {
    database = await openEmbeddedDatabase();
    fixture = await openFeedFixture(database, '');
    const { db, communityId, addEvent, addSession, days } = fixture;
    await db.community.update({
      where: { id: communityId },
      data: { name: 'Mạng lưới Nhà sáng tạo', showsLunarDates: true },
    });
    const long = { title: 'Liên hoan Phim tài liệu Thành phố Hồ Chí Minh lần thứ mười bảy' };
    ({ id: eventId } = await addEvent({
      ...{ ...long, place: 'Nhà văn hóa Thanh niên, 4 Phạm Ngọc Thạch', topic: 'phim' },
      summary: 'Chiếu phim và trò chuyện.\n\nMang theo áo ấm.',
      translations: { en: { title: 'Documentary Film Festival', summary: 'Films and talks.' } },
      sourceUrl: 'https://example.org/phim',
      linkUrl: 'https://example.org/ve',
      previousStartsAt: days(1),
    }));
    await addEvent({ title: 'Chợ phiên', state: 'cancelled' });
    await addEvent({ title: 'Đi bộ', state: 'postponed', startsAt: days(5), endsAt: days(5.1) });
    await addEvent({
      ...{ title: 'Hội chợ xuân', allDay: true },
      startsAt: new Date('2026-11-09T17:00:00Z'),
      endsAt: new Date('2026-11-12T17:00:00Z'),
    });
    await addEvent({ title: 'Tiệc cuối năm', startsAt: days(30), endsAt: days(30.1) });
    await addSession();
    [server, browser] = await Promise.all([
      startWebServer(fixture.routes, { host: '127.0.0.1', port: 0 }),
      chromium.launch({ executablePath: chromiumPath ?? '' }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await database?.close();
  });

  const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
    [wide, narrow].flatMap((viewport) =>
      ['vi', 'en'].map((lang) => ({ colorScheme, viewport, lang, width: viewport.width })),
    ),
  );

  test.each(looks)(
    'are without a fault in $lang, $colorScheme, $width pixels wide',
    async ({ lang, ...options }) => {
      await open(paths().list, options, async (page) => {
        for (const [name, path] of Object.entries(paths())) {
          await page.goto(`${server.url}${path}?lang=${lang}`);
          const overhang = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect(overhang, `${name} is wider than the window`).toBe(0);
          expect(await faultsOf(page), name).toEqual([]);
        }
      });
    },
  );

  test.each([wide, narrow])('can be read with the keyboard alone, $width pixels wide', (viewport) =>
    open(paths().list, { viewport }, async (page) => {
      const press = async (key: string) => page.keyboard.press(key);
      const focused = page.locator(':focus');
      /** Tabs on until a link with this text is there, which must be seen. */
      const tabTo = async (text: string) => {
        for (let pressed = 0; pressed < 60; pressed += 1) {
          if ((await focused.count()) > 0 && ((await focused.textContent()) ?? '').includes(text)) {
            expect(
              await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'),
            ).toBe('solid');
            return;
          }
          await press('Tab');
        }
        throw new Error(`“${text}” cannot be reached by Tab`);
      };
      await press('Tab');
      expect((await focused.textContent()) ?? '').toBe('Đến phần nội dung');
      expect((await focused.boundingBox())?.x).toBeGreaterThanOrEqual(0);
      await press('Enter');
      await press('Tab');
      expect((await focused.textContent()) ?? '').toBe('Danh sách');
      await tabTo('Tháng');
      await press('Enter');
      await page.waitForURL(/\/2026-11$/);
      if (viewport === narrow) {
        await tabTo('sự kiện');
        await press('Enter');
        expect(new URL(page.url()).hash).toMatch(/^#day-\d+$/);
      }
      await tabTo('Liên hoan Phim');
      await press('Enter');
      await page.waitForURL(new RegExp(`/${eventId}$`));
      await tabTo('Mọi sự kiện');
      await press('Enter');
      await page.waitForURL(new RegExp(`/${fixture.communityId}$`));
    }),
  );

  test('show the month as a table on paper, without what is only for the screen', () =>
    open(paths().month, { viewport: wide }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('table').isVisible()).toBe(true);
      expect(await page.getByRole('navigation').count()).toBe(0);
      expect(await page.getByRole('columnheader').count()).toBe(7);
      expect(await page.getByRole('table', { name: 'Lịch Tháng 11/2026' }).count()).toBe(1);
    }));
});
