import { expect } from 'vitest';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';

const course = 'Viết kịch bản phim ngắn';
const hour = 3_600_000;

const differences = {
  'moments are written by each platform in its own way': (text: string) =>
    text.replace(/(When:?|Thời gian:?|\| When|\| Thời gian) .*?(?=\n|$)/g, '$1 …'),
};

/** A course with one session of one seat, whose organisers approve who signs up. Minh reads English. */
async function openCourse({ thao, linh, minh, hanh }: ScenarioContext): Promise<void> {
  for (const one of [thao, linh, minh, hanh]) {
    await one.says('/start');
    await one.sees(/Đây là Callboard|I’m Callboard/);
  }
  await thao.says('/course new', { title: course, other_title: 'Short scripts' });
  await thao.sees(/Khóa học còn ẩn/);
  await thao.says('/course session', { course, when: '14h 5/12', length: '2h', seats: '1' });
  await thao.sees(/mở đăng ký:/);
  await thao.says('/application rules', { course, approval: 'True' });
  await thao.sees(/Ai cũng đăng ký được[\s\S]*duyệt từng đăng ký/);
}

const states = async ({ app }: ScenarioContext) =>
  (
    await app.database.prisma.signup.findMany({
      where: { session: { course: { title: course } } },
      orderBy: { position: 'asc' },
      select: { state: true, person: { select: { accounts: { select: { name: true } } } } },
    })
  ).map(({ state, person }) => `${person?.accounts[0]?.name}: ${state}`);

scenario(
  'Organisers approve in order, over a restart: a seat, the waiting list, and a rejection with its reason',
  async (context) => {
    const { thao, linh, minh, hanh, quang, app } = context;
    await openCourse(context);
    await linh.says('/signup', { course, note: 'Mình viết <b>3</b> kịch bản rồi' });
    await linh.sees(/Đã gửi đăng ký\. Khi ban tổ chức duyệt, bot sẽ nhắn riêng bạn/);
    await thao.sees(/Có người đăng ký “Viết kịch bản/);
    await minh.says('/signup', { course: 'Short scripts' });
    await minh.sees(/You applied for a seat\. I’ll message you once an organiser decides/);
    await minh.says('/signup', { course: 'Short scripts' });
    await minh.sees(/You already applied/);
    await hanh.says('/signup', { course });
    await hanh.sees(/Đã gửi đăng ký|You applied for a seat/);
    expect(await states(context)).toEqual([
      'Linh Trần: pending',
      'Minh Phạm: pending',
      'Hạnh Đỗ: pending',
    ]);

    await thao.presses('Xem đăng ký');
    await thao.sees(
      /3 đăng ký cần duyệt[\s\S]*1\. Linh Trần[\s\S]*<b>3<\/b> kịch bản[\s\S]*2\. Minh Phạm[\s\S]*3\. Hạnh Đỗ/,
      'it names the app and the account',
    );
    await app.restart();
    // The second of the queue first: there is one seat.
    await thao.presses('Duyệt 2');
    await thao.sees(/Đã duyệt: Minh Phạm có chỗ/);
    await minh.sees(/Approved, you have a seat: Short scripts/);
    await thao.presses('Duyệt 2');
    await thao.seesNotice(/đã có người duyệt rồi/);
    await thao.presses('Duyệt 1');
    await thao.sees(/Linh Trần vào danh sách chờ/);
    await linh.sees(/Đăng ký được duyệt, bạn ở danh sách chờ/);
    await thao.presses('Từ chối 3');
    await thao.isAsked();
    await thao.fills({ reason: 'Lớp này cho người mới' });
    await thao.sees(/Không duyệt: Hạnh Đỗ/);
    await hanh.sees(
      /không được duyệt: Viết kịch bản[\s\S]*Lớp này cho người mới|turned down: Short scripts[\s\S]*Lớp này cho người mới/,
    );
    await hanh.says('/signup', { course });
    await hanh.sees(/không duyệt đăng ký của bạn|turned down your application/);
    await hanh.says('/mine');
    await hanh.sees(/(không được duyệt|turned down): Lớp này cho người mới/, 'it names the app');
    expect(await states(context)).toEqual([
      'Hạnh Đỗ: rejected',
      'Minh Phạm: confirmed',
      'Linh Trần: waiting',
    ]);
    await minh.says('/withdraw', { signup: 'Short scripts' });
    await minh.sees(/Signup cancelled/);
    await linh.sees(/Vừa có chỗ trống/);
    await thao.says('/application list');
    await thao.sees('Chưa có đăng ký nào cần duyệt.');
    await quang.says('/application list');
    await quang.sees(/ban tổ chức|organiser/i);
  },
  { differences, timeout: 60_000 },
);

