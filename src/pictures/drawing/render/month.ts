import type { DrawnDay, MonthDrawing } from '../drawing.ts';
import { type Box, type Canvas, createCanvas, type Fonts } from './canvas.ts';

const margin = 32;
const width = 1200;
const head = 168;
const cell = { width: (width - 2 * margin) / 7, height: 148 };
/** Lines of text in a cell, and how far apart they are. */
const linesPerDay = 4;
const leading = 25;

function drawDay(canvas: Canvas, day: DrawnDay, { x, y, width: wide }: Box): void {
  const inner = { x: x + 8, width: wide - 16 };
  canvas.text(day.label, { ...inner, y: y + 28 }, { size: 22, isBold: true });
  if (day.lunar !== '')
    canvas.text(
      day.lunar,
      { ...inner, x: x + wide - 8, y: y + 26 },
      {
        ...{ size: 16, colour: 'soft', anchor: 'end' },
      },
    );
  let line = 0;
  const lines = Math.max(
    1,
    Math.floor(linesPerDay / (day.entries.length + (day.more ? 1 : 0) || 1)),
  );
  for (const { time, title, isCancelled } of day.entries) {
    const at = y + 54 + line * leading;
    const used = canvas.paragraph(
      `${time} ${title}`.trim(),
      { x: x + 14, y: at, width: wide - 20 },
      {
        ...{ size: 18, lines, leading, isStruck: isCancelled },
        colour: isCancelled ? 'soft' : 'ink',
      },
    );
    canvas.rect({ x: x + 7, y: at - 15, width: 3, height: used * leading - 6 }, 'accent', 1.5);
    line += used;
  }
  if (day.more !== '')
    canvas.text(
      day.more,
      { x: x + 14, y: y + 54 + line * leading, width: wide - 20 },
      {
        ...{ size: 17, colour: 'soft' },
      },
    );
}

/** A month as a table. */
export function drawMonth(
  { scheme, title, community, weekdays, weeks }: MonthDrawing,
  fonts: Fonts,
): string {
  const height = head + weeks.length * cell.height + margin;
  const canvas = createCanvas({ width, height }, scheme, fonts);
  const line = { x: margin, width: width - 2 * margin };
  canvas.text(title, { ...line, y: 70 }, { size: 44, isBold: true });
  canvas.text(community, { ...line, y: 110 }, { size: 26, colour: 'soft' });
  for (const [index, name] of weekdays.entries())
    canvas.text(
      name,
      { x: margin + index * cell.width + 8, y: head - 14, width: cell.width - 8 },
      {
        ...{ size: 20, colour: 'soft', isBold: true },
      },
    );
  for (const [row, week] of weeks.entries())
    for (const [column, day] of week.entries()) {
      const box = { x: margin + column * cell.width, y: head + row * cell.height, ...cell };
      canvas.frame(box, day === null ? 'back' : day.isToday ? 'today' : 'card');
      if (day) drawDay(canvas, day, box);
    }
  return canvas.svg();
}
