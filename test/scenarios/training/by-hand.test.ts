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

/** A course with two sessions of one seat each: Linh has that of the first, and Minh, who reads English, waits. */
async function openCourse({ thao, linh, minh }: ScenarioContext): Promise<void> {
  for (const one of [linh, minh]) {
    await one.says('/start');
    await one.sees(/Đây là Callboard|I’m Callboard/);
  }
  await thao.says('/course new', { title: course, other_title: 'Short scripts' });
  await thao.sees(/Khóa học còn ẩn/);
  for (const when of ['14h 5/12', '14h 12/12']) {
    await thao.says('/course session', { course, when, length: '2h', seats: '1' });
    await thao.sees(/mở đăng ký:/);
  }
  await linh.says('/signup', { course, session: '5/12' });
  await linh.sees(/Đăng ký thành công \(chỗ 1\/1\)/);
  await minh.says('/signup', { course: 'Short scripts', session: '5/12' });
  await minh.sees(/You’re number 1 on the waiting list/);
}

const states = async ({ app }: ScenarioContext) =>
  (
    await app.database.prisma.session.findMany({
      where: { course: { title: course } },
      orderBy: { startsAt: 'asc' },
      select: {
        seats: true,
        signups: {
          orderBy: { position: 'asc' },
          select: { state: true, person: { select: { accounts: { select: { name: true } } } } },
        },
      },
    })
  ).map(({ seats, signups }) => [
    seats,
    ...signups.map(({ state, person }) => `${person?.accounts[0]?.name}: ${state}`),
  ]);

scenario(
  'Thảo removes Linh with a reason: she reads it, and Minh gets the seat',
  async (context) => {
    const { thao, linh, minh, hanh } = context;
    await openCourse(context);
    await thao.says('/roster remove', {
      ...{ course, session: '5/12', who: 'Linh' },
      reason: 'Bạn nhờ <b>đổi</b> lịch',
    });
    await thao.sees(
      /Xóa Linh Trần khỏi “Viết kịch bản[\s\S]*Chỗ này được chuyển cho danh sách chờ \(1 người\)\. Bot sẽ nhắn riêng Linh Trần/,
    );
    await thao.presses('Giữ nguyên');
    await thao.sees(/Không có gì thay đổi/);
    await thao.says('/roster remove', {
      ...{ course, session: '5/12', who: 'Linh' },
      reason: 'Bạn nhờ <b>đổi</b> lịch',
    });
    await thao.sees(/Xóa Linh/);
    await thao.presses('Xóa khỏi danh sách');
    await thao.sees(/Đã xóa Linh Trần khỏi Viết kịch bản/);
    await linh.sees(/Bạn không còn trong danh sách buổi học: Viết kịch bản[\s\S]*<b>đổi<\/b> lịch/);
    await minh.sees(/A seat opened up, and it’s yours/);
    expect(await states(context)).toEqual([[1, 'Linh Trần: removed', 'Minh Phạm: confirmed'], [1]]);
    await hanh.says('/audit');
    await hanh.sees(/removed from a course: Linh Trần “Viết kịch bản/, 'it names the app');
    await linh.says('/signup', { course, session: '5/12' });
    await linh.sees(/Bạn đứng thứ 1 trong danh sách chờ/);
  },
  { differences },
);

scenario(
  'Thảo moves Linh to the other session, and gives Minh a seat more when it is full',
  async (context) => {
    const { thao, linh, minh } = context;
    await openCourse(context);
    await thao.says('/roster move', { course, session: '5/12', who: 'Linh', to: '12/12' });
    await thao.sees(/Chuyển Linh Trần sang buổi khác[\s\S]*danh sách chờ \(1 người\)/);
    await thao.presses('Chuyển');
    await thao.sees(/Đã chuyển Linh Trần sang Viết kịch bản/);
    await linh.sees(/Bạn được chuyển sang buổi khác: Viết kịch bản[\s\S]*Lịch cũ/);
    await minh.sees(/A seat opened up, and it’s yours/);
    await linh.says('/mine');
    await linh.sees(/12\/12[\s\S]*chỗ 1\/1/, 'it names the app and the account');
    await thao.says('/roster move', { course, session: '5/12', who: 'Minh', to: '12/12' });
    await thao.sees(/Hết chỗ, nhưng có thể thêm một chỗ/);
    await thao.presses('Chuyển kèm một chỗ mới');
    await thao.sees(/Đã chuyển Minh/);
    await minh.sees(/You were moved to another session: Short scripts/);
    expect(await states(context)).toEqual([
      [1],
      [2, 'Linh Trần: confirmed', 'Minh Phạm: confirmed'],
    ]);
  },
  { differences },
);

