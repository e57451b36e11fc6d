import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

scenario(
  'A date that does not exist is not used as a search word',
  async ({ linh }) => {
    await linh.types('/events', { when: '31/2' });
    await linh.sees(/31\/2/, 'Telegram asks again, Discord says what is wrong');
    expect(linh.messages().map(readableText).join('\n')).not.toMatch(/Không tìm thấy sự kiện/);
  },
  { differences: { 'on Discord each value is named': (text) => text.replace('when:', '') } },
);

scenario(
  'Someone with nothing to return is told so and not asked',
  async ({ minh }) => {
    await minh.says('/withdraw');
    const answer = await minh.sees(/no signups to cancel/);
    expect(answer.buttons).toEqual([]);
  },
  { only: { platform: 'telegram', because: 'Discord asks for required options itself' } },
);

scenario('A session is chosen by its day', async ({ linh, app, platform }) => {
  const session = await app.database.prisma.session.findFirstOrThrow({
    where: {
      closedAt: null,
      course: { closedAt: null },
      startsAt: { gt: new Date(app.clock.now()) },
    },
    include: { course: true },
    orderBy: { startsAt: 'asc' },
  });
  const day = Temporal.Instant.fromEpochMilliseconds(session.startsAt.getTime())
    .toZonedDateTimeISO('Asia/Ho_Chi_Minh')
    .toPlainDate();
  const course = session.course.title;
  await linh.says('/signup', { course, session: `${day.day}/${day.month}` });
  await linh.sees(
    new RegExp(`${day.day}/${day.month}`),
    'the platforms write moments in their own ways',
  );
  const signups = await app.database.prisma.signup.count({
    where: {
      sessionId: session.id,
      person: { accounts: { some: { platform, name: 'Linh Trần' } } },
    },
  });
  expect(signups).toBe(1);
});

scenario(
  'A closed course is reported as closed, and one taken twice as taken',
  async ({ linh, app }) => {
    const { prisma } = app.database;
    const [open, closing] = await prisma.course.findMany({
      where: { closedAt: null, sessions: { some: {} } },
      orderBy: { createdAt: 'asc' },
      take: 2,
    });
    if (!open || !closing) throw new Error('the sample has two open courses');
    await prisma.course.update({ where: { id: closing.id }, data: { closedAt: new Date(0) } });
    await linh.says('/signup', { course: closing.title });
    await linh.sees(/Đã đóng/);
  },
);

scenario(
  'A day with a time of day lists what takes place in that hour',
  async ({ linh }) => {
    await linh.types('/events', { when: '19h30 28/11' });
    await linh.sees(/Sự kiện: 19:30–20:30 thứ Bảy 28\/11/);
  },
  { differences: { 'each is typed in its way': (text) => text.replace('when:', '') } },
);

scenario(
  'Words that are not a time are reported as such instead of an empty list',
  async ({ linh, minh }) => {
    await linh.types('/events', { query: 'lúc nào rảnh' });
    await linh.sees(/từ khóa “lúc nào rảnh”.*cuối tuần này/);
    await minh.types('/events', { query: 'blah' });
    await minh.sees(/the words “blah”/);
  },
  { differences: { 'each is typed in its way': (text) => text.replace('query:', '') } },
);

scenario('Words for a search by name are never read as a time', async ({ linh, app }) => {
  const { prisma } = app.database;
  const { id } = await prisma.event.findFirstOrThrow({ orderBy: { startsAt: 'desc' } });
  await linh.says('/events', { query: 'tối nay' });
  const none = await linh.sees(/từ khóa “tối nay”/);
  expect(none.buttons.flat().map(({ label }) => label)).toEqual(['tối thứ Ba 24/11 (18:00–24:00)']);
  await prisma.event.update({ where: { id }, data: { searchText: { set: 'cuoi tuan vui' } } });
  await linh.says('/events', { query: 'cuối tuần' });
  await linh.sees(/Sự kiện: “cuối tuần”/);
});

const course = 'Podcast từ ý tưởng đến phát sóng';

scenario(
  'An unknown argument is reported with the existing ones',
  async ({ linh, app }) => {
    await linh.says(`/signup “${course}” bogus=3`);
    await linh.sees(/Không có mục “bogus=”\..*khóa học=, buổi=, ghi chú=/);
    expect(await app.database.prisma.signup.count({ where: { note: { contains: 'bogus' } } })).toBe(
      0,
    );
    await linh.says('/settings ngônngữ=en');
    await linh.sees(/Your settings|English/);
  },
  {
    only: { platform: 'telegram', because: 'Discord’s options have names that nobody can mistype' },
  },
);

