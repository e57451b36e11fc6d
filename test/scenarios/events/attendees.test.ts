import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const title = 'Gặp gỡ người làm phim';
const moments = 'Discord shows the time by the reader’s own clock';
const differences = {
  'a list says on which platform each answered, and how they are called there': (text: string) =>
    text.replace(/Discord|Telegram/g, 'PLATFORM').replace(/@(linh|minh)[.\w]*/g, '@$1'),
};

scenario(
  'An organiser sees who goes, who may come and who waits, and takes it as a file',
  async ({ thao, linh, minh }) => {
    await thao.says('/event new', { title, when: '19h30 10/12', place: 'Huế', capacity: '1' });
    await thao.sees(/Bản nháp/, moments);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/, moments);
    await thao.says('/event attendees', { event: title });
    await thao.sees(/Chưa có ai trả lời/, moments);
    for (const [one, pressed, read] of [
      [linh, 'Tham gia', /Số người tham gia[\s\S]*1/],
      [minh, 'Going', /number 1 on the waiting list;.*Organisers see your answer/],
      [thao, 'Chưa chắc', /1 chưa chắc/],
    ] as const) {
      await one.says('/start');
      await one.sees(/./);
      await one.says('/event show', { event: title });
      await one.sees(title, moments);
      await one.presses(pressed);
      await one.sees(read, moments);
    }
    await thao.says('/event attendees', { event: title });
    const list = readableText(
      await thao.sees(/Tham gia[\s\S]*1\. .*Linh[\s\S]*Chưa chắc[\s\S]*Danh sách chờ/, moments),
    );
    expect(list).toMatch(/1 · 1 chưa chắc · 1 đang chờ/);
    await thao.presses('CSV');
    await thao.receivesFile('gap-go-nguoi-lam-phim.csv');
    await thao.presses('Excel');
    await thao.receivesFile('gap-go-nguoi-lam-phim.xlsx');
    await thao.presses('Nhắn tin');
    await thao.fills({ to: 'danh sách chờ', text: 'Sắp có thêm chỗ' });
    await thao.sees(/Gửi riêng tin này\?[\s\S]*Sắp có thêm chỗ[\s\S]*1 người nhận được/, moments);
    await thao.presses('Gửi cho 1 người');
    await minh.sees(/About “Gặp gỡ người làm phim”[\s\S]*Sắp có thêm chỗ/, moments);
  },
  { differences, incomparableReason: 'Discord opens a form, Telegram asks question by question' },
);

scenario('Who is no organiser sees nobody’s name', async ({ linh }) => {
  await linh.says('/event attendees', { event: 'Liên hoan Phim Thành phố Hồ Chí Minh' });
  await linh.sees(/ban tổ chức/i);
});
