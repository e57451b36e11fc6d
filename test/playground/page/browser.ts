import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

const isRunnable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Chromium of this machine: `CHROMIUM`, else the first in `PATH`; undefined where there is none. */
function findChromium(): string | undefined {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return names
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => isRunnable(file));
}

export const chromiumPath = findChromium();

if (chromiumPath === undefined)
  console.warn(
    `Skipped: the page is not tried in a browser, for there is none of ${names.join(', ')} in PATH; CHROMIUM may name one.`,
  );
