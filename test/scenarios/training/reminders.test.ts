import { scenario } from '../../support/scenario/scenario.ts';

const course = 'Viết kịch bản phim ngắn';
const hour = 3_600_000;
const clock = 'Discord shows the time by the reader’s own clock';

scenario(
  'Whoever has a seat is reminded in private, over a restart, and can turn it off for this session',
  async ({ thao, linh, minh, app }) => {
    for (const one of [linh, minh]) {
      await one.says('/start');
      await one.sees(/./);
    }
    await thao.says('/course new', { title: course, other_title: 'Short scripts', place: 'Huế' });
    await thao.sees(/Khóa học còn ẩn/);
    await thao.says('/course session', { course, when: '19h30 10/12', length: '2h', seats: '2' });
    await thao.sees(/mở đăng ký:/, clock);
    await linh.says('/signup', { course });
    await linh.sees(/Đăng ký thành công/, clock);
    await minh.says('/signup', { course: 'Short scripts' });
    await minh.sees(/You’re signed up/, clock);
    await minh.says('/reminders', { times: 'an hour', session: 'Short scripts' });
    await minh.sees(/Reminders of “Short scripts”, .*: an hour before/);
    // From Tuesday, 24 November, 9:00 to 9 December, 20:00.
    app.clock.advance((15 * 24 + 11) * hour);
    await app.restart();
    await linh.sees(/Nhắc bạn: Viết kịch bản phim ngắn[\s\S]*Huế/, clock);
    await linh.presses('Không nhắc buổi này');
    await linh.sees(/Giờ nhắc cho “Viết kịch bản phim ngắn”, .*: không nhắc/);
    await linh.presses('Thêm vào lịch');
    await linh.receivesFile('viet-kich-ban-phim-ngan.ics');
    app.clock.advance(23 * hour);
    await app.restart();
    await minh.sees(/Reminder: Short scripts[\s\S]*Huế/, clock);
    await minh.presses('Cancel signup');
    await minh.sees(/Signup cancelled: Short scripts/);
  },
);
