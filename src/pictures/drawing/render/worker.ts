import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';
import type { CertificateDrawing, Drawing } from '../drawing.ts';
import { drawBadge } from './badge.ts';
import { type Fonts, fontFamily } from './canvas.ts';
import { drawCard } from './card.ts';
import { readFontMetrics } from './font-metrics.ts';
import { drawMonth } from './month.ts';
import { drawRatings } from './ratings.ts';
import { drawWeek } from './week.ts';

// Commands come first. On Linux this is for the calling thread alone, elsewhere for the program. Source: setpriority(2),
// findings/node-set-priority-in-thread.sh.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const { resolve } = createRequire(import.meta.url);
const fontFiles = [
  '400Regular/BeVietnamPro_400Regular.ttf',
  '600SemiBold/BeVietnamPro_600SemiBold.ttf',
].map((file) => resolve(`@expo-google-fonts/be-vietnam-pro/${file}`));
const [regular, bold] = fontFiles.map((file) => readFontMetrics(readFileSync(file)));
if (!regular || !bold) throw new Error('the fonts are missing');
const fonts: Fonts = { regular, bold };

type PngDrawing = Exclude<Drawing, { kind: 'certificate' }>;

function draw(drawing: PngDrawing): string {
  switch (drawing.kind) {
    case 'month':
      return drawMonth(drawing, fonts);
    case 'week':
      return drawWeek(drawing, fonts);
    case 'badge':
      return drawBadge(drawing, fonts);
    case 'ratings':
      return drawRatings(drawing, fonts);
    case 'card':
      return drawCard(drawing, fonts);
  }
}

const renderPng = (drawing: PngDrawing): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    new Resvg(draw(drawing), {
      font: { loadSystemFonts: false, fontFiles, defaultFontFamily: fontFamily },
      logLevel: 'off',
    })
      .render()
      .asPng(),
  );

async function renderPdf(drawing: CertificateDrawing): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded with the first certificate: it takes as long as ten calendars.
  const { drawCertificate } = await import('./certificate.ts');
  return Uint8Array.from(await drawCertificate(drawing, fontFiles, fonts));
}

// The rendering takes the time of a hundred commands: it is done in a thread of its own, of which this is the file.
parentPort?.on('message', async ({ id, drawing }: { id: number; drawing: Drawing }) => {
  try {
    const bytes = drawing.kind === 'certificate' ? await renderPdf(drawing) : renderPng(drawing);
    parentPort?.postMessage({ id, bytes }, [bytes.buffer]);
  } catch (error) {
    parentPort?.postMessage({ id, problem: String(error) });
  }
});
