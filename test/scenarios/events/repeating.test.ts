import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';

const title = 'Chiếu phim thứ ba';

scenario(
  'Thảo creates an event that repeats after she saw its next five dates',
  async ({ thao, app }) => {
    const { prisma } = app.database;
    await thao.says('/event new', {
      title,
      when: '19h30 1/12',
      repeats: 'thứ ba hằng tuần, đến hết tháng 1/2027',
      place: 'Rạp Thống Nhất',
    });
    await thao.sees(/thứ Ba hằng tuần, đến hết Chủ nhật 31\/1\/2027/);
    const asked = await thao.sees(/19:30 thứ Ba 1\/12[\s\S]*19:30 thứ Ba 29\/12[\s\S]*và cứ thế/);
    expect(asked).toBeDefined();
    expect(await prisma.event.count({ where: { title } })).toBe(0);
    await thao.presses('Tạo cả chuỗi');
    await thao.sees(/Đã tạo sự kiện lặp lại/);
    const events = await prisma.event.findMany({ where: { title }, orderBy: { startsAt: 'asc' } });
    expect(events.map(({ startsAt }) => startsAt.toISOString().slice(0, 16))).toEqual([
      '2026-12-01T12:30',
      '2026-12-08T12:30',
      '2026-12-15T12:30',
      '2026-12-22T12:30',
      '2026-12-29T12:30',
      '2027-01-05T12:30',
      '2027-01-12T12:30',
      '2027-01-19T12:30',
    ]);
    await thao.says('/events', { query: 'chiếu phim' });
    await thao.sees(/Chiếu phim thứ ba[\s\S]*lặp lại/);
    await thao.presses('2. Chiếu phim thứ ba');
    await thao.sees(/Lặp lại[\s\S]*thứ Ba hằng tuần[\s\S]*Các lần tới[\s\S]*15\/12/);
  },
);
