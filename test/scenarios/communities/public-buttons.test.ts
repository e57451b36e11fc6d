import { expect } from 'vitest';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const festival = 'Liên hoan Phim Thành phố Hồ Chí Minh';
const apart = { incomparableReason: 'a short outcome is a pop-up on Telegram' };

/** The person alone reads this where others are: in a message of their own there, or in a pop-up. */
async function readsAlone(
  { group }: ScenarioContext,
  who: ScenarioContext['linh'],
  others: readonly ScenarioContext['linh'][],
  words: RegExp,
): Promise<void> {
  const here = who.in(group);
  await here.seesPrivately(words);
  for (const other of others) {
    expect(other.in(group).messages().map(readableText).join('\n')).not.toMatch(words);
  }
}

scenario(
  'Someone who signs up, waits, answers or leaves by a button in a group is told privately',
  async (scene) => {
    const { linh, minh, thao, group, app } = scene;
    const course = 'Một chỗ thôi';
    for (const one of [linh, minh]) {
      await one.says('/start');
      await one.sees(/Đây là Callboard|I’m Callboard/);
    }
    await thao.says('/course new', { title: course });
    await thao.sees(course);
    await thao.says('/course session', { course, when: '14h 5/12', length: '2h', seats: '1' });
    await thao.sees(course);
    await linh.in(group).says('/training', { query: course });
    const listed = await linh.in(group).sees(course);
    const label = listed.buttons.flat()[0]?.label ?? '';
    const press = async (who: typeof linh, words: RegExp) => {
      await who.in(group).presses(label);
      await readsAlone(scene, who, who === linh ? [minh] : [linh], words);
      // The whole of it has the button that gives it back.
      const back = /^(Hủy đăng ký|Cancel signup|Rời danh sách chờ|Leave waiting list)$/;
      const { buttons } = await who.in(group).sees(course);
      expect(buttons.flat().filter((one) => back.test(one.label))).toHaveLength(1);
    };
    await press(linh, /Bạn đã có chỗ|thành công/);
    await press(minh, /waiting list/);
    await linh.in(group).says('/event show', { event: festival });
    const shown = await linh.in(group).sees(festival);
    const [going = ''] = shown.buttons.flat().map((button) => button.label);
    await minh.in(group).presses(going);
    await readsAlone(scene, minh, [linh], /You’re going to/);
    // What all see counts, in the language in which it was asked for.
    await minh.in(group).sees(/\n?Số người/);
    expect(
      await app.database.prisma.rsvp.count({
        where: {
          state: 'going',
          event: { title: festival },
          person: { accounts: { some: { name: { contains: 'Minh' } } } },
        },
      }),
    ).toBeGreaterThan(0);
  },
  apart,
);

scenario(
  'Someone without an open private chat sees the outcome in the group, and nobody else does',
  async ({ linh, minh, group }) => {
    const here = linh.in(group);
    await here.says('/training', { query: 'Podcast' });
    await here.sees(/Podcast/);
    await here.presses('Đăng ký 1');
    await here.seesPrivately(/Đã có chỗ|thành công|danh sách chờ/);
    const others = minh.in(group).messages().map(readableText).join('\n');
    expect(others).not.toMatch(/Đã có chỗ|thành công/);
    // The outcome may vanish from the group; the signup is shown again on request.
    await linh.says('/mine');
    await linh.sees(/Podcast/);
  },
  apart,
);

scenario(
  'Someone without an open private chat sees the outcome in the group, with their name where it is long',
  async ({ linh, group, app }) => {
    const here = linh.in(group);
    await here.says('/training');
    const listed = await here.sees(/Podcast/);
    const [label = ''] = listed.buttons.flat().map((button) => button.label);
    const before = here.messages().length;
    await here.presses(label);
    await here.seesNotice(/chỗ|danh sách chờ/);
    expect(here.messages()).toHaveLength(before);
    await here.says('/signup', { course: 'Podcast từ ý tưởng đến phát sóng' });
    await here.sees(/^Linh Trần:/);
    expect(
      await app.database.prisma.signup.count({
        where: { person: { accounts: { some: { name: 'Linh Trần', platform: 'telegram' } } } },
      }),
    ).toBeGreaterThan(0);
  },
  {
    telegramServer: '10.2',
    only: { platform: 'telegram', because: 'Discord has no servers without ephemeral messages' },
  },
);

scenario(
  'A list in a group keeps its language and zone for every reader and names the zone to others',
  async ({ linh, minh, group, platform, app }) => {
    const { prisma } = app.database;
    await minh.says('/start');
    await minh.sees(/I’m Callboard/);
    const { personId } = await prisma.account.findFirstOrThrow({
      where: { platform, name: { contains: 'Minh' } },
    });
    await prisma.person.update({ where: { id: personId }, data: { zone: 'Europe/Paris' } });
    await linh.in(group).says('/events');
    const first = await linh.in(group).sees(/Sự kiện sắp tới/);
    expect(readableText(first)).not.toMatch(/UTC\+7/);
    const next = first.buttons.flat().find(({ label }) => /›/.test(label))?.label ?? '';
    await minh.in(group).presses(next);
    const second = readableText(await minh.in(group).sees(/2\/\d/));
    expect(second).toMatch(/Sự kiện sắp tới/);
    expect(second).toMatch(/giờ Việt Nam \(UTC\+7\)/);
    // In private everybody reads their own, and is told which that is.
    await minh.says('/events');
    const alone = readableText(await minh.sees(/./));
    expect(alone).not.toMatch(/UTC\+7|Sự kiện/);
    expect(alone).toMatch(/\(UTC\+1\)/);
    await linh.in(group).says('/training');
    await linh.in(group).sees(/Khóa học|Khóa học|Lịch học/i);
  },
);

scenario(
  'A list in a group without a language uses that of the community for any requester',
  async ({ linh, minh, group, app }) => {
    const { prisma } = app.database;
    await minh.says('/start');
    await minh.sees(/I’m Callboard/);
    await prisma.chat.updateMany({ data: { locale: null } });
    await minh.in(group).says('/events');
    const list = await minh.in(group).sees(/Sự kiện sắp tới/);
    const next = list.buttons.flat().find(({ label }) => /›/.test(label))?.label ?? '';
    await minh.in(group).presses(next);
    await minh.in(group).sees(/2\/\d/);
    expect(readableText(await linh.in(group).sees(/2\/\d/))).toMatch(/Sự kiện sắp tới/);
    await minh.in(group).says('/training');
    await minh.in(group).sees(/Lịch học|Khóa học/);
  },
);