scenario(
  'Who applied is told when the session is cancelled, and when it starts without a decision',
  async (context) => {
    const { thao, linh, minh, app } = context;
    await openCourse(context);
    await thao.says('/course session', { course, when: '14h 6/12', length: '2h', seats: '1' });
    await thao.sees(/mở đăng ký:/);
    await linh.says('/signup', { course, session: '5/12' });
    await linh.sees(/Đã gửi đăng ký/);
    await minh.says('/signup', { course: 'Short scripts', session: '6/12' });
    await minh.sees(/You applied for a seat/);
    await thao.says('/course cancel', { course, session: '5/12', reason: 'Phòng bận' });
    await thao.sees(/Hủy buổi/);
    await thao.presses('Hủy lịch học');
    await linh.sees(/Phòng bận/);
    app.clock.advance(13 * 24 * hour);
    await app.restart();
    await minh.sees(/Nobody decided your application in time: Short scripts/);
    expect(await states(context)).toEqual(['Linh Trần: pending', 'Minh Phạm: declined']);
  },
  { differences, timeout: 60_000 },
);

scenario(
  'A course by invitation: nobody else may, whoever is invited takes a seat or declines',
  async (context) => {
    const { thao, linh, minh, hanh, group, app } = context;
    const organiser = thao.in(group);
    await openCourse(context);
    await thao.says('/application rules', { course, who: 'người được mời' });
    await thao.sees(/Chỉ người được mời đăng ký được[\s\S]*duyệt từng đăng ký/);
    await linh.says('/signup', { course });
    await linh.sees(/chỉ dành cho người được mời/);
    await linh.says('/training');
    await linh.sees(/Chỉ dành cho người được mời · Ban tổ chức duyệt/);
    await organiser.says('/application invite', { course, session: '5/12', who: minh.mention });
    await organiser
      .inPrivate()
      .seesPrivately(/Mời [\s\S]*Không giữ chỗ trước/, 'it names the account');
    await organiser.inPrivate().presses('Mời');
    await organiser.inPrivate().seesPrivately(/Đã mời/);
    await minh.sees(/You’re invited: Short scripts/);
    await organiser.says('/application invite', {
      ...{ course, session: '5/12', who: hanh.mention },
      note: 'Rất mong <i>bạn</i> đến',
    });
    await organiser
      .inPrivate()
      .seesPrivately(/Mời [\s\S]*Rất mong <i>bạn<\/i> đến/, 'it names the account');
    await organiser.inPrivate().presses('Mời');
    await hanh.sees(/(You’re invited|Bạn được mời)[\s\S]*Rất mong <i>bạn<\/i> đến/);
    await hanh.presses('No, thanks');
    await hanh.sees(/Invitation declined/);
    await app.restart();
    await minh.says('/mine');
    await minh.sees(/Short scripts · .* · you’re invited/, 'it names the app');
    await minh.presses('Take the seat');
    await minh.sees(/You’re signed up: seat 1 of 1/);
    expect(await states(context)).toEqual(['Hạnh Đỗ: declined', 'Minh Phạm: confirmed']);
    await hanh.presses('Take the seat');
    await hanh.sees(/All|The only seat is taken/);
    await hanh.says('/audit');
    await hanh.sees(/invited to a course: Hạnh Đỗ/);
  },
  {
    incomparableReason: 'in a group Telegram answers in private, and asks where it was asked',
    timeout: 60_000,
  },
);
