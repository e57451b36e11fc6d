import { expect } from 'vitest';
import { readable } from '../support/cast.ts';
import { scenario } from '../support/scenario.ts';

const festival = 'Liên hoan Phim Thành phố Hồ Chí Minh';
const course = 'Dựng phim chuyên nghiệp cho nhà sản xuất nội dung';

scenario(
  'A word that fits an event does not cancel it',
  async ({ thao, house, platform }) => {
    const cancelled = () =>
      house.database.prisma.event.count({ where: { state: 'cancelled', title: festival } });
    if (platform === 'telegram') await thao.says('/event cancel liên hoan phim trời mưa');
    else await thao.says('/event cancel', { event: 'liên hoan phim', reason: 'trời mưa' });
    // Discord's own list gives the event, typed words on Telegram only offer it.
    if (platform === 'telegram') {
      const asked = await thao.sees(/Sự kiện nào/);
      const label = asked.buttons.flat().find((button) => button.label.startsWith(festival))?.label;
      await thao.presses(label ?? '');
    }
    // The reason that was typed beside it is kept.
    const preview = await thao.sees(/trời mưa/);
    expect(preview.buttons.flat().map((button) => button.label)).toContain('Huỷ sự kiện này');
    expect(await cancelled()).toBe(0);
  },
  { incomparable: 'Telegram asks, Discord has a list' },
);

scenario(
  'An event is cancelled once the organiser saw who will be told',
  async ({ thao, house }) => {
    const { prisma } = house.database;
    const state = async () =>
      (await prisma.event.findFirstOrThrow({ where: { title: festival } })).state;
    await thao.says('/event cancel', { event: festival.toUpperCase(), reason: 'bão' });
    await thao.sees(/Sẽ báo/);
    await thao.presses('Giữ lại');
    await thao.sees(/Không có gì thay đổi/);
    expect(await state()).toBe('scheduled');
    await thao.says('/event cancel', { event: festival, reason: 'bão' });
    await thao.sees(/Sẽ báo/);
    await thao.presses('Huỷ sự kiện này');
    await thao.sees(/\[Huỷ\]/);
    expect(await state()).toBe('cancelled');
    await thao.says('/event cancel', { event: festival });
    await thao.sees(/đã huỷ/);
    expect(
      thao
        .screen()
        .map(readable)
        .filter((text) => /Sẽ báo/.test(text)).length,
    ).toBeLessThan(2);
  },
);

scenario('An event is put off once the organiser saw who will be told', async ({ thao, house }) => {
  const { prisma } = house.database;
  const find = () => prisma.event.findFirstOrThrow({ where: { title: festival } });
  const before = await find();
  await thao.says('/event postpone', { event: festival, when: '19h30 20/12/2026' });
  await thao.sees(/20\/12/);
  expect((await find()).startsAt).toEqual(before.startsAt);
  await thao.presses('Dời sự kiện này');
  await thao.sees(/Xong/);
  expect((await find()).startsAt.toISOString()).toBe('2026-12-20T12:30:00.000Z');
});

scenario('Signups are closed once the organiser saw what that means', async ({ thao, house }) => {
  const { prisma } = house.database;
  const closed = () => prisma.course.count({ where: { title: course, closedAt: { not: null } } });
  await thao.says('/course close', { course });
  await thao.sees(/không mở lại được/);
  expect(await closed()).toBe(0);
  await thao.presses('Đóng đăng ký');
  await thao.sees(/Đã đóng đăng ký/);
  expect(await closed()).toBe(1);
  await thao.says('/course close', { course });
  await thao.sees(/vốn đã đóng/);
});
