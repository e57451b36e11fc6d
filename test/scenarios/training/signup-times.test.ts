import { scenario } from '../../support/scenario/scenario.ts';

const course = 'Kể chuyện bằng ảnh';
const hour = 3_600_000;

const differences = {
  'moments are written by each platform in its own way': (text: string) =>
    text.replace(/^.*(?:mở đăng ký|đóng đăng ký|signups).*$/gmu, '…'),
};

scenario(
  'Thảo lets signups open and close at a time, and a session without enough people is cancelled',
  async ({ thao, linh, minh, app }) => {
    for (const one of [linh, minh]) {
      await one.says('/start');
      await one.sees(/Đây là Callboard|I’m Callboard/);
    }
    await thao.says('/course new', { title: course, other_title: 'Photo stories' });
    await thao.sees(/Khóa học còn ẩn/);
    await thao.says('/course session', { course, when: '14h 5/12', length: '2h', seats: '5' });
    await thao.sees(/mở đăng ký:/);
    await thao.says('/course signups', {
      course,
      opens: '12h 24/11',
      closes: '1/12',
      minimum: '9',
    });
    await thao.sees(/Nhiều hơn số chỗ của buổi/, 'Telegram asks at once, Discord by a button');
    await thao.says('/course signups', {
      course,
      opens: '12h 24/11',
      closes: '1/12',
      minimum: '2',
    });
    await thao.sees(/Đăng ký “Kể chuyện bằng ảnh”[\s\S]*cần ít nhất 2 người/);
    await linh.says('/signup', { course });
    await linh.sees(/Chưa mở đăng ký/);
    app.clock.advance(4 * hour);
    await minh.says('/signup', { course: 'Photo stories' });
    await minh.sees(/You’re signed up: seat 1 of 5/);
    app.clock.advance(8 * 24 * hour);
    await app.restart();
    await minh.sees(
      /Session cancelled: Photo stories[\s\S]*Fewer than 2 people signed up/,
      'Discord shows the time by the reader’s own clock',
    );
    await linh.says('/signup', { course });
    await linh.sees(/hiện chưa có buổi nào để đăng ký/);
  },
  { differences },
);
