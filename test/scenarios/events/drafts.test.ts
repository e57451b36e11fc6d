import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const title = 'Gặp gỡ người làm phim';
const asked = { incomparableReason: 'Discord opens forms, Telegram asks questions' };

scenario(
  'Thảo makes an event of a title and a time, fills in the rest by buttons and publishes it',
  async ({ thao, linh, app }) => {
    await thao.says('/event new', { title, when: '19h30 10/12' });
    await thao.sees(/Bản nháp: chỉ ban tổ chức thấy/);
    await thao.presses('Địa điểm');
    await thao.fills({ place: 'Rạp Thống Nhất' });
    await thao.sees(/Bản nháp[\s\S]*Rạp Thống Nhất/);
    await thao.presses('Kết thúc');
    await thao.fills({ until: '21:30' });
    await thao.sees(/19:30–21:30/);
    await thao.presses('Số chỗ');
    await thao.fills({ capacity: '40' });
    await thao.sees(/Số chỗ[\s\S]*40/);
    await thao.presses('Mô tả');
    await thao.fills({ summary: 'Mang theo chiếu' });
    await thao.sees(/Mang theo chiếu/);
    await thao.presses('Lặp lại');
    await thao.fills({ repeats: 'thứ năm hằng tuần' });
    await thao.sees(/sẽ lặp lại: thứ Năm hằng tuần[\s\S]*24\/12/);
    await linh.says('/events', { query: 'gặp gỡ' });
    expect(readableText(await linh.sees(/Sự kiện/))).not.toContain(title);
    expect(await app.database.prisma.event.count({ where: { title } })).toBe(0);
    await thao.presses('Lặp lại');
    await thao.fills({ repeats: 'không có' });
    await thao.sees(/Bản nháp[\s\S]*Rạp Thống Nhất/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    const [event, ...others] = await app.database.prisma.event.findMany({ where: { title } });
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      place: 'Rạp Thống Nhất',
      capacity: 40,
      summary: 'Mang theo chiếu',
      startsAt: new Date('2026-12-10T12:30:00Z'),
      endsAt: new Date('2026-12-10T14:30:00Z'),
    });
    await linh.says('/events', { query: 'gặp gỡ' });
    await linh.sees(/Rạp Thống Nhất/);
    expect(await app.database.prisma.eventDraft.count()).toBe(0);
  },
  asked,
);

scenario(
  'A draft is found again after a restart, in the list of states, and published from there',
  async ({ thao, minh, app }) => {
    await thao.says('/event new', { title, when: '19h30 10/12', place: 'Huế' });
    await thao.sees(/Bản nháp/);
    await app.restart();
    await thao.says('/event list');
    await thao.sees(/Bản nháp[\s\S]*Gặp gỡ người làm phim[\s\S]*19:30 thứ Năm 10\/12/);
    await thao.presses('1. Gặp gỡ người làm phim');
    await thao.sees(/Bản nháp: chỉ ban tổ chức thấy[\s\S]*Huế/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    await thao.says('/events', { query: 'gặp gỡ người làm phim' });
    await thao.sees(/1\. Gặp gỡ người làm phim/);
    await thao.says('/event list');
    await thao.sees(/Sắp tới[\s\S]*chưa thông báo · tham gia/);
    await minh.says('/event list');
    await minh.sees(/organiser/);
  },
);

scenario(
  'A draft is found by its command, and gone once it is discarded',
  async ({ thao, app }) => {
    await thao.says('/settings', { language: 'en' });
    await thao.sees(/English/, 'Telegram alone has tables to choose');
    await thao.says('/event new', { title, when: '10/12 19:30' });
    await thao.sees(/Draft: only organisers see it/);
    await thao.says('/event draft', { draft: title });
    await thao.sees(/Draft: only organisers see it/);
    await thao.presses('Place');
    await thao.fills({ place: 'Huế' });
    await thao.sees(/Draft: only organisers see it[\s\S]*Huế/);
    await thao.presses('Discard draft');
    await thao.sees(/Draft discarded/);
    expect(await app.database.prisma.eventDraft.count()).toBe(0);
    await thao.says('/event list');
    await thao.sees(/Upcoming/);
  },
);

scenario(
  'What was changed since by another organiser is shown before it is published',
  async ({ thao, app }) => {
    await thao.says('/event new', { title, when: '19h30 10/12' });
    await thao.sees(/Bản nháp/);
    await app.database.prisma.eventDraft.updateMany({
      data: {
        revision: { increment: 1 },
        startsAt: new Date('2026-12-11T12:30:00Z'),
        endsAt: new Date('2026-12-11T12:30:00Z'),
      },
    });
    await thao.presses('Đăng');
    await thao.sees(/Bản nháp[\s\S]*19:30 thứ Sáu 11\/12/);
    expect(await app.database.prisma.event.count({ where: { title } })).toBe(0);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
  },
);

scenario(
  'A draft says what else is at its time, and is published all the same',
  async ({ thao, app }) => {
    const { prisma } = app.database;
    await thao.says('/event new', { title, when: '9h30 29/11', until: '10h30' });
    await thao.sees(/Bản nháp[\s\S]*Cùng lúc đó còn có:[\s\S]*Cà phê sáng tạo cuối tuần/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    expect(await prisma.event.count({ where: { title } })).toBe(1);
    await thao.says('/event postpone', { event: title, when: '9h30 1/1/2027' });
    await thao.sees(/Hôm đó là ngày nghỉ lễ ở Việt Nam: Tết dương lịch/);
    await thao.presses('Giữ nguyên');
    await thao.sees(/Không có gì thay đổi/);
    await thao.says('/settings', { language: 'en' });
    await thao.sees(/English/, 'Telegram alone has tables to choose');
    await thao.says('/event copy', { source: title, when: '6/2/2027' });
    await thao.sees(/public holiday in Vietnam: Tet\. That day is the first of a lunar month/);
  },
);
