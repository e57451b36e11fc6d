import path from 'node:path';
import type { Browser } from 'playwright-core';
import {
  createPageObject,
  type PageObject,
  type Pane,
} from '../../test/playground/page/page-object.ts';

/** Sizes and colours in which everything is taken. */
const looks = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 844 } },
  'phone-dark': { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
} as const;

export type PlatformName = 'discord' | 'telegram';

/** What a picture shows. */
export interface Shot {
  name: string;
  url: string;
  /** Name of the person who looks. */
  person: string;
  /** The place to open on each platform. A phone shows one platform at a time and takes one picture for each. */
  places: Partial<Record<PlatformName, string>>;
  /** What happens before the first look. */
  before?(): Promise<void>;
  /** Does what is left to do on the page in every look. */
  prepare?(page: PageObject): Promise<void>;
}

const titles = { discord: 'Discord', telegram: 'Telegram' } as const;

async function openPlace(screen: PageObject, pane: Pane, place: string): Promise<void> {
  const toggle = pane.element.locator('.toggle');
  if (await toggle.isVisible()) await toggle.click();
  await pane.opens(place);
  await screen.page.keyboard.press('Escape');
}

/** Takes a picture in every look, as `NAME-LOOK.png`. @returns the file names */
export async function takeShot(browser: Browser, folder: string, shot: Shot): Promise<string[]> {
  const taken: string[] = [];
  await shot.before?.();
  const platforms = (['discord', 'telegram'] as const).filter((one) => shot.places[one]);
  for (const [look, options] of Object.entries(looks)) {
    const isPhone = options.viewport.width < 600;
    for (const shown of isPhone ? platforms : platforms.slice(0, 1)) {
      const page = await browser.newPage({ ...options, locale: 'vi-VN', deviceScaleFactor: 1 });
      const screen = createPageObject(page, shot.url);
      await screen.open();
      await screen.as(shot.person);
      for (const platform of isPhone ? [shown] : platforms) {
        if (isPhone) await page.getByRole('tab', { name: titles[platform] }).click();
        await openPlace(screen, screen[platform], shot.places[platform] ?? '');
      }
      await shot.prepare?.(screen);
      await page.waitForTimeout(300);
      const name = `${shot.name}-${isPhone ? `${shown}-` : ''}${look}.png`;
      await page.screenshot({ path: path.join(folder, name) });
      taken.push(name);
      // A form stays open for its person until somebody closes it.
      if (await page.getByRole('dialog').isVisible()) {
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
      }
      await page.close();
    }
  }
  return taken;
}