scenario(
  'Valid arguments are kept beside an unknown argument name',
  async ({ thao, app }) => {
    const { prisma } = app.database;
    const find = (title: string) => prisma.event.findFirst({ where: { title } });
    await thao.says('/event_new when="31/12 19:30" tilte="Đêm cuối năm" place=Huế');
    await thao.sees(/Không có mục “tilte=”\..*“Đêm cuối năm”/s);
    await thao.says('Đêm cuối năm');
    await thao.sees(/Huế/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    expect(await find('Đêm cuối năm')).toMatchObject({ place: 'Huế' });

    await thao.says('/event_new title="Đêm thơ" when="31/12 19:30" place=Sân x=3 đình');
    await thao.sees(/Không có mục “x=”\./);
    await thao.says('Sân x=3 đình');
    await thao.sees(/Đêm thơ/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    expect(await find('Đêm thơ')).toMatchObject({ place: 'Sân x=3 đình' });

    await thao.says('/event_new zzz= title="Đêm nhạc" when="31/12 19:30"');
    await thao.sees(/Không có mục “zzz=”\./);
  },
  {
    only: { platform: 'telegram', because: 'Discord’s options have names that nobody can mistype' },
  },
);

scenario('A session is chosen by its number in the list', async ({ linh }) => {
  await linh.says('/training');
  const listed = await linh.sees(/Podcast từ ý tưởng/);
  const text = readableText(listed);
  const line = text
    .slice(text.indexOf(course))
    .split('\n')
    .find((one) => /^\s*\d+\. /.test(one));
  const number = /(\d+)\. /.exec(line ?? '')?.[1] ?? '';
  const when = /\d+:\d+–\d+:\d+ [^·]*/.exec(line ?? '')?.[0].trim() ?? '?';
  await linh.says('/signup', { course, session: number });
  await linh.sees(when);
});

scenario(
  'An error stands behind the name of its argument',
  async ({ thao }) => {
    await thao.says('/event new', { title: 'x'.repeat(201) });
    await thao.sees(/^Tên: quá dài: 201 ký tự/);
  },
  { only: { platform: 'telegram', because: 'Discord’s client holds to the length itself' } },
);

scenario(
  'An hour that the clocks skip is rejected',
  async ({ thao }) => {
    await thao.says('/settings', { zone: 'America/New_York' });
    await thao.sees(/giờ New York/);
    await thao.says('/event new', {
      title: 'Đêm đổi giờ',
      when: '2h30 14/3/2027',
      source: 'https://example.org/gio',
    });
    await thao.sees(/không có “2h30 14\/3\/2027”/);
  },
  { incomparableReason: 'Telegram asks again, Discord says what is wrong' },
);

scenario('A range of days is accepted for an event as written', async ({ thao, app }) => {
  await thao.says('/event new', {
    title: 'Tuần phim',
    when: '21-25/12',
    source: 'https://example.org/tuan-phim',
  });
  await thao.sees(/21\/12.*25\/12|21 – .*25\/12/s);
  await thao.presses('Đăng');
  await thao.sees(/Đã đăng sự kiện/);
  const event = await app.database.prisma.event.findFirstOrThrow({
    where: { title: 'Tuần phim' },
  });
  expect(event.startsAt.toISOString()).toBe('2026-12-20T17:00:00.000Z');
  expect(event.endsAt.toISOString()).toBe('2026-12-25T17:00:00.000Z');
});

scenario(
  'Help names only what leads somewhere, and in a group what is available in private',
  async ({ linh, hanh, group }) => {
    const here = linh.in(group);
    await linh.says('/start');
    await linh.sees(/Đây là Callboard/);
    await here.says('/help');
    const own = readableText(await here.sees(/\/(link|lienket) · /));
    expect(own).not.toContain('/connect');
    await hanh.says('/help');
    await hanh.sees(/\/connect/);
  },
  { incomparableReason: 'the roles of Hạnh are spread over two platforms' },
);

scenario(
  'An address that hides its target is rejected in a text for many readers',
  async ({ thao, app }) => {
    await thao.says('/event new', {
      title: 'Gặp gỡ tại https://bank.example@evil.example/x',
      when: '19h30 ngày mai',
      source: 'https://example.org/gap-go',
    });
    await thao.sees(/“https:\/\/bank\.example@evil\.example\/x”/);
    const kept = await app.database.prisma.event.count({
      where: { title: { contains: 'evil' } },
    });
    expect(kept).toBe(0);
  },
  { incomparableReason: 'Telegram asks again, Discord says what is wrong' },
);

scenario(
  'Vietnamese words without diacritics work as commands',
  async ({ linh, group }) => {
    await linh.in(group).says('/sukien cuối tuần này');
    await linh.in(group).sees(/Sự kiện: T7 28\/11/);
    await linh.says('/khoahoc podcast');
    await linh.sees(/Podcast từ ý tưởng/);
  },
  { only: { platform: 'telegram', because: 'other words are typed on Telegram alone' } },
);
