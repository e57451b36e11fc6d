import { chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { ClientDriver } from '../../../playground/driver/client-driver.ts';
import { playgroundRoutes } from '../../../playground/server/routes.ts';
import { startWebServer } from '../../../src/web/server.ts';
import { chromiumPath } from './browser.ts';
import { createPageObject, type PageObject, type PageOptions } from './page-object.ts';

export type PageFixture = Pick<ReturnType<typeof createPageFixture>, 'screen'>;

/** What stands behind the page. */
export interface PageBackend {
  drivers: readonly ClientDriver[];
  mediaOrigin: string;
  close(): Promise<void>;
}

/** The page over one start of what stands behind it; every test opens it anew. */
export function createPageFixture<Behind extends PageBackend>(open: () => Promise<Behind>) {
  let started: Awaited<ReturnType<typeof start>> | undefined;
  const inUse: { kind: string; screen: PageObject }[] = [];
  /** A browser window costs half a second: those of earlier tests serve again. */
  const idle: typeof inUse = [];

  const serve = (behind: Behind, startId: number, port = 0) =>
    startWebServer(playgroundRoutes({ ...behind, startId }), { host: '127.0.0.1', port });

  async function start() {
    const [behind, browser] = await Promise.all([
      open(),
      chromium.launch({ executablePath: chromiumPath ?? '' }),
    ]);
    return { behind, browser, server: await serve(behind, 1) };
  }
  const now = () => {
    if (!started) throw new Error('nothing stands yet');
    return started;
  };

  beforeAll(async () => {
    started = await start();
  });
  afterEach(async () => {
    const used = inUse.splice(0);
    const complaints = used.flatMap(({ screen }) => screen.browserErrors.splice(0));
    await Promise.all(used.map(({ screen }) => screen.leave()));
    idle.push(...used);
    expect(complaints, 'what the browser complained of').toEqual([]);
  });
  afterAll(async () => {
    await started?.browser.close();
    await started?.server.close();
    await started?.behind.close();
  });

  return {
    behind: () => now().behind,
    /** The program stops. */
    stop: () => now().server.close(),
    /** The program is started anew, at the same address. */
    async startAgain(): Promise<void> {
      const { behind, server } = now();
      now().server = await serve(behind, 2, Number(new URL(server.url).port));
    },
    /** The page in a browser window that nobody has used. */
    async screen(options: PageOptions = {}): Promise<PageObject> {
      const { browser, server } = now();
      const kind = JSON.stringify(options);
      const at = idle.findIndex((one) => one.kind === kind);
      const one = idle.splice(at, at < 0 ? 0 : 1)[0] ?? {
        kind,
        screen: createPageObject(
          await browser.newPage({ locale: 'vi-VN', ...options }),
          server.url,
        ),
      };
      inUse.push(one);
      await one.screen.open();
      return one.screen;
    },
  };
}
