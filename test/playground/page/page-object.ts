import type { BrowserContextOptions, Locator, Page } from 'playwright-core';

/** How long a person looks at the page before giving up, in milliseconds. */
const timeoutMs = 5_000;

/** One platform's half of the page. */
export interface Pane {
  element: Locator;
  /** Where one types. */
  line: Locator;
  log: Locator;
  messages: Locator;
  suggestions: Locator;
  types(text: string): Promise<void>;
  opens(place: string): Promise<void>;
  /** Waits for the newest message with these words. */
  shows(words: string | RegExp): Promise<Locator>;
  presses(label: string | RegExp): Promise<void>;
}

/** The page as one person has it before them. */
export interface PageObject {
  page: Page;
  discord: Pane;
  telegram: Pane;
  /** Opens the page as somebody who was never here. */
  open(): Promise<void>;
  /** Leaves it, and nothing of the visit. */
  leave(): Promise<void>;
  /** Sits down as somebody of the sample community. */
  as(name: string): Promise<void>;
  /** What the browser complained of. */
  browserErrors: string[];
}

export type PageOptions = Pick<BrowserContextOptions, 'viewport' | 'locale' | 'colorScheme'>;

function paneOf(page: Page, name: string): Pane {
  const element = page.getByRole('region', { name, exact: true, includeHidden: true });
  const line = element.getByRole('textbox');
  const log = element.getByRole('log');
  const messages = log.getByRole('article');
  return {
    element,
    line,
    log,
    messages,
    suggestions: element.getByRole('listbox'),
    async types(text) {
      await line.fill(text);
      await line.press('Enter');
    },
    async opens(place) {
      const list = element.getByRole('navigation');
      await list.getByRole('button').filter({ hasText: place }).first().click();
      await element.getByRole('log', { name: new RegExp(`${place}$`) }).waitFor();
    },
    async shows(words) {
      const found = messages.filter({ hasText: words }).last();
      await found.waitFor();
      return found;
    },
    presses: (label) => log.getByRole('button', { name: label, exact: true }).last().click(),
  };
}

/** The page at this address, not open yet. */
export function createPageObject(page: Page, url: string): PageObject {
  const browserErrors: string[] = [];
  page.setDefaultTimeout(timeoutMs);
  page.on('pageerror', (error) => browserErrors.push(`${error}`));
  page.on('console', (said) => {
    if (['error', 'warning'].includes(said.type()))
      browserErrors.push(`${said.text()} ${said.location().url}`);
  });
  return {
    page,
    discord: paneOf(page, 'Discord'),
    telegram: paneOf(page, 'Telegram'),
    browserErrors,
    async open() {
      await page.goto(url);
      await page.getByRole('radio', { checked: true }).waitFor();
    },
    async leave() {
      await page.evaluate('sessionStorage.clear()');
      await page.goto('about:blank');
    },
    async as(name) {
      await page.locator('label').filter({ hasText: name }).click();
      await page.getByRole('radio', { name, checked: true }).waitFor();
    },
  };
}
