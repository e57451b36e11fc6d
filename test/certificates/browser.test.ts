import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nameCertificate } from '../../src/certificates/holders/naming.ts';
import { verifyRoutes } from '../../src/certificates/verify/routes.ts';
import { noQueryCache } from '../../src/database/cache/query-cache.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { startWebServer, type WebServer } from '../../src/web/server.ts';
import { chromiumPath } from '../playground/page/browser.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';
import { certificateOf, issueAll, openCourse } from './certificate-fixture.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let database: OpenDatabase;
let server: WebServer;
let browser: Browser;
let code = '';

describe.skipIf(chromiumPath === undefined)('the pages that verify, in a browser', () => {
  beforeAll(async () => {
    database = await openEmbeddedDatabase();
    const { organiser, community, course, people } = await openCourse(database);
    await issueAll(organiser, community, course);
    const [holder] = people;
    if (!holder) throw new Error('nobody');
    const name = 'Nguyễn Phước Hoàng Thị Quỳnh Như Ngọc Bảo Trân Đỗ Ẩn Ưỡn Ữ Ý';
    const unnamed = await certificateOf(holder);
    ({ code } = await nameCertificate(holder, unnamed, { name, showsName: true }));
    const routes = verifyRoutes({ db: database.prisma, cache: noQueryCache, now: Date.now });
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
    ['', '?code=x', 'code'].map((where) => ({ colorScheme, where })),
  );
  test.each(cases)('have no fault on a phone: $where in $colorScheme', async (one) => {
    const page = await browser.newPage({
      ...{ bypassCSP: true, colorScheme: one.colorScheme },
      viewport: { width: 360, height: 740 },
    });
    await page.goto(`${server.url}/verify${one.where === 'code' ? `/${code}` : one.where}`);
    await page.evaluate(axe);
    const { violations, incomplete }: AxeResults = await page.evaluate(
      `axe.run(document, { runOnly: ${JSON.stringify(rules)} })`,
    );
    expect([...violations, ...incomplete].map(({ id, help }) => `${id}: ${help}`)).toEqual([]);
    const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect(wide).toBe(false);
    await page.close();
  });

  test('lead from a typed code to its certificate without a script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.url}/verify?lang=en`);
    await page.fill('#code', code.toLowerCase());
    await page.click('button');
    await page.waitForURL('**/verify/*-*-*?lang=en');
    expect(await page.textContent('main')).toContain('This certificate is valid.');
    await context.close();
  });
});
