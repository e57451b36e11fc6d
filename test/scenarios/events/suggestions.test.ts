import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const title = 'Đi bộ chụp ảnh phố cổ';
const moments = 'Discord shows the time by the reader’s own clock';
const asked = { incomparableReason: 'Discord opens forms, Telegram asks questions' };

scenario(
  'Linh suggests an event, an organiser publishes it, and Linh hears of it in private',
  async ({ thao, linh, app }) => {
    await thao.says('/start');
    await thao.sees(/./);
    await linh.says('/event suggest', { title, when: '7h 6/12', place: 'Hội An' });
    await linh.sees(/Cảm ơn bạn[\s\S]*Hội An/);
    const told = await thao.sees(/Có thành viên đề xuất sự kiện:[\s\S]*Hội An/, moments);
    // Who it is stands only on the card, which is not kept.
    expect(readableText(told)).not.toContain('Linh');
    await thao.presses('Sửa');
    await thao.sees(/Linh.* đề xuất\. Chỉ ban tổ chức thấy/);
    await linh.says('/events', { query: 'phố cổ' });
    expect(readableText(await linh.sees(/Sự kiện/))).not.toContain(title);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    await linh.sees(/Đề xuất của bạn đã được đăng: “Đi bộ chụp ảnh phố cổ”/, moments);
    expect(await app.database.prisma.event.count({ where: { title } })).toBe(1);
    await linh.says('/events', { query: 'phố cổ' });
    await linh.sees(/1\. Đi bộ chụp ảnh phố cổ/);
  },
  { incomparableReason: 'the time is written by each platform in its own way' },
);

scenario(
  'An organiser declines a suggestion with a reason, from the list',
  async ({ thao, linh, app }) => {
    await linh.says('/start');
    await linh.sees(/./);
    await linh.says('/event suggest', { title, when: '7h 6/12' });
    await linh.sees(/Cảm ơn bạn/);
    await thao.says('/event list');
    await thao.sees(/Đề xuất[\s\S]*Đi bộ chụp ảnh phố cổ/);
    await thao.presses('1. Đi bộ chụp ảnh phố cổ');
    await thao.sees(/đề xuất\. Chỉ ban tổ chức thấy/);
    await thao.presses('Từ chối');
    await thao.fills({ reason: 'hôm đó trùng lịch' });
    await thao.sees(/Đã từ chối/);
    await linh.sees(/chưa chọn đề xuất của bạn[\s\S]*hôm đó trùng lịch/);
    expect(await app.database.prisma.eventDraft.count()).toBe(0);
  },
  asked,
);

scenario(
  'A member has three open suggestions at most, and takes one back',
  async ({ linh, app }) => {
    for (const day of [6, 7, 8]) {
      app.clock.advance(15_000);
      await linh.says('/event suggest', { title: `${title} ${day}`, when: `7h ${day}/12` });
      await linh.sees(/Cảm ơn bạn/);
    }
    app.clock.advance(15_000);
    await linh.says('/event suggest', { title, when: '7h 9/12' });
    await linh.sees(/Bạn còn 3 đề xuất đang chờ/);
    await linh.presses('Hủy đề xuất');
    await linh.sees(/Đã hủy đề xuất/);
    expect(await app.database.prisma.eventDraft.count()).toBe(2);
  },
);

scenario('Somebody who takes suggestions back one after the other waits', async ({ linh, app }) => {
  const suggestAndTakeBack = async () => {
    app.clock.advance(15_000);
    await linh.says('/event suggest', { title, when: '7h 6/12' });
    await linh.sees(/Cảm ơn bạn/);
    await linh.presses('Hủy đề xuất');
  };
  await suggestAndTakeBack();
  await linh.sees(/Đã hủy đề xuất/);
  await suggestAndTakeBack();
  await linh.seesNotice(/Thử lại sau/);
  expect(await app.database.prisma.eventDraft.count()).toBe(1);
});

scenario('A community that takes no suggestions says so', async ({ thao, linh }) => {
  await thao.says('/settings', { language: 'en' });
  await thao.sees(/English/, 'Telegram alone has tables to choose');
  await thao.says('/event settings');
  await thao.sees(/Members can suggest events/);
  await thao.presses('Turn off suggestions');
  await thao.sees(/Members can’t suggest events/);
  await linh.says('/event suggest', { title, when: '7h 6/12' });
  await linh.sees(/không nhận đề xuất/);
});
