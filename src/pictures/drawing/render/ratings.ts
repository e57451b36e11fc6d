import { cardSize, type RatingsDrawing } from '../drawing.ts';
import { createCanvas, type Fonts } from './canvas.ts';

const margin = 72;
const bar = { x: 150, height: 52, step: 76, top: 236, width: 860 } as const;

/** How many people gave each rating, the best first. */
export function drawRatings(
  { scheme, title, community, summary, bars }: RatingsDrawing,
  fonts: Fonts,
): string {
  const canvas = createCanvas(cardSize, scheme, fonts);
  const width = cardSize.width - 2 * margin;
  canvas.text(community, { x: margin, y: 76, width }, { size: 26, colour: 'soft', isBold: true });
  canvas.text(title, { x: margin, y: 134, width }, { size: 44, isBold: true });
  canvas.text(summary, { x: margin, y: 184, width }, { size: 28 });
  const most = Math.max(1, ...bars.map(({ count }) => count));
  for (const [index, { label, count }] of bars.entries()) {
    const y = bar.top + index * bar.step;
    const baseline = y + bar.height / 2 + 11;
    canvas.text(
      label,
      { x: bar.x - 24, y: baseline, width: 54 },
      { size: 32, isBold: true, anchor: 'end' },
    );
    canvas.rect({ x: bar.x, y, width: bar.width, height: bar.height }, 'card', 8);
    const filled = Math.round((bar.width * count) / most);
    if (filled > 0) canvas.rect({ x: bar.x, y, width: filled, height: bar.height }, 'accent', 8);
    canvas.text(
      String(count),
      { x: bar.x + bar.width + 20, y: baseline, width: 100 },
      { size: 30 },
    );
  }
  return canvas.svg();
}
