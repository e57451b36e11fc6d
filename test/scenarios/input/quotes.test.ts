import { expect } from 'vitest';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';

const source = 'https://example.org/phim';

const quotations = ['Chiếu phim "Mưa đỏ" và trò chuyện', '"Còn mãi": đêm nhạc', 'Đọc "Dế mèn"'];
const places = ['', 'Rạp "Ngày nay"'];

/** What is kept of the events with this title, the earlier first. */
const keptOf = ({ database }: ScenarioContext['app'], title: string) =>
  database.prisma.event.findMany({
    where: { title },
    orderBy: { startsAt: 'asc' },
    select: { place: true, topic: true, summary: true },
  });
const wanted = places.map((place) => ({ place, topic: '', summary: '' }));

scenario(
  'A title with quotations is published whole and nothing of it is read as another argument',
  async ({ thao, app }) => {
    for (const title of quotations) {
      await thao.says('/event new', { title, when: '30/12', source });
      await thao.sees(title);
      await thao.presses('Đăng');
      await thao.sees(/Đã đăng sự kiện/);
      await thao.says('/event new', { title, when: '31/12', source, place: 'Rạp "Ngày nay"' });
      await thao.sees(/Rạp "Ngày nay"/);
      await thao.presses('Đăng');
      await thao.sees(/Đã đăng sự kiện/);
      expect(await keptOf(app, title)).toEqual(wanted);
    }
  },
  { incomparableReason: 'each client writes names and quotes in its own way' },
);

scenario(
  'A title with quotations in quotes is published whole, by position and by name',
  async ({ thao, app }) => {
    for (const title of quotations) {
      await thao.says(`/event_new "${title}" 30/12 ${source}`);
      await thao.sees(title);
      await thao.presses('Đăng');
      await thao.sees(/Đã đăng sự kiện/);
      await thao.says(
        `/event_new title="${title}" when=31/12 source=${source} place="Rạp "Ngày nay""`,
      );
      await thao.sees(/Rạp "Ngày nay"/);
      await thao.presses('Đăng');
      await thao.sees(/Đã đăng sự kiện/);
      expect(await keptOf(app, title)).toEqual(wanted);
    }
  },
  { only: { platform: 'telegram', because: 'Discord’s options need no quotes' } },
);

scenario(
  'Words after a quotation are asked about before anything is published',
  async ({ thao, app }) => {
    const { prisma } = app.database;
    const before = await prisma.event.count();
    await thao.says(`/event_new “Mưa đỏ” chiếu lại 30/12 ${source}`);
    await thao.sees(/“Mưa đỏ” chiếu lại 30\/12/);
    expect(await prisma.event.count()).toBe(before);
    await thao.says('“Mưa đỏ” chiếu lại');
    await thao.says('30/12');
    await thao.sees(/“Mưa đỏ” chiếu lại/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    const event = await prisma.event.findFirstOrThrow({ where: { title: '“Mưa đỏ” chiếu lại' } });
    expect(event.place).toBe('');
    await thao.says(`/event_new title="Phim" place="Rạp "Ngày nay"" ở Huế when=30/12`);
    await thao.sees(/"Rạp "Ngày nay"" ở Huế/);
    await thao.says('Rạp Ngày nay, Huế');
    await thao.sees(/Rạp Ngày nay, Huế/);
  },
  { only: { platform: 'telegram', because: 'Discord’s options need no quotes' } },
);
