import { scenario } from '../../support/scenario/scenario.ts';

const course = 'Kể chuyện bằng ảnh';
const hour = 3_600_000;

const differences = {
  'moments are written by each platform in its own way': (text: string) =>
    text
      .replace(/^.*(?:giữ cho bạn đến|kept for you until|mở đăng ký|đóng đăng ký).*$/gmu, '…')
      .replace(/^.*\d{1,2}:\d\d.*$/gmu, '…'),
};

scenario(
  'A seat is kept for who waits first, passed on, and lapses over a restart',
  async ({ thao, linh, minh, hanh, quang, app }) => {
    for (const one of [linh, minh, hanh, quang]) await one.starts();
    await thao.says('/course new', { title: course, other_title: 'Photo stories' });
    await thao.sees(/Khóa học còn ẩn/);
    await thao.says('/course session', { course, when: '14h 5/12', length: '2h', seats: '1' });
    await thao.sees(/mở đăng ký:/);
    await thao.says('/course signups', { course, offer: '12h', freeze: '1 ngày' });
    await thao.sees(/Danh sách chờ: Theo thứ tự[\s\S]*12 tiếng[\s\S]*ngừng lại 24 tiếng/);
    await linh.says('/signup', { course });
    await linh.sees(/Đăng ký thành công/);
    await minh.says('/signup', { course });
    await minh.sees(/number 1 on the waiting list[\s\S]*kept for you and I’ll ask[\s\S]*12 hours/);
    await hanh.says('/signup', { course });
    await hanh.sees(/number 2 on the waiting list/);
    await quang.says('/signup', { course });
    await quang.sees(/đứng thứ 3/);

    await linh.presses('Hủy đăng ký');
    await linh.sees(/Đã hủy đăng ký/);
    await minh.sees(/A seat opened up\. It’s kept for you until[\s\S]*Photo stories/);
    await minh.says('/mine');
    await minh.sees(/a seat is kept for you until/);
    await minh.presses('Pass');
    await minh.sees(/You passed on the seat/);
    await hanh.sees(/A seat opened up/);
    app.clock.advance(13 * hour);
    await app.restart();
    await hanh.sees(/You didn’t answer in time/);
    await quang.sees(/Vừa có chỗ trống/);
    await hanh.presses('Take the seat');
    await hanh.says('/mine');
    await hanh.sees(/My stuff\s+Signups\s+None yet/);
    await quang.presses('Nhận chỗ');
    await quang.sees(/Đăng ký thành công/);
    await hanh.presses('Join the waiting list');
    await hanh.sees(/number 1 on the waiting list/);
  },
  {
    incomparableReason: '/mine names the platform',
    timeout: 60_000,
  },
);

scenario(
  'Somebody who waits asks to be asked first, and somebody else changes sessions in one tap',
  async ({ thao, linh, minh, hanh }) => {
    for (const one of [linh, minh, hanh]) await one.starts();
    await thao.says('/course new', { title: course, other_title: 'Photo stories' });
    await thao.sees(/Khóa học còn ẩn/);
    for (const when of ['14h 5/12', '14h 6/12']) {
      await thao.says('/course session', { course, when, length: '2h', seats: '1' });
      await thao.sees(/mở đăng ký:/);
    }
    await linh.says('/signup', { course, session: '5/12' });
    await linh.sees(/Đăng ký thành công/);
    await minh.says('/signup', { course, session: '6/12' });
    await minh.sees(/You’re signed up/);
    await hanh.says('/signup', { course, session: '5/12' });
    await hanh.sees(/number 1 on the waiting list[\s\S]*yours right away/);
    await hanh.presses('Ask me first');
    await hanh.sees(/number 1[\s\S]*I’ll ask you before it’s yours/);

    await linh.says('/signup', { course, session: '6/12' });
    await linh.sees(/Bạn đang có chỗ ở buổi[\s\S]*Đổi sang buổi/);
    await linh.presses('Giữ nguyên');
    await linh.sees('Không có gì thay đổi.');
    await linh.says('/signup', { course, session: '6/12' });
    await linh.sees(/Đổi sang buổi/);
    await linh.presses('Đổi buổi');
    await linh.sees(/đứng thứ 1 trong danh sách chờ[\s\S]*Chỗ kia của bạn vẫn giữ/);

    await minh.presses('Cancel signup');
    await minh.sees(/Signup cancelled/);
    await linh.sees(/Chỗ được giữ cho bạn đến[\s\S]*chỗ của bạn ở buổi kia sẽ nhường/);
    await linh.presses('Nhận chỗ');
    await linh.sees(/Đăng ký thành công/);
    await hanh.sees(/kept for you until/);
    await hanh.presses('Take the seat');
    await hanh.sees(/You’re signed up: seat 1 of 1/);
    await thao.says('/course roster', { course });
    await thao.sees(/5\/12[\s\S]*Hạnh[\s\S]*6\/12[\s\S]*Linh/, 'it names the platform');
  },
  { differences, timeout: 60_000 },
);
