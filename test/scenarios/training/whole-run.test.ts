import { expect } from 'vitest';
import { codeAt } from '../../../src/courses/attendance/codes.ts';
import { crowdedWorld } from '../../support/fixtures/crowded-world.ts';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import type { ScenarioUser } from '../../support/scenario/scenario-user.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const course = 'Podcast từ con số không';
const hour = 3_600_000;
const environment = { PUBLIC_URL: 'https://callboard.example' };
const printed = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/;

/** Ten people and their organiser: five on this platform, five on the other; Minh and Hạnh read English. */
function cast({ linh, minh, hanh, person, onOtherPlatform }: ScenarioContext) {
  const others = [0, 1, 2, 3, 4].map((at) => onOtherPlatform(`person${at}`));
  const [one, two, three, four, five] = others;
  if (!one || !two || !three || !four || !five) throw new Error('The crowd is too small');
  return {
    ...{ linh, minh, hanh, an: person('person5'), binh: person('person6') },
    ...{ one, two, three, four, five },
  };
}

/** What everybody's signups are, by name, for each session. */
async function roster({ app }: ScenarioContext): Promise<string[]> {
  const sessions = await app.database.prisma.session.findMany({
    where: { course: { title: course } },
    orderBy: { startsAt: 'asc' },
    select: {
      seats: true,
      signups: {
        orderBy: { position: 'asc' },
        select: {
          ...{ state: true, attendance: true },
          person: { select: { accounts: { select: { name: true } } } },
        },
      },
    },
  });
  return sessions.map(({ seats, signups }) =>
    [
      seats,
      ...signups.map(
        ({ state, attendance, person }) =>
          `${person?.accounts[0]?.name ?? 'nobody'} ${attendance ?? state}`,
      ),
    ].join(', '),
  );
}

/** Lets time pass until then. */
const goTo = ({ app }: ScenarioContext, moment: string): void =>
  app.clock.advance(Date.parse(moment) - app.clock.now());

/** The code on the screen of the session that is checked in now. */
async function codeOnScreen({ app }: ScenarioContext): Promise<string> {
  const { secret } = await app.database.prisma.checkInKey.findFirstOrThrow();
  return codeAt(secret, app.clock.now());
}

const codeFor = (who: ScenarioUser): string =>
  who
    .messages()
    .map((seen) => readableText(seen).match(printed)?.[0])
    .findLast((code) => code !== undefined) ?? '';

