import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { lazy } from '../../lazy.ts';
import { splitGraphemes } from '../../message/text/truncate.ts';
import { readFontMetrics } from './render/font-metrics.ts';

const { resolve } = createRequire(import.meta.url);
const metrics = lazy(() =>
  readFontMetrics(
    readFileSync(
      resolve('@expo-google-fonts/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf'),
    ),
  ),
);

/** A letter with marks that Unicode has no single character for: fonts put them beside each other. */
const isDecomposed = (letter: string): boolean => /\p{M}/u.test(letter.normalize('NFC'));

/** The letters of a text that pictures and certificates cannot show, each once. */
export const undrawableLetters = (text: string): string[] => [
  ...new Set(
    splitGraphemes(text.normalize('NFC')).filter(
      (letter) =>
        isDecomposed(letter) ||
        [...letter].some((one) => metrics().advance(one.codePointAt(0) ?? 0) === undefined),
    ),
  ),
];
