import { expect } from 'vitest';
import type { VisibleMessage } from '../../../playground/driver/visible-message.ts';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

scenario('A creator says hello and changes the language', async ({ linh }) => {
  await linh.says('/start');
  await linh.sees(/Xin chào! Đây là Callboard/);
  await linh.presses('English');
  await linh.sees(/Hi! I’m Callboard/);
  await linh.presses('Show commands');
  await linh.sees(/What can I help with/);
});

scenario(
  'Somebody in many communities pages through them and chooses one of the last',
  async ({ linh, app, platform }) => {
    const { prisma } = app.database;
    const { personId } = await prisma.account.findFirstOrThrow({
      where: { platform, name: 'Linh Trần' },
    });
    for (const letter of 'BCDEFGHIJ') {
      await prisma.community.create({
        data: {
          name: `Hội ${letter}`,
          locale: 'vi',
          zone: 'Asia/Ho_Chi_Minh',
          members: { create: { personId } },
        },
      });
    }
    const offered = ({ buttons }: VisibleMessage) => (buttons[0] ?? []).map(({ label }) => label);
    await linh.says('/start');
    expect(offered(await linh.sees(/Bạn ở nhiều cộng đồng/))).toEqual([
      'Hội B',
      'Hội C',
      'Hội D',
      'Hội E',
      'Trang 2/3 ›',
    ]);
    await linh.presses('Trang 2/3 ›');
    expect(offered(await linh.sees(/nhiều cộng đồng/))).toContain('Hội I');
    await linh.presses('Trang 3/3 ›');
    expect(offered(await linh.sees(/nhiều cộng đồng/))).toEqual([
      'Hội J',
      'Mạng lưới Nhà sáng tạo',
      'Trang 1/3 ›',
    ]);
    await linh.presses('Hội J');
    expect(offered(await linh.sees(/bot của Hội J/))).toContain('● Hội J');
    await linh.presses('Trang 1/3 ›');
    expect(offered(await linh.sees(/bot của Hội J/))).toContain('Hội B');
  },
);

scenario(
  'A choice of one person changes no message that all see',
  async ({ hanh, linh, group }) => {
    await linh.says('/start');
    await hanh.in(group).says('/start');
    await linh.in(group).sees(/I’m Callboard, the bot of/);
    await linh.in(group).presses('Tiếng Việt');
    await linh
      .in(group)

      .sees(/Cài đặt của bạn/);
    expect(linh.in(group).messages().map(readableText).join('\n')).not.toMatch(/Đây là Callboard/);
  },
  { incomparableReason: 'in the sample, the group on Telegram follows other topics' },
);

scenario('Somebody far away chooses their time zone at the start', async ({ linh }) => {
  await linh.says('/start');
  const offered = (await linh.sees(/Đây là Callboard/)).buttons.flat().map(({ label }) => label);
  for (const place of ['● Việt Nam', 'London', 'New York', 'Los Angeles', 'Tokyo', 'Seoul'])
    expect(offered).toContain(place);
  for (const place of ['Singapore', 'Sydney', 'Paris', 'Berlin']) expect(offered).toContain(place);
  await linh.presses('Sydney');
  const chosen = (await linh.sees(/Đây là Callboard/)).buttons.flat().map(({ label }) => label);
  expect(chosen).toContain('● Sydney');
  await linh.says('/settings', { zone: 'Praha' });
  await linh.sees(/Prague/, 'Telegram alone has tables to choose');
  await linh.says('/start');
  const again = (await linh.sees(/Đây là Callboard/)).buttons.flat().map(({ label }) => label);
  expect(again).toContain('● Prague');
});
