import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';

const title = 'Cà phê sáng tạo cuối tuần';

scenario(
  'An event is copied to a new day with its time, its length and all its fields',
  async ({ thao, app }) => {
    const { prisma } = app.database;
    const before = await prisma.event.findFirstOrThrow({ where: { title } });
    await thao.says('/event copy', { source: title, when: '13/12' });
    await thao.sees(/Bản nháp[\s\S]*09:00–11:00 Chủ nhật 13\/12[\s\S]*Đường sách/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    const copy = await prisma.event.findFirstOrThrow({ where: { title, id: { not: before.id } } });
    const { summary, place, topic, sourceUrl, linkUrl, capacity, translations, allDay } = before;
    const same = { summary, place, topic, sourceUrl, linkUrl, capacity, translations, allDay };
    expect(copy).toMatchObject({
      ...same,
      startsAt: new Date('2026-12-13T02:00:00Z'),
      endsAt: new Date('2026-12-13T04:00:00Z'),
    });
    expect(await prisma.event.findUniqueOrThrow({ where: { id: before.id } })).toEqual(before);
  },
);

scenario('A template is saved, found by its name and outlives its event', async ({ thao, app }) => {
  const { prisma } = app.database;
  await thao.says('/settings', { language: 'en' });
  await thao.sees(/English/, 'Telegram alone has tables to choose');
  await thao.says('/event template', { event: title, called: 'Cà phê' });
  await thao.sees(/Saved as the template “Cà phê”/);
  await prisma.event.deleteMany();
  await thao.says('/event copy', { source: 'Cà phê', when: '20/12 10:00' });
  await thao.sees(/Draft[\s\S]*Sunday 20 December, 10:00–12:00/);
  await thao.says('/event list');
  await thao.sees(/Drafts\s+1\. Cà phê/);
  expect(await prisma.eventDraft.count({ where: { templateName: 'Cà phê' } })).toBe(1);
});

scenario(
  'Templates are listed, used and deleted',
  async ({ thao, linh, app }) => {
    const { prisma } = app.database;
    await thao.says('/event template');
    await thao.sees(/Mẫu sự kiện[\s\S]*Chưa có mẫu nào/);
    for (const name of ['Cà phê', 'Đêm phim', 'Hội thảo', 'Talk', 'Workshop']) {
      await thao.says('/event template', { event: title, called: name });
      await thao.sees(`Đã lưu mẫu “${name}”`);
    }
    await thao.says('/event template');
    await thao.sees(/Cà phê[\s\S]*Trang 1\/2/);
    await thao.presses('Sau ›');
    await thao.sees(/Trang 2\/2/);
    await thao.presses('Xóa 5');
    await thao.sees(/Xóa mẫu “.+”\? Sự kiện đã tạo từ mẫu vẫn còn/);
    await thao.presses('Giữ nguyên');
    await thao.sees(/vẫn còn/);
    expect(await prisma.eventDraft.count({ where: { templateName: { not: null } } })).toBe(5);
    await thao.says('/event template');
    await thao.sees(/Cà phê/);
    await thao.presses('Sau ›');
    await thao.sees(/Trang 2\/2/);
    await thao.presses('Xóa 5');
    await thao.sees(/Xóa mẫu/);
    await thao.presses('Xóa mẫu');
    await thao.sees(/Đã xóa mẫu/);
    expect(await prisma.eventDraft.count({ where: { templateName: { not: null } } })).toBe(4);
    await linh.says('/event template');
    await linh.sees(/ban tổ chức/i);
  },
  {
    differences: {
      'the first button of a row is called by its row on Telegram': (text) =>
        text.replace(/^Dùng$/, 'Chi tiết'),
    },
  },
);

scenario('A template without a name is asked for it', async ({ thao }) => {
  await thao.says('/event template', { event: title });
  await thao.sees(/Mẫu tên gì|tên mẫu/i, 'Discord has a form, Telegram asks');
});