scenario(
  'Thảo gives Minh, who waits, a seat more, and nobody has one too many',
  async (context) => {
    const { thao, minh } = context;
    await openCourse(context);
    await thao.says('/roster seat', { course, session: '5/12', who: 'Minh' });
    await thao.sees(/Xếp chỗ cho Minh[\s\S]*Hết chỗ, nhưng có thể thêm một chỗ/);
    await thao.presses('Xếp thêm một chỗ mới');
    await thao.sees(/Minh Phạm đã có chỗ/);
    await minh.sees(/You have a seat: Short scripts/);
    expect(await states(context)).toEqual([
      [2, 'Linh Trần: confirmed', 'Minh Phạm: confirmed'],
      [1],
    ]);
    await thao.says('/roster seat', { course, session: '5/12', who: 'Minh' });
    await thao.sees(/Không tìm thấy “Minh”|Buổi này chưa có ai/, 'Discord offers nobody');
  },
  { differences },
);

scenario(
  'Thảo adds people by hand: to a free seat, to the waiting list and with a seat more',
  async (context) => {
    const { thao, linh, minh, hanh, group } = context;
    await openCourse(context);
    // Discord offers people only where they are.
    const here = thao.in(group);
    await hanh.says('/start');
    await hanh.sees(/Đây là Callboard|I’m Callboard/);
    await here.says('/roster add', {
      ...{ course, session: '12/12', who: hanh.mention, note: '=1+1' },
    });
    await here.seesPrivately(
      /Thêm .*Hạnh.* vào “Viết kịch bản[\s\S]*còn 1\/1 chỗ[\s\S]*nhắn riêng/,
    );
    await here.inPrivate().presses('Thêm');
    await here.seesPrivately(/Hạnh.* đã có chỗ/);
    await hanh.sees(/Bạn đã có chỗ: Viết kịch bản|You have a seat: Short scripts/);
    await here.says('/roster add', { course, session: '12/12', who: hanh.mention });
    await here.sees(/Người này đã đăng ký buổi đó rồi/);
    await here.says('/roster add', { course, session: '12/12', who: minh.mention });
    await here.seesPrivately(/Hết chỗ, nhưng có thể thêm một chỗ/);
    await here.inPrivate().presses('Thêm vào danh sách chờ');
    await here.seesPrivately(/Minh.* đã vào danh sách chờ/);
    await minh.sees(/You’re on the waiting list: Short scripts/);
    await here.says('/roster add', { course, session: '12/12', who: linh.mention });
    await here.seesPrivately(/đã đủ 1 chỗ, 1 người chờ[\s\S]*Hết chỗ/);
    await here.inPrivate().presses('Thêm kèm một chỗ mới');
    await here.seesPrivately(/Linh.* đã có chỗ/);
    await linh.sees(/Bạn đã có chỗ: Viết kịch bản/);
    const [, second] = await states(context);
    expect(second).toEqual([2, 'Hạnh Đỗ: confirmed', 'Minh Phạm: waiting', 'Linh Trần: confirmed']);
  },
  { incomparableReason: 'in a group Telegram answers in private, and asks where it was asked' },
);

scenario('Whoever is no organiser changes no roster', async ({ linh }) => {
  await linh.says('/roster remove', { course, session: '1', who: 'Minh', reason: 'x' });
  await linh.sees(/ban tổ chức/i);
});
