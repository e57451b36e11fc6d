import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../test/playground/page/browser.ts';
import type { PageObject } from '../test/playground/page/page-object.ts';
import { takeShot } from './screenshots/camera.ts';
import { formNames, startFormBot } from './screenshots/form-bot.ts';
import { startProgram } from './screenshots/program.ts';
import { programShots } from './screenshots/program-shots.ts';

/** `node scripts/screenshots.ts FOLDER [NAME]`: pictures of the page in light, dark and on a phone, of all or of those with the name. */
const [folder, wanted = ''] = process.argv.slice(2);
if (!folder || !chromiumPath) {
  console.error('Say where to put them (node scripts/screenshots.ts FOLDER); Chromium is needed.');
  process.exit(1);
}
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: chromiumPath });
const [program, formBot] = await Promise.all([startProgram(), startFormBot()]);
try {
  const formShots = formNames.map((name) => ({
    name,
    url: formBot.url,
    person: 'Linh Trần',
    places: { discord: 'trò-chuyện' },
    async prepare({ page, discord }: PageObject) {
      await discord.types(`/${name}`);
      await page.getByRole('dialog').waitFor();
    },
  }));
  for (const shot of [...(await programShots(program)), ...formShots]) {
    if (!shot.name.includes(wanted)) continue;
    for (const name of await takeShot(browser, folder, shot)) console.log(name);
  }
} finally {
  await browser.close();
  await Promise.all([program.stop(), formBot.stop()]);
}
process.exit();
