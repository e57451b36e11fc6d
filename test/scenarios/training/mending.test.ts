import { expect } from 'vitest';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';

const course = 'Viết kịch bản phim ngắn';

const differences = {
  'moments are written by each platform in its own way': (text: string) =>
    text.replace(
      /(When:?|Thời gian:?|Previously:?|Lịch cũ:?|\| When|\| Thời gian) .*?(?=\n|$)/g,
      '$1 …',
    ),
};

/** A course with one session, a seat of Linh’s and Minh waiting, who reads English. */
async function openCourse({ thao, linh, minh }: ScenarioContext): Promise<void> {
  for (const one of [linh, minh]) {
    await one.says('/start');
    await one.sees(/Đây là Callboard|I’m Callboard/);
  }
  await thao.says('/course new', { title: course, other_title: 'Short scripts' });
  await thao.sees(/Khóa học còn ẩn/);
  await thao.says('/course session', { course, when: '14h 5/12', length: '2h', seats: '1' });
  await thao.sees(/mở đăng ký:/);
  await linh.says('/signup', { course });
  await linh.sees(/Đăng ký thành công \(chỗ 1\/1\)/);
  await minh.says('/signup', { course: 'Short scripts' });
  await minh.sees(/You’re number 1 on the waiting list/);
}

scenario(
  'Thảo moves a session, and everyone with a seat or waiting is told what changed',
  async (context) => {
    const { thao, linh, minh, app } = context;
    await openCourse(context);
    await thao.says('/course move', {
      course,
      session: '1',
      when: '15h 6/12',
      place: 'Trực tuyến',
    });
    await thao.sees(/Sẽ thông báo cho 2 người/);
    await thao.presses('Giữ nguyên');
    await thao.sees(/Không có gì thay đổi/);
    await thao.says('/course move', {
      course,
      session: '1',
      when: '15h 6/12',
      place: 'Trực tuyến',
    });
    await thao.sees(/Sẽ thông báo cho 2 người/);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Đã lưu: .*Bot nhắn riêng 2 người/);
    await linh.sees(/Thay đổi: Viết kịch bản[\s\S]*Trực tuyến/);
    await minh.sees(/Updated: Short scripts[\s\S]*Previously/);
    const session = await app.database.prisma.session.findFirstOrThrow({
      where: { course: { title: course } },
    });
    expect(session.startsAt.toISOString()).toBe('2026-12-06T08:00:00.000Z');
    expect(session.endsAt.toISOString()).toBe('2026-12-06T10:00:00.000Z');
    await thao.says('/course move', { course, session: '1', seats: '2' });
    await thao.sees(/Không ai nhận thông báo/);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Bot nhắn riêng 1 người/);
    await minh.sees(/A seat opened up, and it’s yours/);
    await thao.says('/course move', { course, session: '1', seats: '1' });
    await thao.sees(/2 người đã có chỗ/, 'Telegram asks at once, Discord by a button');
  },
  { differences },
);

scenario(
  'Thảo edits a course, and people are told only what concerns them',
  async (context) => {
    const { thao, linh, minh } = context;
    await openCourse(context);
    await thao.says('/course edit', { course, price: 'Miễn phí', trainer: 'Hà' });
    await thao.sees(/Sẽ thông báo cho 2 người/);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Đã lưu/);
    await linh.sees(/Thay đổi: Viết kịch bản[\s\S]*Hà[\s\S]*Miễn phí/);
    await minh.sees(/Updated: Short scripts[\s\S]*Miễn phí/);
    await thao.says('/course edit', { course, summary: 'Từ ý tưởng đến cảnh quay' });
    await thao.sees(/Không ai nhận thông báo/);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Không ai cần báo/);
    await thao.says('/course edit', { course, trainer: 'Hà' });
    await thao.sees(/Nội dung đã như vậy/);
    await linh.says('/training', { query: 'kịch bản' });
    await linh.sees(/Giảng viên: Hà[\s\S]*Miễn phí/);
  },
  { differences },
);

