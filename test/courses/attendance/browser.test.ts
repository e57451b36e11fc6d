import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noPlatformPermissions } from '../../../src/context/roles/platform-permissions.ts';
import { openPage } from '../../../src/courses/attendance/pages/open-page.ts';
import { attendanceRoutes } from '../../../src/courses/attendance/pages/routes.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { startWebServer, type WebServer } from '../../../src/web/server.ts';
import { chromiumPath } from '../../playground/page/browser.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { tuesdayMorning } from '../../support/fixtures/command-context.ts';
import { openCourse } from './attendance-fixture.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const longName = 'Nguyễn Phước Hoàng Thị Quỳnh Như Ngọc Bảo Trân Đỗ Ẩn Ưỡn Ữ Ý';

let database: OpenDatabase;
let server: WebServer;
let browser: Browser;
const paths = { screen: '', list: '', checkin: '/checkin/123456', closed: '/attendance/list/x' };

describe.skipIf(chromiumPath === undefined)('the pages about attendance, in a browser', () => {
  beforeAll(async () => {
    database = await openEmbeddedDatabase();
    const { db, organiser, course, sessions, people } = await openCourse(...[database, [0]], [
      ['late'],
      [null],
    ]);
    const [session] = sessions;
    if (!session) throw new Error('no session');
    for (const { account } of people)
      await db.account.update({ where: { id: account.id }, data: { name: longName } });
    for (const kind of ['screen', 'list'] as const)
      paths[kind] = `/attendance/${kind}/${await openPage(organiser, { course, session, kind })}`;
    const routes = attendanceRoutes({
      ...{ db, now: () => tuesdayMorning.epochMilliseconds, publicUrl: 'https://a.example' },
      platformPermissions: {
        discord: noPlatformPermissions,
        telegram: { ...noPlatformPermissions, privateChatUrl: () => 'https://t.me/x?start=y' },
      },
      roleResolver: {
        ...{ deploymentAdmins: [], rolesOf: async () => new Set(['organiser'] as const) },
        basisOf: async () => ({ isImplicitAdmin: false, grants: [] }),
      },
    });
    [server, browser] = await Promise.all([
      startWebServer(routes, { host: '127.0.0.1', port: 0 }),
      chromium.launch({
        ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
        args: ['--no-sandbox'],
      }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await database?.close();
  });

  const cases = (['light', 'dark'] as const).flatMap((colorScheme) =>
    (['screen', 'list', 'checkin', 'closed'] as const).flatMap((where) =>
      (where === 'screen' ? [320, 960, 1280] : [320]).map((width) => ({
        colorScheme,
        where,
        width,
      })),
    ),
  );
  test.each(cases)('have no fault: $where, $width wide, in $colorScheme', async (one) => {
    const page = await browser.newPage({
      ...{ bypassCSP: true, colorScheme: one.colorScheme },
      viewport: { width: one.width, height: 720 },
    });
    await page.goto(`${server.url}${paths[one.where]}`);
    await page.evaluate(
      "for (const folded of document.querySelectorAll('details')) folded.open = true",
    );
    await page.evaluate(axe);
    const { violations, incomplete }: AxeResults = await page.evaluate(
      // The screen reloads by itself: that is what it is for.
      `axe.run(document, { runOnly: ${JSON.stringify(rules)}, rules: { 'meta-refresh': { enabled: false } } })`,
    );
    expect([...violations, ...incomplete].map(({ id, help }) => `${id}: ${help}`)).toEqual([]);
    const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect(wide).toBe(false);
    const tall = await page.evaluate('document.documentElement.scrollHeight > innerHeight');
    if (one.where === 'screen') expect(tall).toBe(false);
    await page.close();
  });

  test('take a tick and a correction without a script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.url}${paths.list}`);
    await page.click('button.main');
    await page.waitForURL('**/list/*#p-*');
    expect(await page.textContent('main')).toContain('1 có mặt · 1 đến muộn');
    await page.click('summary >> nth=0');
    await page.fill('input[name=reason] >> nth=0', 'Nhầm người');
    await page.click('details[open] button[value=excused]');
    await page.waitForSelector('text=có phép');
    const marks = await database.prisma.signup.findMany({ where: { attendance: 'excused' } });
    expect(marks).toHaveLength(1);
    await context.close();
  });
});
