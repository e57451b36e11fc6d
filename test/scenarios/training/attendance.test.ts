import { expect } from 'vitest';
import { codeAt } from '../../../src/courses/attendance/codes.ts';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';

const course = 'Podcast buổi tối';
const minuteMs = 60_000;
const environment = { PUBLIC_URL: 'https://callboard.example' };

const differences = {
  'moments are written by each platform in its own way': (text: string) =>
    text.replace(/(When:?|Thời gian:?|\| When|\| Thời gian) .*?(?=\n|$)/g, '$1 …'),
  'codes and addresses are random': (text: string) =>
    text.replace(/code: \d{3} ?\d{3}/g, 'code: …').replace(/screen\/[\w-]{32}/g, 'screen/…'),
  'names of accounts': (text: string) => text.replace(/\(@thao\.?nguyen\)/g, '(@thao)'),
};

/** A course with a session at 10:00, an hour from now, with a seat for each of these people. */
async function openCourse({ thao, linh, minh }: ScenarioContext): Promise<void> {
  await thao.says('/course new', { title: course, other_title: 'Evening podcast' });
  await thao.sees(/Khóa học còn ẩn/);
  await thao.says('/course session', { course, when: '10h 24/11', length: '2h', seats: '9' });
  await thao.sees(/mở đăng ký:/);
  for (const one of [linh, minh]) {
    await one.starts();
    await one.says('/signup', { course });
    await one.sees(/chỗ \d\/9|seat \d of 9/);
  }
}

/** The code on the screen now, or some time ago. */
async function codeOnScreen({ app }: ScenarioContext, agoMs = 0): Promise<string> {
  const { secret } = await app.database.prisma.checkInKey.findFirstOrThrow();
  return codeAt(secret, app.clock.now() - agoMs);
}

const marks = async ({ app }: ScenarioContext) =>
  (
    await app.database.prisma.signup.findMany({
      orderBy: { position: 'asc' },
      where: { session: { course: { title: course } } },
      select: { attendance: true },
    })
  ).map(({ attendance }) => attendance);

scenario(
  'Linh và Minh điểm danh bằng mã trên màn hình, mã chuyển tiếp thì đã cũ',
  async (context) => {
    const { thao, linh, minh, quang, app } = context;
    await openCourse(context);
    await thao.says('/attendance screen', { course, session: '1' });
    await thao.sees(/Trang cho màn hình trong phòng: Podcast buổi tối[\s\S]*30 giây/);
    await linh.says('/checkin', { code: await codeOnScreen(context) });
    await linh.sees(/Không có buổi học nào đang hiện mã này/);
    app.clock.advance(50 * minuteMs);
    await linh.says('/checkin', { code: await codeOnScreen(context, 5 * minuteMs) });
    await linh.sees(/Mã này cũ rồi/);
    await linh.says('/checkin', { code: await codeOnScreen(context) });
    await linh.sees(/Đã điểm danh\. Chào mừng bạn![\s\S]*Podcast buổi tối/);
    await linh.says('/checkin', { code: await codeOnScreen(context) });
    await linh.sees(/Bạn đã điểm danh rồi/);
    await quang.starts();
    await quang.says('/checkin', { code: await codeOnScreen(context) });
    await quang.sees(/Mã đúng, nhưng bạn không có chỗ[\s\S]*Thảo/);
    app.clock.advance(30 * minuteMs);
    const code = await codeOnScreen(context);
    await minh.says('/checkin', { code: `${code.slice(0, 3)} ${code.slice(3)}` });
    await minh.sees(/You’re checked in, marked as late/);
    expect(await marks(context)).toEqual(['attended', 'late']);
  },
  { differences, environment, timeout: 90_000 },
);

scenario(
  'Whoever guesses codes has to wait',
  async (context) => {
    const { thao, minh, app } = context;
    await openCourse(context);
    await thao.says('/attendance screen', { course, session: '1' });
    await thao.sees(/màn hình trong phòng/);
    app.clock.advance(50 * minuteMs);
    const right = await codeOnScreen(context);
    const wrong = String((Number(right) + 7) % 1_000_000).padStart(6, '0');
    for (let at = 0; at < 5; at += 1) {
      await minh.says('/checkin', { code: wrong });
      await minh.sees(/No session near you shows that code/);
    }
    await minh.says('/checkin', { code: await codeOnScreen(context) });
    await minh.sees(/Too many|too many/);
    expect(await marks(context)).toEqual([null, null]);
    app.clock.advance(11 * minuteMs);
    await minh.says('/checkin', { code: await codeOnScreen(context) });
    await minh.sees(/You’re checked in/);
  },
  { differences, environment, timeout: 90_000 },
);

scenario(
  'Thảo ticks the list, and corrects it with a reason that the audit shows',
  async (context) => {
    const { thao, hanh, app } = context;
    await openCourse(context);
    app.clock.advance(50 * minuteMs);
    await thao.says('/attendance list', { course, session: '1' });
    await thao.sees(/Điểm danh: Podcast buổi tối[\s\S]*2 chưa ghi[\s\S]*Linh Trần[\s\S]*Minh Phạm/);
    await thao.presses('1. Linh Trần');
    await thao.sees(/1 có mặt · 1 chưa ghi/);
    await thao.presses('Khác 2');
    await thao.sees(/Minh Phạm/);
    await thao.presses('Có phép');
    await thao.sees(/1 có mặt · 1 có phép/);
    expect(await marks(context)).toEqual(['attended', 'excused']);
    await thao.presses('2. Minh Phạm');
    await thao.sees(/Sửa thì cần lý do/);
    await thao.presses('Đến muộn');
    await thao.fills({ reason: 'Bạn đến <b>9:20</b>' });
    await thao.sees(/Đã sửa: Minh Phạm, đến muộn/);
    expect(await marks(context)).toEqual(['attended', 'late']);
    await hanh.says('/audit', { kind: 'attendance' });
    await hanh.sees(
      /corrected attendance: Minh Phạm “Podcast[\s\S]*as late because: Bạn đến <b>9:20<\/b>|sửa điểm danh: Minh Phạm[\s\S]*là đến muộn vì: Bạn đến <b>9:20<\/b>/,
      'it names the app',
    );
  },
  { differences, environment, incomparableReason: 'Discord opens a form, Telegram asks' },
);

scenario(
  'Linh scans the code: its page leads to the bot, which checks her in',
  async (context) => {
    const { thao, linh, app } = context;
    await openCourse(context);
    await thao.says('/attendance screen', { course, session: '1' });
    await thao.sees(/màn hình trong phòng/);
    app.clock.advance(50 * minuteMs);
    const page = await app.requestRoute(`/checkin/${await codeOnScreen(context)}`);
    const [, payload] = /\?start=([\w-]+)/.exec(await page.text()) ?? [];
    await linh.says(`/start ${payload}`);
    await linh.sees(/Đã điểm danh/);
    expect(await marks(context)).toEqual(['attended', null]);
  },
  {
    ...{ environment, timeout: 90_000 },
    only: { platform: 'telegram', because: 'Discord has no links that a bot reads' },
  },
);

scenario('Whoever is no organiser sees no attendance', async ({ linh }) => {
  await linh.says('/attendance list', { course, session: '1' });
  await linh.sees(/ban tổ chức/i);
});
