import { type BadgeDrawing, badgeSize } from '../drawing.ts';
import { createCanvas, type Fonts, type TextStyle } from './canvas.ts';
import { fitLines } from './fit-lines.ts';
import { drawable } from './text-fit.ts';

const { width, height } = badgeSize;
/** Of texts, in pixels. */
const textWidth = 580;

/** A badge: who issued it and what for, on a card with a border. */
export function drawBadge(
  { scheme, issuer, heading, title, name, lines }: BadgeDrawing,
  fonts: Fonts,
): string {
  const canvas = createCanvas(badgeSize, scheme, fonts);
  canvas.rect({ x: 16, y: 16, width: width - 32, height: height - 32 }, 'accent', 56);
  canvas.rect({ x: 30, y: 30, width: width - 60, height: height - 60 }, 'card', 44);
  canvas.rect({ x: width / 2 - 60, y: 224, width: 120, height: 6 }, 'accent', 3);

  /** Whole texts, smaller where they are long, around this height. */
  const block = (
    text: string,
    y: number,
    { lines: most, ...style }: TextStyle & { lines: number },
  ): void => {
    const font = style.isBold ? fonts.bold : fonts.regular;
    const fitted = fitLines(
      drawable(text, font),
      { width: textWidth, size: style.size, lines: most },
      font,
    );
    const leading = fitted.size * 1.25;
    const top = y - ((fitted.lines.length - 1) * leading) / 2;
    for (const [index, line] of fitted.lines.entries())
      canvas.text(
        line,
        { x: width / 2, y: top + index * leading, width: textWidth + 1 },
        { ...style, size: fitted.size, anchor: 'middle' },
      );
  };
  block(issuer, 130, { size: 30, colour: 'soft', isBold: true, lines: 2 });
  block(heading, 198, { size: 24, colour: 'accent', isBold: true, lines: 1 });
  block(title, name === '' ? 410 : 370, { size: 54, isBold: true, lines: 4 });
  if (name !== '') block(name, 530, { size: 34, isBold: true, lines: 2 });
  for (const [index, line] of lines.entries())
    block(line, 604 + index * 36, { size: 24, colour: 'soft', lines: 1 });
  return canvas.svg();
}
