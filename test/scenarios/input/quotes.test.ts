import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';

const source = 'https://example.org/phim';

scenario(
  'A title with quotations is published whole and nothing of it is read as another argument',
  async ({ thao, app, platform }) => {
    const quotations = ['Chiếu phim "Mưa đỏ" và trò chuyện', '"Còn mãi": đêm nhạc', 'Đọc "Dế mèn"'];
    for (const title of quotations) {
      await thao.says(
        platform === 'discord'
          ? `/event new title:${title} when:30/12 source:${source}`
          : `/event_new "${title}" 30/12 ${source}`,
      );
      await thao.sees(title);
      await thao.says(
        platform === 'discord'
          ? `/event new title:${title} when:31/12 source:${source} place:Rạp "Ngày nay"`
          : `/event_new title="${title}" when=31/12 source=${source} place="Rạp "Ngày nay""`,
      );
      await thao.sees(/Rạp "Ngày nay"/);
      const kept = await app.database.prisma.event.findMany({
        where: { title },
        orderBy: { startsAt: 'asc' },
      });
      expect(kept.map(({ place, topic, summary }) => ({ place, topic, summary }))).toEqual([
        { place: '', topic: '', summary: '' },
        { place: 'Rạp "Ngày nay"', topic: '', summary: '' },
      ]);
    }
  },
  { incomparableReason: 'each client writes names and quotes in its own way' },
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
    const event = await prisma.event.findFirstOrThrow({ where: { title: '“Mưa đỏ” chiếu lại' } });
    expect(event.place).toBe('');
    await thao.says(`/event_new title="Phim" place="Rạp "Ngày nay"" ở Huế when=30/12`);
    await thao.sees(/"Rạp "Ngày nay"" ở Huế/);
    await thao.says('Rạp Ngày nay, Huế');
    await thao.sees(/Rạp Ngày nay, Huế/);
  },
  { only: { platform: 'telegram', because: 'Discord’s options need no quotes' } },
);
