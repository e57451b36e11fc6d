import { chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { playgroundRoutes } from '../../../playground/routes.ts';
import type { Stage } from '../../../playground/stage.ts';
import { startServer } from '../../../src/web/server.ts';
import { chromiumPath } from './browser.ts';
import { createScreen, type Screen, type ScreenOptions } from './screen.ts';

export type Theatre = Pick<ReturnType<typeof theatre>, 'screen'>;

/** What stands behind the page. */
export interface Backstage {
  stages: readonly Stage[];
  mediaOrigin: string;
  close(): Promise<void>;
}

/** The page over one start of what stands behind it; every test opens it anew. */
export function theatre<Behind extends Backstage>(open: () => Promise<Behind>) {
  let started: Awaited<ReturnType<typeof start>> | undefined;
  const inUse: { kind: string; screen: Screen }[] = [];
  /** A browser window costs half a second: those of earlier tests serve again. */
  const idle: typeof inUse = [];

  const serve = (behind: Behind, run: number, port = 0) =>
    startServer(playgroundRoutes({ ...behind, run }), { host: '127.0.0.1', port });

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
    const complaints = used.flatMap(({ screen }) => screen.complaints.splice(0));
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
    async screen(options: ScreenOptions = {}): Promise<Screen> {
      const { browser, server } = now();
      const kind = JSON.stringify(options);
      const at = idle.findIndex((one) => one.kind === kind);
      const one = idle.splice(at, at < 0 ? 0 : 1)[0] ?? {
        kind,
        screen: createScreen(await browser.newPage({ locale: 'vi-VN', ...options }), server.url),
      };
      inUse.push(one);
      await one.screen.open();
      return one.screen;
    },
  };
}
