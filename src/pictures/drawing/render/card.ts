import { type CardDrawing, cardSize } from '../drawing.ts';
import { createCanvas, type Fonts } from './canvas.ts';

const margin = 72;

/** The picture of a page where somebody links to it. */
export function drawCard(
  { scheme, title, community, lines, more }: CardDrawing,
  fonts: Fonts,
): string {
  const canvas = createCanvas(cardSize, scheme, fonts);
  canvas.rect({ x: 0, y: 0, width: 16, height: cardSize.height }, 'accent');
  const line = { x: margin, width: cardSize.width - 2 * margin };
  let y = margin + 32;
  if (community !== '') {
    canvas.text(community, { ...line, y }, { size: 32, colour: 'soft', isBold: true });
    y += 72;
  } else y += 24;
  const isList = lines.length > 2;
  const used = canvas.paragraph(
    title,
    { ...line, y },
    {
      ...{ size: 56, isBold: true, leading: 68, lines: isList ? 1 : 3 },
    },
  );
  y += used * 68 + 12;
  for (const { label, text } of lines) {
    canvas.text(label, { ...line, y }, { size: 24, colour: 'soft' });
    canvas.text(text, { ...line, y: y + 38 }, { size: 32 });
    y += 88;
  }
  if (more !== '')
    canvas.text(more, { ...line, y: cardSize.height - 26 }, { size: 24, colour: 'soft' });
  return canvas.svg();
}
