import { expect } from 'vitest';
import { readable } from '../support/cast.ts';
import { scenario } from '../support/scenario.ts';

scenario(
  'A date that does not exist is no word to search for',
  async ({ linh, platform }) => {
    await linh.says(platform === 'discord' ? '/events when:31/2' : '/events 31/2');
    await linh.sees(/31\/2/);
    expect(linh.screen().map(readable).join('\n')).not.toMatch(/Không tìm thấy sự kiện/);
  },
  { incomparable: 'Telegram asks again, Discord says what is wrong' },
);

scenario(
  'Who has nothing to give back is told so, and not asked',
  async ({ minh, platform }) => {
    if (platform === 'discord') return;
    await minh.says('/withdraw');
    const told = await minh.sees(/no signups that you could give back/);
    expect(told.buttons).toEqual([]);
  },
  { incomparable: 'Discord asks for required options itself' },
);

scenario(
  'A session is chosen by its day',
  async ({ linh, house, platform }) => {
    const session = await house.database.prisma.session.findFirstOrThrow({
      where: {
        closedAt: null,
        course: { closedAt: null },
        startsAt: { gt: new Date(house.clock.now()) },
      },
      include: { course: true },
      orderBy: { startsAt: 'asc' },
    });
    const day = Temporal.Instant.fromEpochMilliseconds(session.startsAt.getTime())
      .toZonedDateTimeISO('Asia/Ho_Chi_Minh')
      .toPlainDate();
    const course = session.course.title;
    await linh.says('/signup', { course, session: `${day.day}/${day.month}` });
    await linh.sees(new RegExp(`${day.day}/${day.month}`));
    const signups = await house.database.prisma.signup.count({
      where: {
        sessionId: session.id,
        person: { accounts: { some: { platform, name: 'Linh Trần' } } },
      },
    });
    expect(signups).toBe(1);
  },
  { incomparable: 'the platforms write moments in their own ways' },
);

scenario(
  'A closed course is said to be closed, and one taken twice to be taken',
  async ({ linh, house }) => {
    const { prisma } = house.database;
    const [open, closing] = await prisma.course.findMany({
      where: { closedAt: null, sessions: { some: {} } },
      orderBy: { createdAt: 'asc' },
      take: 2,
    });
    if (!open || !closing) throw new Error('the sample has two open courses');
    await prisma.course.update({ where: { id: closing.id }, data: { closedAt: new Date(0) } });
    await linh.says('/signup', { course: closing.title });
    await linh.sees(/đã đóng/);
  },
);

scenario(
  'An address that hides where it leads is refused in words that many will read',
  async ({ thao, house }) => {
    await thao.says('/event new', {
      title: 'Gặp gỡ tại https://bank.example@evil.example/x',
      when: '19h30 ngày mai',
      source: 'https://example.org/gap-go',
    });
    await thao.sees(/“https:\/\/bank\.example@evil\.example\/x”/);
    const kept = await house.database.prisma.event.count({
      where: { title: { contains: 'evil' } },
    });
    expect(kept).toBe(0);
  },
  { incomparable: 'Telegram asks again, Discord says what is wrong' },
);
