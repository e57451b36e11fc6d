import { expect } from 'vitest';
import { publishDueChanges } from '../../../src/events/announcements/pending-changes-job.ts';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const festival = 'Liên hoan Phim Thành phố Hồ Chí Minh';
const course = 'Dựng phim chuyên nghiệp cho nhà sản xuất nội dung';

const countCancelled = ({ database }: ScenarioContext['app']) =>
  database.prisma.event.count({ where: { state: 'cancelled', title: festival } });

scenario(
  'Part of a title does not cancel an event',
  async ({ thao, app }) => {
    await thao.says('/event cancel', { event: 'liên hoan phim', reason: 'trời mưa' });
    const preview = await thao.sees(/trời mưa/);
    expect(preview.buttons.flat().map(({ label }) => label)).toContain('Hủy sự kiện');
    expect(await countCancelled(app)).toBe(0);
  },
  { only: { platform: 'discord', because: 'its list completes the title; Telegram asks' } },
);

scenario(
  'Words that match an event only offer it, and the typed reason is kept',
  async ({ thao, app }) => {
    await thao.says('/event cancel liên hoan phim trời mưa');
    const asked = await thao.sees(/Sự kiện nào/);
    const label = asked.buttons.flat().find((button) => button.label.startsWith(festival))?.label;
    await thao.presses(label ?? '');
    const preview = await thao.sees(/trời mưa/);
    expect(preview.buttons.flat().map((button) => button.label)).toContain('Hủy sự kiện');
    expect(await countCancelled(app)).toBe(0);
  },
  { only: { platform: 'telegram', because: 'Discord’s options are typed by name' } },
);

scenario(
  'An event is cancelled after the organiser saw who will be told',
  async ({ thao, app }) => {
    const { prisma } = app.database;
    const state = async () =>
      (await prisma.event.findFirstOrThrow({ where: { title: festival } })).state;
    await thao.says('/event cancel', { event: festival.toUpperCase(), reason: 'bão' });
    await thao.sees(/Sẽ thông báo/);
    await thao.presses('Giữ nguyên');
    await thao.sees(/Không có gì thay đổi/);
    expect(await state()).toBe('scheduled');
    await thao.says('/event cancel', { event: festival, reason: 'bão' });
    await thao.sees(/Sẽ thông báo/);
    await thao.presses('Hủy sự kiện');
    await thao.sees(/\[ĐÃ HỦY\]/);
    expect(await state()).toBe('cancelled');
    await thao.says('/event cancel', { event: festival });
    await thao.sees(/đã hủy/);
    expect(
      thao
        .messages()
        .map(readableText)
        .filter((text) => /Sẽ thông báo/.test(text)).length,
    ).toBeLessThan(2);
  },
);

scenario(
  'An event is postponed after the organiser saw who will be told',
  async ({ thao, app }) => {
    const { prisma } = app.database;
    const find = () => prisma.event.findFirstOrThrow({ where: { title: festival } });
    const before = await find();
    await thao.says('/event postpone', { event: festival, when: '19h30 20/12/2026' });
    await thao.sees(/20\/12/);
    expect((await find()).startsAt).toEqual(before.startsAt);
    await thao.presses('Dời lịch');
    await thao.sees(/Đã dời lịch/);
    expect((await find()).startsAt.toISOString()).toBe('2026-12-20T12:30:00.000Z');
  },
);

scenario('Signups are closed after the organiser saw the consequences', async ({ thao, app }) => {
  const { prisma } = app.database;
  const closed = () => prisma.course.count({ where: { title: course, closedAt: { not: null } } });
  await thao.says('/course close', { course });
  await thao.sees(/Mở lại bằng/);
  expect(await closed()).toBe(0);
  await thao.presses('Đóng đăng ký');
  await thao.sees(/Đã đóng đăng ký/);
  expect(await closed()).toBe(1);
  await thao.says('/course close', { course });
  await thao.sees(/Đã đóng từ trước/);
});

