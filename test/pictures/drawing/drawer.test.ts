import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import pino from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { createPictureDrawer, type DrawerOptions } from '../../../src/pictures/drawing/drawer.ts';
import type { CardDrawing, Drawing } from '../../../src/pictures/drawing/drawing.ts';
import { drawCard } from '../../../src/pictures/drawing/render/card.ts';
import { readFontMetrics } from '../../../src/pictures/drawing/render/font-metrics.ts';
import { drawable, shorten, widthOf, wrap } from '../../../src/pictures/drawing/render/text-fit.ts';
import { readPictureFormat } from '../../../src/pictures/picture-format.ts';

const { resolve } = createRequire(import.meta.url);
const fontOf = (file: string) =>
  readFontMetrics(readFileSync(resolve(`@expo-google-fonts/be-vietnam-pro/${file}`)));
const fonts = {
  regular: fontOf('400Regular/BeVietnamPro_400Regular.ttf'),
  bold: fontOf('600SemiBold/BeVietnamPro_600SemiBold.ttf'),
};
const font = fonts.regular;

const card = (changes: Partial<CardDrawing> = {}): CardDrawing => ({
  ...{ kind: 'card', scheme: 'light', title: 'Đêm thơ', community: 'Mạng lưới', more: '' },
  lines: [{ label: 'Thời gian', text: '19:30 thứ Bảy 28/11' }],
  ...changes,
});
const day = (label: string, titles: readonly string[] = []) => ({
  ...{ label, lunar: '', isToday: false, more: '' },
  entries: titles.map((title) => ({ time: '19:30', title, place: 'Huế', isCancelled: false })),
});
const month: Drawing = {
  ...{ kind: 'month', scheme: 'dark', title: 'Tháng 12/2026', community: 'Mạng lưới' },
  weekdays: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'],
  weeks: [[null, day('1'), day('2', ['Đêm thơ', 'Kịch']), day('3'), day('4'), day('5'), day('6')]],
};
const week: Drawing = {
  ...{ kind: 'week', scheme: 'light', title: '7–13/12', community: 'Mạng lưới' },
  days: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'].map((label) => day(label, ['Đêm thơ'])),
};

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((drawer) => drawer.close()));
});

/** A drawer, and what it logged. */
function openDrawer(options: Partial<DrawerOptions> = {}) {
  const events: unknown[] = [];
  const log = pino(
    { level: 'info' },
    { write: (line: string) => events.push(JSON.parse(line).event) },
  );
  const drawer = createPictureDrawer({ log, ...options });
  opened.push(drawer);
  return { drawer, events };
}
/** A thread that is this program. */
const thread = (program: string) => new URL(`data:text/javascript,${encodeURIComponent(program)}`);

describe('the font', () => {
  test('has every letter of Vietnamese', () => {
    const vowels = [...'aăâeêioôơuưyAĂÂEÊIOÔƠUƯY'];
    const tones = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
    const letters = [
      ...vowels.flatMap((v) => tones.map((tone) => (v + tone).normalize('NFC'))),
      'đ',
      'Đ',
      '₫',
    ];
    for (const { advance } of Object.values(fonts))
      expect(letters.filter((letter) => advance(letter.codePointAt(0) ?? 0) === undefined)).toEqual(
        [],
      );
  });

  test('tells which characters it lacks', () => {
    for (const letter of ['日', '🎬', 'ع', '\u{1d400}'])
      expect(font.advance(letter.codePointAt(0) ?? 0)).toBeUndefined();
  });
});

