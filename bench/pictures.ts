import { loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { parseOptions, parseWholeNumber } from '../src/config/command-line.ts';
import type { CalendarEntry } from '../src/context/modules/calendar-source.ts';
import { pictureView } from '../src/feeds/pictures/drawing-view.ts';
import { translators } from '../src/language/catalogue.ts';
import { createPictureDrawer, type PictureDrawer } from '../src/pictures/drawing/drawer.ts';
import { medianValue } from './commands/load/startup.ts';
import { describeMachine, formatMs, markdownTable } from './commands/report/markdown-table.ts';

const hourMs = 3_600_000;
const zone = 'Asia/Ho_Chi_Minh';
const month = Temporal.PlainYearMonth.from('2026-12');

/** Two events on every day of the month. @param round makes the texts others */
const entriesOf = (round: number): CalendarEntry[] =>
  Array.from({ length: 62 }, (_, index) => {
    const date = month.toPlainDate({ day: 1 }).add({ days: Math.floor(index / 2) });
    const start = date.toZonedDateTime({
      timeZone: zone,
      plainTime: index % 2 === 0 ? '09:00' : '19:30',
    });
    const startsAt = new Date(start.epochMilliseconds);
    const title = `Gặp gỡ người làm phim số ${round * 100 + index}`;
    return {
      uid: `${index}@callboard`,
      ...{ sequence: 0, createdAt: startsAt, changedAt: startsAt, status: 'confirmed' },
      ...{ startsAt, endsAt: new Date(startsAt.getTime() + 2 * hourMs), isAllDay: false, zone },
      ...{ title, name: title, about: '', description: '', topic: '' },
      place: 'Nhà văn hóa Thanh niên, 4 Phạm Ngọc Thạch, TP.HCM',
    };
  });

interface Measured {
  ms: number;
  /** The longest that the main thread did not turn to anything else, in milliseconds. */
  heldMs: number;
  bytes: number;
}

/** Asks for nothing, to tell what the machine does by itself. */
const nothing: PictureDrawer = {
  draw: async () => {
    await sleep(100);
    return new Uint8Array();
  },
  close: async () => undefined,
};

/** How often the delay of the event loop is looked at, in milliseconds; it counts as part of it. */
const resolution = 5;

async function measure(drawer: PictureDrawer, round: number): Promise<Measured> {
  const community = { name: 'Mạng lưới Nhà sáng tạo', showsLunarDates: true };
  const today = Temporal.PlainDate.from('2026-12-05');
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  await sleep(5 * resolution);
  delay.reset();
  const startedAt = performance.now();
  const reader = { ...translators.vi, community, today, scheme: 'light' as const };
  const { drawing } = pictureView({ kind: 'month', month }, entriesOf(round), reader);
  const { length } = await drawer.draw(drawing);
  const ms = performance.now() - startedAt;
  await sleep(5 * resolution);
  delay.disable();
  return { ms, heldMs: Math.max(0, delay.max / 1e6 - resolution), bytes: length };
}

const row = (label: string, measured: readonly Measured[]): string[] => {
  const times = measured.map(({ ms }) => ms);
  const held = measured.map(({ heldMs }) => heldMs);
  return [
    label,
    ...[medianValue(times), Math.max(...times), medianValue(held), Math.max(...held)].map(formatMs),
  ];
};

/** A month with two events a day as a picture: with the start of its thread, when that runs, and from memory. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseOptions(args, { rounds: { type: 'string', default: '15' } });
  const rounds = parseWholeNumber('rounds', values.rounds);
  const log = pino({ level: 'error' });
  const memoryBefore = process.memoryUsage.rss();
  const [first, further, known, idle]: Measured[][] = [[], [], [], []];
  for (let round = 0; round < rounds; round += 1) {
    const drawer = createPictureDrawer({ log });
    first?.push(await measure(drawer, 3 * round));
    further?.push(await measure(drawer, 3 * round + 1));
    known?.push(await measure(drawer, 3 * round + 1));
    await drawer.close();
    idle?.push(await measure(nothing, 0));
  }
  const memory = Math.round((process.memoryUsage.rss() - memoryBefore) / 1e6);
  console.log(
    [
      `${describeMachine()}; load ${formatMs(loadavg()[0] ?? 0)}.`,
      markdownTable(
        [
          `month of 62 events, ${Math.round((first?.[0]?.bytes ?? 0) / 1024)} KB`,
          ...['median ms', 'most ms', 'main thread held, median ms', 'most ms'],
        ],
        [
          row('the first one, with the start of the thread', first ?? []),
          row('another one', further ?? []),
          row('the same one again', known ?? []),
          row('none, a pause of 100 ms', idle ?? []),
        ],
      ),
      `Memory after ${rounds} threads: ${memory} MB more than before.`,
    ].join('\n\n'),
  );
}