scenario(
  'Thảo publishes a course and follows signups, and the next person in line gets a free seat',
  async ({ thao, linh, minh, app }) => {
    const course = 'Viết kịch bản phim ngắn';
    for (const one of [linh, minh]) {
      await one.says('/start');
      await one.sees(/Đây là Callboard|I’m Callboard/);
    }
    await thao.says('/course new', { title: course, trainer: 'Hà', other_title: 'Short scripts' });
    await thao.sees(/Khóa học còn ẩn/);
    await thao.says('/course session', {
      course,
      when: '14h 5/12',
      length: '2h',
      seats: '1',
      place: 'Trực tuyến',
    });
    await thao.sees(/mở đăng ký:/);
    await linh.says('/signup', { course });
    await linh.sees(/Đăng ký thành công \(chỗ 1\/1\)/);
    await minh.says('/signup', { course: 'Short scripts' });
    await minh.sees(/You’re number 1 on the waiting list/);
    await thao.says('/course roster', { course });
    await thao.sees(/1\/1 chỗ đã có người · 1 người chờ/);
    await linh.says('/withdraw', { signup: course });
    await linh.sees(/Đã hủy đăng ký/);
    await minh.sees(/A seat opened up, and it’s yours/);
    await thao.says('/course close', { course });
    await thao.sees(/1 người giữ chỗ, không ai chờ/);
    await thao.presses('Giữ mở');
    await thao.sees(/Không có gì thay đổi/);
    const kept = await app.database.prisma.course.findFirstOrThrow({ where: { title: course } });
    expect(kept.closedAt).toBeNull();
  },
  {
    differences: {
      'moments are written by each platform in its own way': (text) =>
        text.replace(/(When:?|Thời gian:?) .*?(?=\n|$)/g, '$1 …'),
      'a roster says on which platform each signed up, and how they are called there': (text) =>
        text.replace(/Discord|Telegram/g, 'PLATFORM').replace(/@linh\.?tran/g, '@linh'),
    },
  },
);

scenario(
  'Thảo announces an event and moves it, and participants are told',
  async ({ thao, linh, app }) => {
    const title = 'Gặp gỡ người làm phim';
    await linh.says('/start');
    await linh.sees(/Đây là Callboard/);
    await thao.says('/event new', {
      title,
      when: '19h30 10/12',
      source: 'https://example.org/gap-go',
    });
    await thao.sees(/Bản nháp: chỉ ban tổ chức thấy/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    await thao.presses('Thông báo');
    await thao.sees(/Đã thông báo ở \d+ nơi/);
    await linh.says('/event show', { event: title });
    await linh.sees(/Số người tham gia/);
    await linh.presses('Tham gia');
    await linh.sees(/Số người tham gia/);
    await thao.says('/event edit', { event: title, place: 'Rạp Thống Nhất' });
    await thao.sees(/Lưu các thay đổi này[\s\S]*Rạp Thống Nhất[\s\S]*Thursday 10 December/);
    const find = () => app.database.prisma.event.findFirstOrThrow({ where: { title } });
    expect((await find()).place).toBe('');
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Bot chỉ báo một lần/);
    expect((await find()).place).toBe('Rạp Thống Nhất');
    await thao.says('/event edit', { event: title, place: 'Nhà hát Hòa Bình' });
    await thao.sees(/Rạp Thống Nhất → Nhà hát Hòa Bình/);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Bot chỉ báo một lần/);
    app.clock.advance(10 * 60_000);
    const { prisma: db } = app.database;
    const { publications } = app.delivery();
    expect(await publishDueChanges({ db, publications, now: app.clock.now })).toBe(1);
    const told = readableText(await linh.sees(/Cập nhật: Gặp gỡ người làm phim/));
    expect(told).toContain('Nhà hát Hòa Bình');
    expect(told).not.toContain('Rạp Thống Nhất');
    await thao.says('/event postpone', { event: title, reason: 'trùng lịch' });
    await thao.sees(/nhắn riêng 1 người/);
    await thao.presses('Hoãn sự kiện');
    await thao.sees(/Đã hoãn/);
    await linh.sees(/Hoãn: Gặp gỡ người làm phim/);
    const event = await app.database.prisma.event.findFirstOrThrow({ where: { title } });
    expect(event.state).toBe('postponed');
  },
  {
    differences: {
      'moments are written by each platform in its own way': (text) =>
        text.replace(/(Thời gian:?|Lịch cũ:?) .*?(?=\n|$)/g, '$1 …'),
    },
  },
);