describe('a text that is drawn', () => {
  test('is composed, and without what the font lacks', () => {
    expect(drawable('Đêm thơ'.normalize('NFD'), font)).toBe('Đêm thơ');
    expect(drawable('🎬 Chiếu phim 👨‍👩‍👧 日本', font)).toBe('Chiếu phim');
    expect(drawable('日本', font)).toBe('•');
    expect(drawable('', font)).toBe('');
  });

  test('is cut between letters and fits', () => {
    expect(shorten('Đêm thơ Nguyễn Du', 90, 20, font)).toMatch(/^Đêm t?h?ơ?…$/);
    expect(wrap('một hai ba bốn', { width: 60, size: 20, lines: 2 }, font)).toHaveLength(2);
  });

  test('never is wider than its place, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 40, max: 400 }),
        fc.integer({ min: 1, max: 4 }),
        (text, width, lines) => {
          const shown = wrap(drawable(text, font), { width, size: 18, lines }, font);
          expect(shown.length).toBeLessThanOrEqual(lines);
          for (const line of shown) expect(widthOf(line, 18, font)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  test('is never markup', () => {
    const svg = drawCard(card({ title: '</text><script>&"' }), fonts);
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;&amp;"');
    expect(svg).not.toContain('<script');
  });
});

describe('the drawer', () => {
  test.each([
    ['a card', card(), { width: 1200, height: 630 }],
    ['a month', month, { width: 1200 }],
    ['a week', week, { width: 1200 }],
    ['a card of hostile text', card({ title: '\u0000\ud800<&]]>\ufffe', more: '\u202e' }), {}],
  ] as const)('draws %s', async (_, drawing, size) => {
    const { drawer } = openDrawer();
    const bytes = await drawer.draw(drawing);
    expect(readPictureFormat(bytes)).toMatchObject({ contentType: 'image/png', ...size });
  });

  test('draws the same picture once, and another one for other words or colours', async () => {
    const { drawer } = openDrawer();
    const [first, again] = await Promise.all([drawer.draw(card()), drawer.draw(card())]);
    expect(again).toBe(first);
    expect(await drawer.draw(card())).toBe(first);
    for (const other of [card({ scheme: 'dark' }), card({ title: 'Kịch' })])
      expect(Buffer.compare(await drawer.draw(other), first)).not.toBe(0);
  });

  test('forgets pictures and ends its thread when nobody asks', async () => {
    const { drawer } = openDrawer({ idleMs: 1 });
    const first = await drawer.draw(card());
    await expect.poll(async () => (await drawer.draw(card())) !== first).toBe(true);
  });

  test('does not let too many wait', async () => {
    const { drawer } = openDrawer({ file: thread('setInterval(() => {}, 1000)') });
    const many = Array.from({ length: 25 }, (_, index) =>
      drawer.draw(card({ title: `${index}` })).catch((error: unknown) => error),
    );
    const refused = await Promise.all(many.slice(20));
    for (const error of refused)
      expect(error).toMatchObject({ error: { key: 'pictures.errors.busy' } });
  });

  test('leaves places to others than those who may take only some', async () => {
    const { drawer } = openDrawer({ file: thread('setInterval(() => {}, 1000)') });
    const asked = (count: number, places?: number) =>
      Array.from({ length: count }, (_, index) =>
        drawer.draw(card({ title: `${places} ${index}` }), places).catch((error: unknown) => error),
      );
    const [few, many] = [asked(6, 5), asked(1)];
    expect(await few[5]).toMatchObject({ error: { key: 'pictures.errors.busy' } });
    await drawer.close();
    // It waited, and was not refused at once.
    expect(await many[0]).toMatchObject({ error: { key: 'pictures.errors.notDrawn' } });
  });

  test('draws what waits behind pictures that take too long or end the thread', async () => {
    const program = `import { parentPort } from "node:worker_threads";
      parentPort.on("message", ({ id, drawing: { title } }) => {
        if (title === "slow") return;
        if (title === "bad") throw new Error("no");
        setTimeout(() => parentPort.postMessage({ id, bytes: new Uint8Array([1]) }), 100);
      });`;
    const { drawer, events } = openDrawer({ file: thread(program), timeoutMs: 1_500 });
    const titles = ['slow', 'bad', ...Array.from({ length: 17 }, (_, index) => `${index}`)];
    const drawn = await Promise.allSettled(titles.map((title) => drawer.draw(card({ title }))));
    // Together the last ones take longer than one may.
    expect(drawn.map(({ status }) => status)).toEqual([
      ...['rejected', 'rejected'],
      ...Array.from({ length: 17 }, () => 'fulfilled'),
    ]);
    expect(events).toEqual(['pictures.drawing_failed', 'pictures.drawing_failed']);
  });

  test.each([
    ['takes too long', 'setInterval(() => {}, 1000)'],
    ['cannot be loaded', 'throw new Error("no such library")'],
    [
      'fails at a picture',
      'import { parentPort } from "node:worker_threads"; parentPort.on("message", ({ id }) => parentPort.postMessage({ id, problem: "no" }))',
    ],
  ])('says so when the thread %s, and tries again the next time', async (_, program) => {
    const { drawer, events } = openDrawer({ file: thread(program), timeoutMs: 300 });
    for (const title of ['one', 'two'])
      await expect(drawer.draw(card({ title }))).rejects.toMatchObject({
        error: { key: 'pictures.errors.notDrawn' },
      });
    expect(events).toEqual(['pictures.drawing_failed', 'pictures.drawing_failed']);
  });
});