scenario(
  'Eleven people on both platforms play a run from its creation to certificates, with a restart at every step',
  async (context) => {
    const { thao, app } = context;
    const { linh, minh, hanh, an, binh, one, two, three, four, five } = cast(context);
    const everyone = [linh, minh, hanh, an, binh, one, two, three, four, five];
    for (const who of everyone) await who.starts();

    // Creation.
    await thao.says('/course new', { title: course, other_title: 'Podcast from scratch' });
    await thao.sees(/Khóa học còn ẩn/);
    for (const when of ['14h 5/12', '14h 6/12']) {
      await thao.says('/course session', { course, when, length: '2h', seats: '3' });
      await thao.sees(/mở đăng ký:/);
      await app.restart();
    }
    await thao.says('/course signups', { course, offer: '4h' });
    await thao.sees(/4 tiếng/);
    await app.restart();

    // Signing up: five for each session, three seats each.
    for (const [who, session, answer] of [
      [linh, '5/12', /chỗ 1\/3/],
      [one, '5/12', /chỗ 2\/3/],
      [minh, '5/12', /seat 3 of 3/],
      [two, '5/12', /đứng thứ 1 /],
      [an, '5/12', /đứng thứ 2 /],
      [hanh, '6/12', /seat 1 of 3|chỗ 1\/3/],
      [three, '6/12', /chỗ 2\/3/],
      [binh, '6/12', /chỗ 3\/3/],
      [four, '6/12', /đứng thứ 1 /],
      [five, '6/12', /đứng thứ 2 /],
    ] as const) {
      await who.says('/signup', { course, session });
      await who.sees(answer);
    }
    await app.restart();

    // The waiting list: a seat is offered on the other platform, passed on and taken.
    await minh.says('/withdraw', { signup: 'Podcast from scratch' });
    await minh.sees(/Signup cancelled/);
    await two.sees(/Vừa có chỗ trống/);
    await app.restart();
    await two.presses('Bỏ qua');
    await two.sees(/Bạn đã bỏ qua/);
    await an.sees(/Vừa có chỗ trống/);
    await app.restart();
    await an.presses('Nhận chỗ');
    await an.sees(/Đăng ký thành công/);
    // An offer that nobody answers.
    await binh.says('/withdraw', { signup: course });
    await binh.sees(/Đã hủy đăng ký/);
    await four.sees(/Vừa có chỗ trống/);
    app.clock.advance(5 * hour);
    await app.restart();
    await four.sees(/Đã quá hạn trả lời/);
    await five.sees(/Vừa có chỗ trống/);
    await five.presses('Nhận chỗ');
    await five.sees(/Đăng ký thành công/);
    await app.restart();

    // A session is moved, and somebody is seated by hand.
    await thao.says('/course move', { course, session: '6/12', when: '15h 6/12' });
    await thao.sees(/Sẽ thông báo cho 3 người/);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Bot nhắn riêng 3 người/);
    for (const who of [three, five]) await who.sees(/15:00/);
    await app.restart();
    const inGroup = thao.in(context.group);
    await inGroup.says('/roster add', { course, session: '5/12', who: minh.mention });
    const asked = inGroup.inPrivate();
    await asked.sees(/Hết chỗ, nhưng có thể thêm một chỗ/);
    await asked.presses('Thêm kèm một chỗ mới');
    await asked.sees(/có chỗ/);
    await minh.sees(/You have a seat: Podcast from scratch/);
    await app.restart();
    expect(await roster(context)).toEqual([
      '4, Linh Trần confirmed, Người 0 confirmed, Người 1 declined, Người 5 confirmed, Minh Phạm confirmed',
      '3, Hạnh Đỗ confirmed, Người 2 confirmed, Người 6 cancelled, Người 3 declined, Người 4 confirmed',
    ]);

    // Reminders, a day before the first session.
    goTo(context, '2026-12-04T14:05+07:00');
    await app.restart();
    for (const who of [linh, one, an]) await who.sees(/Nhắc bạn: Podcast từ con số không/);
    await minh.sees(/Reminder: Podcast from scratch/);
    expect(three.messages().map(readableText).join()).not.toContain('Nhắc bạn');

    // The day: a code on the screen for those on either platform, late ones, and one who never comes.
    goTo(context, '2026-12-05T13:50+07:00');
    await thao.says('/attendance screen', { course, session: '5/12' });
    await thao.sees(/màn hình trong phòng/);
    await app.restart();
    for (const who of [linh, one]) {
      await who.says('/checkin', { code: await codeOnScreen(context) });
      await who.sees(/Đã điểm danh/);
    }
    goTo(context, '2026-12-05T14:20+07:00');
    await minh.says('/checkin', { code: await codeOnScreen(context) });
    await minh.sees(/checked in, marked as late/);
    await app.restart();
    goTo(context, '2026-12-06T14:55+07:00');
    await app.restart();
    // Those of the first session are asked about it, on the morning after it.
    for (const who of [linh, one]) await who.sees(/thế nào\?/);
    await minh.sees(/How was “Podcast from scratch”\?/);
    await thao.says('/attendance list', { course, session: '6/12' });
    await thao.sees(/3 chưa ghi/);
    for (const [at, name] of ['Hạnh Đỗ', 'Người 2', 'Người 4'].entries()) {
      const button = `${at + 1}. ${name}`;
      await thao.presses(button);
      await thao.sees(new RegExp(`${at + 1} có mặt`));
    }
    await app.restart();

    // Feedback on the morning after; nobody sees it before five have answered.
    goTo(context, '2026-12-07T09:30+07:00');
    await app.restart();
    for (const who of [three, five]) await who.sees(/thế nào\?/);
    for (const [at, who] of [linh, one, three, five].entries()) {
      await who.presses(String(2 + at));
      await who.sees(/Cảm ơn bạn/);
    }
    await thao.says('/feedback results', { course });
    await thao.sees(/4 người đã trả lời[\s\S]*Đủ năm người/);
    await app.restart();
    await minh.presses('5');
    await minh.sees(/you chose 5 of 5/);
    await thao.says('/feedback results', { course });
    await thao.sees(/3,8\/5 · 5 người trả lời/);
    expect(await roster(context)).toEqual([
      '4, Linh Trần attended, Người 0 attended, Người 1 declined, Người 5 missed, Minh Phạm late',
      '3, Hạnh Đỗ attended, Người 2 attended, Người 6 cancelled, Người 3 declined, Người 4 attended',
    ]);

    // Proof: for those who were there, on either platform.
    await thao.says('/certificate issue', { course });
    await thao.sees(/6 người đã học xong/);
    await thao.presses('Cấp 6 chứng nhận');
    await thao.sees(/Đã cấp 6 chứng nhận/);
    await app.restart();
    for (const [who, name] of [
      [linh, 'Trần Thị Mỹ Linh'],
      [one, 'Nguyễn Phương Ánh'],
    ] as const) {
      await who.sees(/Bạn đã học xong/);
      await who.presses('Nhập tên');
      await who.fills({ full_name: name, show_name: 'yes' });
      await who.sees(new RegExp(`ghi tên ${name}`));
      await who.receivesFile('podcast-tu-con-so-khong.pdf');
    }
    await one.says('/certificates');
    await one.sees(/hoàn thành/);
    const code = codeFor(one);
    await hanh.says('/verify', { code });
    await hanh.sees(/certificate is valid[\s\S]*Nguyễn Phương Ánh/);
    await app.restart();
    await thao.says('/certificate revoke', { certificate: code, reason: 'Nhầm người' });
    await thao.sees(/Thu hồi chứng nhận/);
    await thao.presses('Thu hồi');
    await thao.sees(/Đã thu hồi/);
    await one.sees(/bị thu hồi[\s\S]*Nhầm người/);
    await app.restart();

    // Erased: counts stay, names do not.
    await linh.says('/privacy delete');
    await linh.sees(/./);
    await linh.presses('Xóa tất cả');
    await linh.sees(/Đã xóa/);
    await app.restart();
    await thao.says('/course roster', { course, session: '5/12' });
    const list = readableText(await thao.sees(/4\/4 chỗ đã có người/));
    expect(list).not.toContain('Linh');
    await thao.says('/certificate list', { course });
    expect(readableText(await thao.sees(/5 còn hiệu lực, 1 đã thu hồi/))).not.toContain('Mỹ Linh');
  },
  {
    ...{ environment, world: crowdedWorld(7), timeout: 180_000 },
    incomparableReason: 'half of the people are on the other platform',
  },
);
