import type { DrawnDay, WeekDrawing } from '../drawing.ts';
import { createCanvas, type Fonts } from './canvas.ts';

const margin = 32;
const width = 1200;
const head = 136;
const rowHeight = 48;
const labelWidth = 390;
const timeWidth = 92;

const rowsOf = ({ entries, more }: DrawnDay): number =>
  Math.max(1, entries.length + (more === '' ? 0 : 1));

/** A week as a list of its days. */
export function drawWeek({ scheme, title, community, days }: WeekDrawing, fonts: Fonts): string {
  const heights = days.map((day) => rowsOf(day) * rowHeight + 28);
  const height = head + heights.reduce((sum, one) => sum + one, 0) + margin;
  const canvas = createCanvas({ width, height }, scheme, fonts);
  const line = { x: margin, width: width - 2 * margin };
  canvas.text(title, { ...line, y: 66 }, { size: 42, isBold: true });
  canvas.text(community, { ...line, y: 104 }, { size: 26, colour: 'soft' });
  let y = head;
  for (const [index, day] of days.entries()) {
    const box = { ...line, y, height: heights[index] ?? rowHeight };
    canvas.frame(box, day.isToday ? 'today' : 'card');
    const label = day.lunar === '' ? day.label : `${day.label} · ${day.lunar}`;
    canvas.text(
      label,
      { x: margin + 16, y: y + 46, width: labelWidth - 32 },
      {
        ...{ size: 26, isBold: day.entries.length > 0 },
        colour: day.entries.length > 0 ? 'ink' : 'soft',
      },
    );
    const x = margin + labelWidth;
    const room = width - margin - 16 - x;
    for (const [row, { time, title: name, place, isCancelled }] of day.entries.entries()) {
      const at = y + 46 + row * rowHeight;
      canvas.rect({ x: x - 14, y: at - 26, width: 4, height: 34 }, 'accent', 2);
      canvas.text(
        time,
        { x, y: at, width: timeWidth },
        { size: 26, isBold: true, colour: 'accent' },
      );
      const [from, wide] = time === '' ? [x, room] : [x + timeWidth, room - timeWidth];
      const used = canvas.text(
        name,
        { x: from, y: at, width: wide },
        {
          ...{ size: 26, isStruck: isCancelled },
          colour: isCancelled ? 'soft' : 'ink',
        },
      );
      if (place !== '' && wide - used > 120)
        canvas.text(
          `· ${place}`,
          { x: from + used + 10, y: at, width: wide - used - 10 },
          {
            ...{ size: 22, colour: 'soft' },
          },
        );
    }
    if (day.more !== '')
      canvas.text(
        day.more,
        { x, y: y + 46 + day.entries.length * rowHeight, width: room },
        {
          ...{ size: 24, colour: 'soft' },
        },
      );
    y += box.height;
  }
  return canvas.svg();
}
