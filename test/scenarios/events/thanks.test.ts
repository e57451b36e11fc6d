import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const title = 'Gặp gỡ người làm phim';
const moments = 'Discord shows the time by the reader’s own clock';
const hour = 3_600_000;

scenario(
  'After an event Linh is thanked, says what she thinks and changes it, and organisers see only how many',
  async ({ thao, linh, minh, app }) => {
    await thao.says('/event new', { title, when: '14:00 24/11', until: '16:00', place: 'Huế' });
    await thao.sees(/Bản nháp/, moments);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/, moments);
    for (const [one, pressed, read] of [
      [linh, 'Tham gia', /Số người tham gia[\s\S]*1/],
      [minh, 'Maybe', /1 maybe/],
    ] as const) {
      await one.says('/start');
      await one.sees(/./);
      await one.says('/event show', { event: title });
      await one.sees(title, moments);
      await one.presses(pressed);
      await one.sees(read, moments);
    }
    // From 9:00 to 17:05.
    app.clock.advance(8 * hour + 300_000);
    await app.restart();
    await linh.sees(/Cảm ơn bạn đã đến: Gặp gỡ người làm phim[\s\S]*đáng thời gian/);
    await linh.presses('Tạm được');
    await linh.seesPrivately(/Bạn chọn: Tạm được/);
    await linh.presses('Rất đáng');
    await linh.seesPrivately(/Bạn chọn: Rất đáng/);
    expect(minh.messages().map(readableText).join()).not.toContain('Thanks for coming');
    await app.restart();
    expect(
      linh.messages().filter((one) => readableText(one).includes('Cảm ơn bạn đã đến')),
    ).toHaveLength(1);
    await thao.says('/event attendees', { event: title });
    await thao.sees(/Có đáng không\?[\s\S]*1 rất đáng · 0 tạm được · 0 chưa đáng/, moments);
    await thao.presses('Thêm bản ghi');
    await thao.fills({ record: 'https://video.example.org/gap-go' });
    await thao.sees(/Lưu các thay đổi này\?[\s\S]*video\.example\.org/, moments);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Đã lưu/, moments);
  },
  { incomparableReason: 'Discord opens a form, Telegram asks' },
);

scenario('Organisers turn the thanks off and on', async ({ thao, linh }) => {
  await thao.says('/event settings');
  await thao.sees(/Sau sự kiện, bot cảm ơn người tham gia/);
  await thao.presses('Tắt lời cảm ơn');
  await thao.sees(/Sau sự kiện, bot không cảm ơn/);
  await thao.presses('Bật lời cảm ơn');
  await thao.sees(/Sau sự kiện, bot cảm ơn người tham gia/);
  await linh.says('/event settings');
  await linh.sees(/ban tổ chức/i);
});