const screening = 'Chiếu phim ngoài trời';
const findScreening = (fixture: ScenarioContext['app']) =>
  fixture.database.prisma.event.findFirstOrThrow({ where: { title: screening } });

scenario(
  'An event with a time of day is moved to a day and not to a week',
  async ({ thao, app }) => {
    const { prisma } = app.database;
    await thao.says('/event new', {
      title: screening,
      when: '19:30 5/12/2026',
      place: 'Công viên',
    });
    await thao.sees(screening);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    const before = await findScreening(app);
    for (const when of ['tuần sau', 'next week', '21-25/12']) {
      await thao.says('/event postpone', { event: screening, when, reason: 'mưa' });
      await thao.sees(/Sự kiện này có giờ bắt đầu/);
    }
    await thao.says('/event edit', { event: screening, when: 'tuần sau', place: 'Nhà hát' });
    await thao.sees(/Sự kiện này có giờ bắt đầu/);
    expect(await findScreening(app)).toEqual(before);
    await thao.says('/event postpone', { event: screening, when: '8/12', reason: 'mưa' });
    // The time of day stays.
    await thao.sees(/19:30 thứ Ba 8\/12/);
    await thao.presses('Dời lịch');
    await thao.sees(/Đã dời lịch/);
    // One of several days takes a week.
    await thao.says('/event postpone', { event: festival, when: 'tuần sau' });
    await thao.sees(/T2 30\/11 – CN 6\/12/);
    expect(await prisma.event.count({ where: { title: screening, allDay: false } })).toBe(1);
  },
  { incomparableReason: 'Telegram asks with a calendar, Discord with a sheet' },
);

scenario(
  'Asking for the missing day keeps the given reason',
  async ({ thao, app }) => {
    await thao.says('/event new', { title: screening, when: '19:30 5/12/2026' });
    await thao.sees(screening);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    await thao.says('/event postpone', { event: screening, when: 'tuần sau', reason: 'mưa to' });
    await thao.sees(/Sự kiện này có giờ bắt đầu/);
    await thao.says('19:30 9/12');
    await thao.sees(/mưa to/);
    await thao.presses('Dời lịch');
    await thao.sees(/Đã dời lịch/);
    expect((await findScreening(app)).startsAt.toISOString()).toBe('2026-12-09T12:30:00.000Z');
  },
  { only: { platform: 'telegram', because: 'a question is answered in words there' } },
);

scenario('A field of an event is cleared again', async ({ thao, app: house }) => {
  const said = {
    other_title: 'Outdoor screening',
    other_summary: 'Bring a mat',
    place: 'Công viên',
    topic: 'phim',
    source: 'https://example.org/nguon',
    link: 'https://example.org/ve',
    summary: 'Mang theo chiếu',
  };
  await thao.says('/event new', { title: screening, when: '19:30 5/12/2026', ...said });
  await thao.sees(screening);
  await thao.presses('Đăng');
  await thao.sees(/Đã đăng sự kiện/);
  const words = ['-', 'none', 'không có', 'Khong co', '–', 'NONE', 'KHÔNG CÓ'];
  for (const [index, name] of Object.keys(said).entries()) {
    await thao.says('/event edit', { event: screening, [name]: words[index] ?? '-' });
    await thao.sees(/Lưu các thay đổi này/);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Đã lưu/);
  }
  expect(await findScreening(house)).toMatchObject({
    place: '',
    topic: '',
    sourceUrl: null,
    linkUrl: null,
    summary: '',
    translations: {},
    searchText: 'chieu phim ngoai troi',
  });
  await thao.says('/event edit', { event: screening, source: '-' });
  await thao.sees(/Không có gì thay đổi/);
});