scenario(
  'Thảo cancels a session with a reason and reopens it: everyone keeps their seat',
  async (context) => {
    const { thao, linh, minh, app } = context;
    await openCourse(context);
    await thao.says('/course cancel', { course, session: '1', reason: 'Giảng viên ốm' });
    await thao.sees(/Hủy buổi “Viết kịch bản phim ngắn”[\s\S]*Giảng viên ốm[\s\S]*2 người/);
    await thao.presses('Hủy lịch học');
    await thao.sees(/Đã hủy: Viết kịch bản[\s\S]*nhắn riêng 2 người/);
    await linh.sees(/Đã hủy buổi học: Viết kịch bản[\s\S]*Giảng viên ốm/);
    await minh.sees(/Session cancelled: Short scripts[\s\S]*Giảng viên ốm/);
    await linh.says('/signup', { course });
    await linh.sees(/hiện chưa có buổi nào để đăng ký/);
    await thao.says('/course reopen', { course, session: '1' });
    await thao.sees(/Mở lại buổi/);
    await thao.presses('Mở lại');
    await thao.sees(/Đã mở lại/);
    await linh.sees(/Buổi học được mở lại: Viết kịch bản/);
    await minh.sees(/Session on again: Short scripts/);
    const states = await app.database.prisma.signup.findMany({
      where: { session: { course: { title: course } } },
      orderBy: { position: 'asc' },
      select: { state: true },
    });
    expect(states).toEqual([{ state: 'confirmed' }, { state: 'waiting' }]);
  },
  { differences },
);

scenario(
  'Thảo cancels a whole course, reopens it, and closed signups open again',
  async (context) => {
    const { thao, linh, minh } = context;
    await openCourse(context);
    await thao.says('/course cancel', { course });
    await thao.sees(/cùng mọi buổi sắp tới\?[\s\S]*2 người/);
    await thao.presses('Hủy lịch học');
    await thao.sees(/nhắn riêng 2 người/);
    await linh.sees(/Đã hủy: Viết kịch bản/);
    await minh.sees(/Cancelled: Short scripts/);
    await thao.says('/course session', { course, when: '14h 7/12', length: '2h', seats: '1' });
    await thao.sees(/Khóa học này đã hủy\. Mở lại trước/);
    await thao.says('/course reopen', { course });
    await thao.sees(/Mở lại “Viết kịch bản phim ngắn”\?[\s\S]*2 người/);
    await thao.presses('Mở lại');
    await linh.sees(/Mở lại: Viết kịch bản/);
    await minh.sees(/On again: Short scripts/);
    await thao.says('/course close', { course });
    await thao.sees(/Đóng đăng ký “/);
    await thao.presses('Đóng đăng ký');
    await thao.sees(/Đã đóng đăng ký/);
    await thao.says('/course reopen', { course });
    await thao.sees(/Không ai nhận thông báo/);
    await thao.presses('Mở lại');
    await thao.sees(/Đã mở lại/);
    await thao.says('/course reopen', { course });
    await thao.sees(/Đăng ký đang mở/);
  },
  { differences },
);

scenario(
  'Thảo adds another session by its button and repeats the course a month later',
  async (context) => {
    const { thao, linh, app } = context;
    await openCourse(context);
    await thao.presses('Thêm buổi nữa');
    await thao.isAsked();
    await thao.fills({ when: '14h 12/12', length: '2h', seats: '1', place: '' });
    await thao.sees(/mở đăng ký:[\s\S]*12\/12/);
    await linh.says('/signup', { course, session: '2' });
    await linh.sees(/Bạn đang có chỗ ở buổi[\s\S]*Đổi sang buổi/);
    await thao.says('/course copy', { course, when: '5/1/2027' });
    await thao.sees(/Tạo khóa học mới giống[\s\S]*5\/1[\s\S]*12\/1/);
    await thao.presses('Tạo khóa học');
    await thao.sees(/Đã tạo khóa học: Viết kịch bản phim ngắn, 2 buổi/);
    const sessions = await app.database.prisma.session.findMany({
      where: { course: { title: course }, startsAt: { gt: new Date('2027-01-01') } },
      orderBy: { startsAt: 'asc' },
    });
    expect(sessions.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      '2027-01-05T07:00:00.000Z',
      '2027-01-12T07:00:00.000Z',
    ]);
  },
  { differences },
);
